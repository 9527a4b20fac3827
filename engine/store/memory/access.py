"""Tokens and failed guesses, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor, Receipt, TokenRecord
from engine.store.guesses import Guess, guesses_at
from engine.store.memory.part import MemoryPart, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.state import State
from engine.store.port import TOKEN_USE_PRECISION


class Access(MemoryPart):
    """Who may come in. Only hashes of secrets are kept (SEC19, SEC23)."""

    async def add_token(
        self,
        token: TokenRecord,
        secret_hash: bytes,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> str:
        """Store a token under the hash of its secret."""
        async with self._tx() as state:
            before = served_before(state, token.shop, receipt, token.id.encode())
            if before is not None:
                return (before.answer or b"").decode()
            state.tokens.put(token.id, token)
            state.token_hashes.put(secret_hash, token.id)
            write_audit(
                state, token.shop, now, actor, "token added", token.id, kind=token.kind, name=token.name
            )
            return token.id

    async def token(self, secret_hash: bytes) -> TokenRecord | None:
        """The token with this secret, revoked and expired ones included."""
        found = self._state.token_hashes.get(secret_hash)
        return self._state.tokens[found] if found else None

    async def tokens(self, shop: str) -> tuple[TokenRecord, ...]:
        """All tokens of a shop, newest first."""
        own = [token for token in self._state.tokens.values() if token.shop == shop]
        return tuple(sorted(own, key=lambda token: (token.created_at, token.id), reverse=True))

    async def revoke_token(
        self, shop: str, token_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """End a token for good; False when there is none or it has ended already."""
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            token = state.tokens.get(token_id)
            if token is None or token.shop != shop or token.revoked_at is not None:
                return False
            served_before(state, shop, receipt, None)
            state.tokens.put(token_id, replace(token, revoked_at=now))
            write_audit(state, shop, now, actor, "token revoked", token_id)
            return True

    async def token_used(self, token_id: str, now: datetime) -> None:
        """Remember when a token was last used, to the minute."""
        async with self._tx() as state:
            token = state.tokens.get(token_id)
            if token is None:
                return
            if token.last_used_at is None or token.last_used_at <= now - TOKEN_USE_PRECISION:
                state.tokens.put(token_id, replace(token, last_used_at=now))

    async def take_attempts(
        self, keys: Sequence[tuple[str, int, int]], now: datetime, amount: int = 1, room: int = 0
    ) -> bool:
        """Count failed guesses on every key, or on none when one is at its limit."""
        async with self._tx() as state:
            guesses = guesses_at(keys, now)
            if not all(guess.admits(_counted(state, guess), amount or room) for guess in guesses):
                return False
            for guess in guesses if amount else ():
                before, _ = state.attempts.get((guess.key, guess.part), (0, now))
                state.attempts.put((guess.key, guess.part), (before + amount, guess.ends))
            for key in [key for key, (_, ends) in state.attempts.items() if ends <= now]:
                state.attempts.drop(key)
            return True


def _counted(state: State, guess: Guess) -> int:
    rows = (state.attempts.get((guess.key, part)) for part in guess.parts)
    return sum(row[0] for row in rows if row)
