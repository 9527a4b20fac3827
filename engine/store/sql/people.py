"""Staff, one-time links and sessions, in SQL."""

# ruff: noqa: S608 - only our own names are put into statements

from datetime import datetime
from typing import Any

import orjson

from engine.model.records import Actor
from engine.model.staff import (
    LinkPurpose,
    Role,
    SecondFactor,
    SignedIn,
    StaffLink,
    StaffMember,
    StaffSession,
    StaffState,
)
from engine.store.port import SESSION_IDLE, TOKEN_USE_PRECISION
from engine.store.sql.codec import instant, maybe_instant, maybe_micros, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.session import Column, Row
from engine.store.staff_port import Saved
from engine.store.staffing import ends_links, leaves_no_owner

MEMBER = (
    *("shop", "id", "email", "name", "role", "state", "created_at"),
    *("password_hash", "second_factor", "version", "signed_in_at"),
)
SESSION = ("id", "shop", "staff_id", "made_at", "until", "used_at", "confirmed_at", "ip", "browser")
MEMBERS = f"SELECT {', '.join(MEMBER)} FROM staff WHERE shop = ? ORDER BY created_at, id"
LIVE = "until > ? AND used_at > ?"


class People(SqlPart):
    """Who may come in, as persons."""

    async def add_staff(self, member: StaffMember, actor: Actor, now: datetime) -> Saved:
        """Store a new person."""

        async def add(tx: Tx) -> Saved:
            # The audit row comes first: it makes writers of one shop wait for each other.
            await write_audit(tx, member.shop, now, actor, "staff added", member.id, {"role": member.role})
            if _has_address(member, await _everybody(tx, member.shop)):
                raise _Undone(Saved.EMAIL_TAKEN)
            await tx.insert("staff", MEMBER, [_columns(member)])
            return Saved.DONE

        return await self._or_undone(add)

    async def save_staff(
        self,
        member: StaffMember,
        actor: Actor,
        action: str,
        now: datetime,
        *,
        keep_session: bytes | None = b"",
    ) -> Saved:
        """Replace a person's row."""
        assignments = ", ".join(f"{name} = ?" for name in MEMBER[2:-1])

        async def save(tx: Tx) -> Saved:
            await write_audit(tx, member.shop, now, actor, action, member.id, {"role": member.role})
            everybody = {one.id: one for one in await _everybody(tx, member.shop)}
            before = everybody.pop(member.id, None)
            if before is None or before.version != member.version - 1:
                raise _Undone(Saved.CHANGED_MEANWHILE)
            if _has_address(member, everybody.values()):
                raise _Undone(Saved.EMAIL_TAKEN)
            if leaves_no_owner(before, (member, *everybody.values())):
                raise _Undone(Saved.LAST_OWNER)
            row = _columns(member)
            await tx.rows(
                f"UPDATE staff SET {assignments} WHERE shop = ? AND id = ?",
                *row[2:-1],
                member.shop,
                member.id,
            )
            if keep_session is not None:
                ending = "DELETE FROM sessions WHERE shop = ? AND staff_id = ? AND session_hash <> ?"
                await tx.rows(ending, member.shop, member.id, keep_session.hex())
            if ends_links(before, member):
                await tx.rows("DELETE FROM sign_ins WHERE shop = ? AND staff_id = ?", member.shop, member.id)
            return Saved.DONE

        return await self._or_undone(save)

    async def staff(self, shop: str) -> tuple[StaffMember, ...]:
        """Everybody, oldest first."""
        return tuple(map(_member, await self._db.read(MEMBERS, shop)))

    async def add_sign_in(self, secret_hash: bytes, link: StaffLink) -> None:
        """Store a one-time link."""
        columns = "secret_hash", "shop", "expires_at", "staff_id", "purpose"
        row = secret_hash.hex(), link.shop, micros(link.expires_at), link.staff_id, str(link.purpose)
        await self._db.write(lambda tx: tx.insert("sign_ins", columns, [row]))

    async def sign_in_link(self, secret_hash: bytes, now: datetime) -> StaffLink | None:
        """A link that still works."""
        found = await self._db.read(
            "SELECT shop, staff_id, purpose, expires_at FROM sign_ins WHERE secret_hash = ?",
            secret_hash.hex(),
        )
        return _link(found[0], now) if found else None

    async def take_sign_in(self, secret_hash: bytes, now: datetime) -> StaffLink | None:
        """Use a link up, once."""
        statement = "DELETE FROM sign_ins WHERE secret_hash = ? RETURNING shop, staff_id, purpose, expires_at"
        found = await self._db.write(lambda tx: tx.row(statement, secret_hash.hex()))
        return None if found is None else _link(found, now)

    async def add_session(self, session_hash: bytes, session: StaffSession) -> None:
        """Store a session and when its person signed in; what has ended long ago goes."""
        times = session.made_at, session.until, session.used_at, session.confirmed_at
        who = session.id, session.shop, session.staff_id
        row: tuple[Column, ...] = (
            session_hash.hex(),
            *who,
            *map(micros, times),
            session.ip,
            session.browser,
        )

        async def add(tx: Tx) -> None:
            now = micros(session.made_at)
            await tx.rows("DELETE FROM sessions WHERE until <= ?", now)
            await tx.rows("DELETE FROM sign_ins WHERE expires_at <= ?", now)
            await tx.insert("sessions", ("session_hash", *SESSION), [row])
            signed_in = "UPDATE staff SET signed_in_at = ? WHERE shop = ? AND id = ?"
            await tx.rows(signed_in, now, session.shop, session.staff_id)

        await self._db.write(add)

    async def session(self, session_hash: bytes, now: datetime) -> SignedIn | None:
        """Who a session belongs to."""
        columns = ", ".join([f"sessions.{name}" for name in SESSION] + [f"staff.{name}" for name in MEMBER])
        found = await self._db.read(
            f"SELECT {columns} FROM sessions JOIN staff ON staff.shop = sessions.shop AND staff.id = sessions.staff_id "
            f"WHERE session_hash = ? AND {LIVE} AND staff.state = 'active'",
            session_hash.hex(),
            micros(now),
            micros(now - SESSION_IDLE),
        )
        if not found:
            return None
        row = tuple(found[0])
        signed_in = SignedIn(session=_session(row[: len(SESSION)]), member=_member(row[len(SESSION) :]))
        if signed_in.session.used_at <= now - TOKEN_USE_PRECISION:
            used = "UPDATE sessions SET used_at = ? WHERE session_hash = ?"
            await self._db.write(lambda tx: tx.rows(used, micros(now), session_hash.hex()))
        return signed_in

    async def sessions(self, shop: str, staff_id: str, now: datetime) -> tuple[StaffSession, ...]:
        """Somebody's live sessions."""
        found = await self._db.read(
            f"SELECT {', '.join(SESSION)} FROM sessions WHERE shop = ? AND staff_id = ? AND {LIVE} "
            "ORDER BY made_at DESC, id DESC",
            *(shop, staff_id),
            *(micros(now), micros(now - SESSION_IDLE)),
        )
        return tuple(map(_session, found))

    async def confirm_session(self, session_hash: bytes, now: datetime) -> None:
        """Remember that the person proved again who they are."""
        statement = "UPDATE sessions SET confirmed_at = ? WHERE session_hash = ?"
        await self._db.write(lambda tx: tx.rows(statement, micros(now), session_hash.hex()))

    async def end_session(self, session_hash: bytes) -> None:
        """Sign out."""
        await self._db.write(
            lambda tx: tx.rows("DELETE FROM sessions WHERE session_hash = ?", session_hash.hex())
        )

    async def end_session_of(self, shop: str, staff_id: str, session_id: str) -> bool:
        """End one of somebody's sessions."""
        statement = "DELETE FROM sessions WHERE shop = ? AND staff_id = ? AND id = ? RETURNING id"
        return await self._db.write(lambda tx: tx.row(statement, shop, staff_id, session_id)) is not None

    async def _or_undone(self, work: Any) -> Saved:
        try:
            return Saved(await self._db.write(work))
        except _Undone as undone:
            return undone.outcome


