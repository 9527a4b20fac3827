"""Consents and suppressed addresses, in SQL."""

# ruff: noqa: S608 - the port's signatures; only our own names are put into statements

from collections.abc import Sequence
from datetime import datetime

from engine.model.consent import (
    ConsentAct,
    ConsentEntry,
    ConsentWanted,
    Permission,
    Suppression,
    SuppressionCause,
)
from engine.model.data_subject import is_pseudonym
from engine.model.list_effects import RecordConsent, SuppressAddress
from engine.model.notice import asks_consent
from engine.model.program import MessageClass
from engine.model.reader import EnrolmentState
from engine.model.records import Actor, Page, StoredMessage
from engine.model.rule_parts import ChannelName
from engine.store.sql import rows
from engine.store.sql.codec import instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.dialect import marks
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.session import Row
from engine.store.standing import Standing, answers, newest_of

CONSENT = (
    "id",
    "at",
    "act",
    "channel",
    "address",
    "address_hash",
    "scope",
    "wording",
    "version",
    "source",
    "ip",
    "message_id",
    "confirms",
)
SUPPRESSION = ("channel", "address", "cause", "at", "detail")

NEWEST = """
    ON CONFLICT (shop, channel, address, scope) DO UPDATE SET
        entry_id = excluded.entry_id, given = excluded.given,
        at = CASE WHEN permissions.at > excluded.at THEN permissions.at ELSE excluded.at END
    WHERE permissions.at <= excluded.at OR NOT excluded.given
"""
"""A withdrawal counts even when the clock of the server that took it is behind."""

WORSE = """
    ON CONFLICT (shop, channel, address) DO UPDATE SET
        cause = excluded.cause, at = excluded.at, detail = excluded.detail
    WHERE suppressions.cause = 'complaint' AND excluded.cause <> 'complaint'
"""
"""A complaint stops advertising only; that the address is dead stops more."""

STANDING = """
    SELECT scope, entry_id, given, at FROM permissions
    WHERE shop = ? AND channel = ? AND address = ? AND scope IN {scopes} {for_update}
"""
STAYS_WITHDRAWN = """
    SELECT 1 FROM permissions
    WHERE shop = ? AND channel = ? AND address = ? AND scope IN ('', ?) AND NOT given AND ?
    UNION ALL SELECT 1 FROM tombstones
    WHERE shop = ? AND kind IN ('email', 'phone') AND address_hash = ? AND (at >= ? OR ?)
"""
"""A consent that anybody could have sent undoes no withdrawal (J4); none that is older, or unproven, an erasure."""
BESIDES = """
    SELECT
        (SELECT cause FROM suppressions WHERE shop = ? AND channel = ? AND address = ?),
        (SELECT state FROM enrolments WHERE shop = ? AND id = ?),
        (SELECT suspended FROM channel_states WHERE shop = ? AND channel = ? AND (? OR NOT advertising_only))
"""


class ConsentLedger(SqlPart):
    """What people look at and staff change."""

    async def consents(self, shop: str, page: Page, wanted: ConsentWanted) -> tuple[ConsentEntry, ...]:
        """Entries, newest first."""
        narrowed = (
            Filter(shop)
            .equal("channel", wanted.channel)
            .equal("address", wanted.address)
            .equal("address_hash", wanted.address_hash)
            .equal("act", wanted.act)
        )
        found = await page_of(self._db, ", ".join(CONSENT), "consents", ("at", "id"), page, narrowed)
        return tuple(map(_entry, found))

    async def permission(
        self, shop: str, channel: ChannelName, address: str, scope: str = ""
    ) -> Permission | None:
        """Where the address stands."""
        found = await self._db.read(
            "SELECT entry_id, given, at FROM permissions WHERE shop = ? AND channel = ? AND address = ? AND scope = ?",
            shop,
            channel,
            address,
            scope,
        )
        return _permission(*found[0]) if found else None

    async def suppressions(
        self, shop: str, page: Page, *, channel: ChannelName | None, address: str | None
    ) -> tuple[Suppression, ...]:
        """Addresses, newest first."""
        wanted = Filter(shop).equal("channel", channel).equal("address", address)
        columns = ", ".join(SUPPRESSION)
        found = await page_of(self._db, columns, "suppressions", ("at", "address"), page, wanted)
        return tuple(map(_suppression, found))

    async def suppress(self, shop: str, suppression: Suppression, actor: Actor, now: datetime) -> bool:
        """Stop an address by hand."""

        async def add(tx: Tx) -> bool:
            columns, then = ("shop", *SUPPRESSION), f"{WORSE} RETURNING address"
            if not await tx.insert("suppressions", columns, [(shop, *_columns(suppression))], then):
                return False
            detail = {"channel": suppression.channel.value, "reason": suppression.detail}
            await write_audit(tx, shop, now, actor, "address suppressed", suppression.address, detail)
            return True

        return await self._db.write(add)

    async def lift_suppression(
        self, shop: str, channel: ChannelName, address: str, actor: Actor, now: datetime
    ) -> bool:
        """Allow an address again."""

        async def lift(tx: Tx) -> bool:
            gone = await tx.row(
                "DELETE FROM suppressions WHERE shop = ? AND channel = ? AND address = ? RETURNING cause",
                shop,
                channel,
                address,
            )
            if gone is None:
                return False
            detail = {"channel": channel.value, "cause": gone[0]}
            await write_audit(tx, shop, now, actor, "suppression lifted", address, detail)
            return True

        return await self._db.write(lift)

    async def find_message(self, shop: str, begins: str) -> StoredMessage | None:
        """The message of a link."""
        found = await self._db.read(
            f"SELECT {', '.join(rows.MESSAGE)} FROM messages WHERE shop = ? AND id >= ? AND id < ? ORDER BY id LIMIT 1",
            shop,
            begins,
            f"{begins}g",  # after every hexadecimal digit, however the database sorts; `~` is before them in many
        )
        return rows.message(found[0]) if found else None

    async def find_consent(self, shop: str, begins: str) -> ConsentEntry | None:
        """The entry of a link."""
        found = await self._db.read(
            f"SELECT {', '.join(CONSENT)} FROM consents WHERE shop = ? AND id >= ? AND id < ? ORDER BY id LIMIT 1",
            shop,
            begins,
            f"{begins}g",  # as in `find_message`
        )
        return _entry(found[0]) if found else None


