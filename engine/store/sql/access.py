"""Tokens and failed guesses, in SQL."""

# ruff: noqa: S608 - the port's signatures; only marks and our own names are put into statements

from collections.abc import Sequence
from datetime import datetime

import orjson

from engine.model.records import Actor, Receipt, TokenRecord
from engine.store.guesses import Guess, guesses_at
from engine.store.port import TOKEN_USE_PRECISION
from engine.store.sql import rows
from engine.store.sql.codec import maybe_micros, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.receipts import NotDone, served_before

COLUMNS = ", ".join(rows.TOKEN)

COUNT_GUESS = """
    ON CONFLICT (key, part) DO UPDATE SET failed = guesses.failed + excluded.failed RETURNING key
"""
FORGET_GUESSES = """
    WITH over AS MATERIALIZED (SELECT "row" FROM guesses WHERE ends <= ? LIMIT 100 {skip_locked})
    DELETE FROM guesses WHERE "row" IN (SELECT "row" FROM over)
"""


class _AtLimit(Exception):
    """A key is at its limit; nothing is counted."""


class Access(SqlPart):
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
        lists = (orjson.dumps(sorted(token.scopes)).decode(), orjson.dumps(token.origins).decode())
        times = (token.created_at, token.expires_at, token.last_used_at, token.revoked_at)
        row = (
            token.id,
            token.shop,
            token.kind,
            token.name,
            *lists,
            *map(maybe_micros, times),
            secret_hash.hex(),
        )

        async def add(tx: Tx) -> str:
            before = await served_before(tx, token.shop, receipt, token.id.encode(), now)
            if before is not None:
                return (before.answer or b"").decode()
            await tx.insert("tokens", (*rows.TOKEN, "secret_hash"), [row])
            detail = {"kind": token.kind, "name": token.name}
            await write_audit(tx, token.shop, now, actor, "token added", token.id, detail)
            return token.id

        return await self._db.write(add)

    async def token(self, secret_hash: bytes) -> TokenRecord | None:
        """The token with this secret, revoked and expired ones included."""
        found = await self._db.read(f"SELECT {COLUMNS} FROM tokens WHERE secret_hash = ?", secret_hash.hex())
        return rows.token(found[0]) if found else None

    async def tokens(self, shop: str) -> tuple[TokenRecord, ...]:
        """All tokens of a shop, newest first."""
        found = await self._db.read(
            f"SELECT {COLUMNS} FROM tokens WHERE shop = ? ORDER BY created_at DESC, id DESC", shop
        )
        return tuple(map(rows.token, found))

    async def revoke_token(
        self, shop: str, token_id: str, actor: Actor, now: datetime, receipt: Receipt | None = None
    ) -> bool:
        """End a token for good; False when there is none or it has ended already."""
        statement = (
            "UPDATE tokens SET revoked_at = ? WHERE shop = ? AND id = ? AND revoked_at IS NULL RETURNING id"
        )

        async def revoke(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if await tx.row(statement, micros(now), shop, token_id) is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, "token revoked", token_id, {})
            return True

        try:
            return await self._db.write(revoke)
        except NotDone:
            return False

    async def token_used(self, token_id: str, now: datetime) -> None:
        """Remember when a token was last used, to the minute."""
        due = "id = ? AND COALESCE(last_used_at, 0) <= ?"
        parameters = token_id, micros(now - TOKEN_USE_PRECISION)
        if await self._db.read(f"SELECT 1 FROM tokens WHERE {due}", *parameters):
            statement = f"UPDATE tokens SET last_used_at = ? WHERE {due}"
            await self._db.write(lambda tx: tx.rows(statement, micros(now), *parameters))

    async def take_attempts(
        self, keys: Sequence[tuple[str, int, int]], now: datetime, amount: int = 1, room: int = 0
    ) -> bool:
        """Count failed guesses on every key, or on none when one is at its limit."""
        guesses = guesses_at(keys, now)
        if amount == 0:
            return await self._all_admit(guesses, room)

        async def take(tx: Tx) -> None:
            # Counted first, looked at then: who counts on a key has locked it for others.
            counted = [(guess.key, guess.part, amount, micros(guess.ends)) for guess in guesses]
            await tx.insert("guesses", ("key", "part", "failed", "ends"), counted, COUNT_GUESS)
            await tx.rows(FORGET_GUESSES, micros(now))
            for guess in guesses:
                if not guess.admits(await _failed(tx, guess) - amount, amount):
                    raise _AtLimit

        try:
            await self._db.write(take)
        except _AtLimit:
            return False
        return True

    async def _all_admit(self, guesses: Sequence[Guess], room: int) -> bool:
        """Look without counting, by one statement: every quote of a visitor with a code asks this."""
        names = [guess.key for guess in guesses]
        rows = await self._db.read(
            f"SELECT key, part, failed FROM guesses WHERE key IN {marks(1, len(names))}",
            *names,
        )
        failed = {
            guess.key: sum(count for key, part, count in rows if key == guess.key and part in guess.parts)
            for guess in guesses
        }
        return all(guess.admits(failed[guess.key], room) for guess in guesses)


async def _failed(tx: Tx, guess: Guess) -> int:
    parts = list(guess.parts)
    row = await tx.row(
        "SELECT CAST(COALESCE(SUM(failed), 0) AS BIGINT) FROM guesses "
        f"WHERE key = ? AND part IN {marks(1, len(parts))}",
        guess.key,
        *parts,
    )
    return int(row[0]) if row else 0