class _Undone(Exception):
    """The transaction is rolled back, and its audit row with it."""

    def __init__(self, outcome: Saved) -> None:
        super().__init__(outcome)
        self.outcome = outcome


async def _everybody(tx: Tx, shop: str) -> list[StaffMember]:
    return list(map(_member, await tx.rows(MEMBERS, shop)))


def _has_address(member: StaffMember, others: Any) -> bool:
    return member.email != "" and any(one.email == member.email and one.id != member.id for one in others)


def _columns(member: StaffMember) -> tuple[Column, ...]:
    factor = "" if member.second_factor is None else orjson.dumps(member.second_factor).decode()
    who = member.shop, member.id, member.email, member.name, str(member.role), str(member.state)
    times = micros(member.created_at), maybe_micros(member.signed_in_at)
    return *who, times[0], member.password_hash, factor, member.version, times[1]


def _member(row: Row) -> StaffMember:
    shop, identity, email, name, role, state, created_at, password_hash, factor, version, signed_in_at = row
    kept = orjson.loads(factor) if factor else None
    return StaffMember(
        id=identity,
        shop=shop,
        email=email,
        name=name,
        role=Role(role),
        state=StaffState(state),
        created_at=instant(created_at),
        password_hash=password_hash,
        second_factor=None if kept is None else SecondFactor(**{**kept, "recovery": tuple(kept["recovery"])}),
        signed_in_at=maybe_instant(signed_in_at),
        version=version,
    )


def _link(row: Row, now: datetime) -> StaffLink | None:
    shop, staff_id, purpose, expires_at = row
    # A link of an older program names nobody.
    if expires_at <= micros(now) or not staff_id:
        return None
    return StaffLink(
        shop=shop, staff_id=staff_id, purpose=LinkPurpose(purpose), expires_at=instant(expires_at)
    )


def _session(row: Row) -> StaffSession:
    identity, shop, staff_id, made_at, until, used_at, confirmed_at, ip, browser = row
    return StaffSession(
        id=identity,
        shop=shop,
        staff_id=staff_id,
        made_at=instant(made_at),
        until=instant(until),
        used_at=instant(used_at),
        confirmed_at=instant(confirmed_at),
        ip=ip,
        browser=browser,
    )
