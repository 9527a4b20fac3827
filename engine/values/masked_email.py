"""What may be seen of an address by who looks after something else (SEC8)."""

from engine.values.masked_code import DOT

SHORT = 2


def masked_email(email: str) -> str:
    """`hanako@shop.example` as `h•••@shop.example`; a short name shows no letter, empty stays empty."""
    local, at, domain = email.rpartition("@")
    if not at:
        return DOT * 3 if email else ""
    return f"{local[:1] if len(local) > SHORT else ''}{DOT * 3}@{domain}"
