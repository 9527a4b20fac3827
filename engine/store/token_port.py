"""What the service asks of the store about API tokens; part of the port."""

# ruff: noqa: D102 - what speaks for itself needs no sentence

from datetime import datetime
from typing import Protocol

from engine.model.records import Actor, Receipt, TokenRecord


class TokenStore(Protocol):
    """Tokens by the hash of their secret, which itself is never stored (SEC23)."""

    async def add_token(
        self,
        token: TokenRecord,
        secret_hash: bytes,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> str:
        """The id of the stored token: of the first one, when the receipt is known. Raises ReceiptMismatch."""

    async def token(self, secret_hash: bytes) -> TokenRecord | None: ...
    async def tokens(self, shop: str) -> tuple[TokenRecord, ...]: ...
    async def revoke_token(
        self, shop: str, token_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """End a token. True again for the receipt with which it was ended. Raises ReceiptMismatch."""

    async def token_used(self, token_id: str, now: datetime) -> None: ...
