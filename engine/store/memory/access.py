"""Tokens, sign-in links, sessions and failed guesses, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor, Receipt, TokenRecord
from engine.store.guesses import Guess, guesses_at
from engine.store.memory.part import MemoryPart, write_audit
from engine.store.memory.receipts import served_before
from engine.store.memory.state import SessionRow, State
from engine.store.port import SESSION_IDLE, TOKEN_USE_PRECISION


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

    async def revoke_token(self, shop: str, token_id: str, actor: Actor, now: datetime) -> bool:
        """End a token for good; False when there is none or it has ended already."""
        async with self._tx() as state:
            token = state.tokens.get(token_id)
            if token is None or token.shop != shop or token.revoked_at is not None:
                return False
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

    async def add_sign_in(self, secret_hash: bytes, shop: str, expires_at: datetime) -> None:
        """Store a one-time link."""
        async with self._tx() as state:
            state.sign_ins.put(secret_hash, (shop, expires_at))

    async def use_sign_in(
        self, secret_hash: bytes, session_hash: bytes, session_until: datetime, now: datetime
    ) -> str | None:
        """Trade a link for a session, once."""
        async with self._tx() as state:
            found = state.sign_ins.get(secret_hash)
            if found is None:
                return None
            state.sign_ins.drop(secret_hash)
            shop, expires_at = found
            if expires_at <= now:
                return None
            state.sessions.put(session_hash, SessionRow(shop=shop, until=session_until, used_at=now))
            return shop

    async def session(self, session_hash: bytes, now: datetime) -> str | None:
        """The shop of a session that has neither ended nor idled too long."""
        async with self._tx() as state:
            row = state.sessions.get(session_hash)
            if row is None or row.until <= now or row.used_at + SESSION_IDLE <= now:
                return None
            if row.used_at <= now - TOKEN_USE_PRECISION:
                state.sessions.put(session_hash, replace(row, used_at=now))
            return row.shop

    async def end_session(self, session_hash: bytes) -> None:
        """Sign out."""
        async with self._tx() as state:
            if session_hash in state.sessions:
                state.sessions.drop(session_hash)

    async def take_attempts(
        self, keys: Sequence[tuple[str, int, int]], now: datetime, amount: int = 1
    ) -> bool:
        """Count failed guesses on every key, or on none when one is at its limit."""
        async with self._tx() as state:
            guesses = guesses_at(keys, now)
            if any(_counted(state, guess) >= guess.limit for guess in guesses):
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
