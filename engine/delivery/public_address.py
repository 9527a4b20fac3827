"""Which addresses of the network Otoku may call: the public ones, never those inside (SEC27)."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IpAddress = IPv4Address | IPv6Address

RESERVED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
"""Written out, because what `ipaddress` calls private differs from one Python to the next."""

NAT64 = ip_network("64:ff9b::/96")
NAT64_LOCAL = ip_network("64:ff9b:1::/48")


def may_be_called(address: IpAddress, *, loopback: bool = False) -> bool:
    """Whether `address` is public; with `loopback`, also whether it is this machine, and then nothing else."""
    plain = _carried(address)
    if loopback:
        return plain.is_loopback
    return not any(plain in network for network in RESERVED if network.version == plain.version) and (
        plain.is_global
    )


def _carried(address: IpAddress) -> IpAddress:
    """The IPv4 address that an IPv6 address stands for (mapped, NAT64, 6to4), else `address` itself."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in NAT64 or address in NAT64_LOCAL:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.sixtofour or address


def read_address(text: str) -> IpAddress:
    """The address that the resolver wrote, without its scope. Raises ValueError."""
    return ip_address(text.partition("%")[0])
