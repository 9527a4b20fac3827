"""What is stored of secrets that browsers and links carry (SEC19)."""

import hashlib


def secret_hash(secret: str) -> bytes:
    """What is stored of a secret of 256 random bits, which needs no slow hash."""
    return hashlib.sha256(secret.encode()).digest()