async def record_consents(tx: Tx, shop: str, recorded: Sequence[RecordConsent]) -> None:
    """Add to the ledger, and to where the addresses stand now."""
    for one in recorded:
        entry = one.entry
        await tx.insert("consents", ("shop", *CONSENT), [(shop, *_entry_columns(entry))])
        if entry.act is ConsentAct.REQUESTED:
            continue
        columns = ("shop", "channel", "address", "scope", "entry_id", "given", "at")
        given = entry.act is ConsentAct.GIVEN
        whose = (shop, entry.channel, entry.address, entry.scope, not one.proven)
        erased = (shop, entry.address_hash, micros(entry.at), not one.proven)
        if given and await tx.rows(STAYS_WITHDRAWN, *whose, *erased):
            continue
        row = (shop, entry.channel, entry.address, entry.scope, entry.id, given, micros(entry.at))
        await tx.insert("permissions", columns, [row], NEWEST)


async def suppress_addresses(tx: Tx, shop: str, stopped: Sequence[SuppressAddress]) -> None:
    """Write to addresses no more."""
    for one in stopped:
        await tx.insert("suppressions", ("shop", *SUPPRESSION), [(shop, *_columns(one.suppression))], WORSE)


async def standing_of(tx: Tx, message: StoredMessage, names: Sequence[str] = ()) -> Standing:
    """How the address and the reader of a message stand, locked until this transaction ends.

    `names` are those that its rule has and had.
    """
    order, shop = message.order, message.shop
    whose = (shop, order.channel, order.recipient)
    scopes: dict[str, Permission] = {}
    asks = asks_consent(order.template)
    if asks or (order.message_class is MessageClass.ADVERTISING and not order.test):
        asked = sorted({"", order.rule, *names})
        found = await tx.rows(STANDING.replace("{scopes}", marks(1, len(asked))), *whose, *asked)
        scopes = {scope: _permission(entry_id, given, at) for scope, entry_id, given, at in found}
    advertising = order.message_class is MessageClass.ADVERTISING
    besides = await tx.rows(BESIDES, *whose, shop, order.enrolment_id, shop, order.channel, advertising)
    cause, state, suspended = besides[0]
    return Standing(
        message_class=order.message_class,
        test=order.test,
        erased=is_pseudonym(order.recipient),
        answered=asks and answers(scopes.get(order.rule), message),
        whole=scopes.get(""),
        own=newest_of(one for scope, one in scopes.items() if scope),
        suppressed=None if cause is None else SuppressionCause(cause),
        enrolment=None if state is None else EnrolmentState(state),
        channel_suspended=bool(suspended),
    )


def _permission(entry_id: str, given: object, at: int) -> Permission:
    return Permission(entry_id=entry_id, given=bool(given), at=instant(at))


def _entry(row: Row) -> ConsentEntry:
    identity, at, act, channel, *rest = tuple(row)
    address, address_hash, scope, wording, version, source, ip, message_id, confirms = rest
    return ConsentEntry(
        id=identity,
        at=instant(at),
        act=ConsentAct(act),
        channel=ChannelName(channel),
        address=address,
        address_hash=address_hash,
        scope=scope,
        wording=wording,
        version=version,
        source=source,
        ip=ip,
        message_id=message_id,
        confirms=confirms or "",
    )


def _entry_columns(entry: ConsentEntry) -> tuple[str | int | None, ...]:
    texts = (entry.scope, entry.wording, entry.version, entry.source, entry.ip, entry.message_id)
    said = (*texts, entry.confirms or None)
    whose = (entry.channel, entry.address, entry.address_hash)
    return (entry.id, micros(entry.at), entry.act, *whose, *said)


def _suppression(row: Row) -> Suppression:
    channel, address, cause, at, detail = tuple(row)
    return Suppression(
        channel=ChannelName(channel),
        address=address,
        cause=SuppressionCause(cause),
        at=instant(at),
        detail=detail,
    )


def _columns(one: Suppression) -> tuple[str | int, ...]:
    return one.channel, one.address, one.cause, micros(one.at), one.detail
