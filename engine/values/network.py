"""Whom an address on the network counts as."""

import ipaddress


def network_of(ip: str) -> str:
    """The address itself, or its /64 for IPv6, which one line has as many addresses of as it likes."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
