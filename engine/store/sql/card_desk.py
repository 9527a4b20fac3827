"""What staff do about gift cards, in SQL: each change with its audit row in one transaction."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only marks are put into statements

from collections.abc import Awaitable, Callable
from datetime import date, datetime

from engine.model.card_records import BalanceReport, CashOut, CashOutReason, CashOutState
from engine.model.records import Actor, Receipt
from engine.model.saga import pay_out_saga
from engine.model.saga_effects import pay_out
from engine.store.card_identity import cash_out_id
from engine.store.card_transfers import paid_out, reversed_credit
from engine.store.lot_order import in_spending_order
from engine.store.sql.card_ledger import lock_cards, write_transfers
from engine.store.sql.card_rows import CASH_OUT, LOT, TRANSFER, cash_out, lot
from engine.store.sql.codec import instant, micros
from engine.store.sql.database import Tx
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.receipts import NotDone, served_before
from engine.store.sql.sagas import start_sagas, wake_saga

ENABLE = """
    UPDATE gift_cards SET enabled = ?
    WHERE shop = ? AND id = ? AND enabled <> ? AND state NOT IN ('expired', 'void') RETURNING id
"""

RENEW_PIN = """
    UPDATE gift_cards SET pin = ?, pin_draw = ?
    WHERE shop = ? AND id = ? AND pin <> '' AND pin_draw < ? AND state NOT IN ('expired', 'void') RETURNING id
"""

VOID = """
    UPDATE gift_cards SET state = 'void', balance = 0
    WHERE shop = ? AND id = ? AND state = 'active' AND held = 0 AND balance = ? RETURNING campaign
"""

END_OVERDUE = """
    UPDATE card_holds SET state = 'expired'
    WHERE shop = ? AND card_id = ? AND state = 'live' AND until <= ? RETURNING amount
"""

PAID = """
    UPDATE card_cash_outs SET state = 'paid', paid_at = ?, reference = ?
    WHERE shop = ? AND id = ? AND state = 'requested' RETURNING card_id
"""

TAKE_BACK = """
    UPDATE gift_cards SET
        balance = balance - ?,
        state = CASE WHEN balance = ? AND state = 'active' THEN 'exhausted' ELSE state END
    WHERE shop = ? AND id = ? AND balance - held >= ? RETURNING campaign
"""


class CardDesk(SqlPart):
    """Switching, paying out, correcting."""

    async def enable_card(
        self,
        shop: str,
        card_id: str,
        enabled: bool,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Switch a card on or off."""

        async def switch(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if await tx.row(ENABLE, enabled, shop, card_id, enabled) is None:
                raise NotDone
            action = "gift card activated" if enabled else "gift card deactivated"
            await write_audit(tx, shop, now, actor, action, card_id, {"reason": reason})
            return True

        return await self._unless_not_done(switch)

    async def renew_card_pin(
        self,
        shop: str,
        card_id: str,
        pin: str,
        draw: int,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Give a card a new PIN."""

        async def renew(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            if await tx.row(RENEW_PIN, pin, draw, shop, card_id, draw) is None:
                raise NotDone
            await write_audit(tx, shop, now, actor, "gift card PIN renewed", card_id, {"reason": reason})
            return True

        return await self._unless_not_done(renew)

    async def cash_out_card(
        self,
        shop: str,
        card_id: str,
        expected: int,
        reason: CashOutReason,
        note: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
        *,
        hand_over: bool = False,
    ) -> CashOut | None:
        """Make a card void and write down what is to be paid out."""

        async def void(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            await _void(tx, shop, card_id, expected, reason, note, actor, now)
            if hand_over:
                await start_sagas(tx, shop, [pay_out(card_id, now)])
            return True

        if not await self._unless_not_done(void):
            return None
        statement = f"SELECT {', '.join(CASH_OUT)} FROM card_cash_outs WHERE shop = ? AND card_id = ?"
        found = await self._db.read(statement, shop, card_id)
        return cash_out(found[0]) if found else None

    async def confirm_cash_out(
        self,
        shop: str,
        cash_out_id: str,
        reference: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Write down that the money was paid."""

        async def confirm(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            row = await tx.row(PAID, micros(now), reference, shop, cash_out_id)
            if row is None:
                raise NotDone
            said = {"cash out": cash_out_id, "reference": reference}
            await write_audit(tx, shop, now, actor, "gift card payment confirmed", row[0], said)
            await wake_saga(tx, shop, pay_out_saga(row[0]), now)  # nothing is left to hand over
            return True

        return await self._unless_not_done(confirm)

    async def reverse_credit(
        self,
        shop: str,
        transfer_id: str,
        reason: str,
        actor: Actor,
        now: datetime,
        receipt: Receipt | None = None,
    ) -> bool:
        """Take what is left of a mistaken credit off its card again."""

        async def take_back(tx: Tx) -> bool:
            if await served_before(tx, shop, receipt, None, now) is not None:
                return True
            await _take_back(tx, shop, transfer_id, reason, actor, now)
            return True

        return await self._unless_not_done(take_back)

    async def keep_balance_report(self, shop: str, report: BalanceReport) -> BalanceReport:
        """Store the report of a base date; the first one stays."""
        row = (shop, report.day.isoformat(), micros(report.at), report.paid, report.free)
        columns = ("shop", "day", "at", "paid", "free")
        await self._db.write(lambda tx: tx.insert("card_reports", columns, [row], "ON CONFLICT DO NOTHING"))
        statement = "SELECT day, at, paid, free FROM card_reports WHERE shop = ? AND day = ?"
        ((day, at, paid, free),) = await self._db.read(statement, shop, report.day.isoformat())
        return BalanceReport(day=date.fromisoformat(day), at=instant(at), paid=paid, free=free)

    async def _unless_not_done(self, work: Callable[[Tx], Awaitable[bool]]) -> bool:
        try:
            return await self._db.write(work)
        except NotDone:
            return False


async def _void(
    tx: Tx,
    shop: str,
    card_id: str,
    expected: int,
    reason: CashOutReason,
    note: str,
    actor: Actor,
    now: datetime,
) -> None:
    ended = await tx.rows(END_OVERDUE, shop, card_id, micros(now))
    freed = sum(row[0] for row in ended)
    await tx.rows("UPDATE gift_cards SET held = held - ? WHERE shop = ? AND id = ?", freed, shop, card_id)
    await lock_cards(tx, shop, [card_id])
    statement = f"SELECT {', '.join(LOT)} FROM card_lots WHERE shop = ? AND card_id = ? AND remaining > 0"
    lots = in_spending_order(map(lot, await tx.rows(statement, shop, card_id)))
    balance = sum(one.remaining for one in lots)
    row = await tx.row(VOID, shop, card_id, balance)
    if row is None:
        raise NotDone
    transfers, money = paid_out(card_id, row[0], lots, now, f"{actor.kind}:{actor.id}", note)
    if money != expected:
        raise NotDone
    await tx.rows("UPDATE card_lots SET remaining = 0 WHERE shop = ? AND card_id = ?", shop, card_id)
    await write_transfers(tx, shop, transfers)
    identity = cash_out_id(card_id)
    made = identity, card_id, money, balance - money, reason, note
    record = (shop, *made, CashOutState.REQUESTED, micros(now), None, "")
    await tx.insert("card_cash_outs", ("shop", *CASH_OUT), [record])
    said = {"amount": str(money), "reason": reason.value, "note": note}
    await write_audit(tx, shop, now, actor, "gift card paid out", card_id, said)


async def _take_back(tx: Tx, shop: str, transfer_id: str, reason: str, actor: Actor, now: datetime) -> None:
    statement = (
        f"SELECT {', '.join(TRANSFER)} FROM ledger_transfers WHERE shop = ? AND id = ? AND kind = 'credit'"
    )
    credit = await tx.row(statement, shop, transfer_id)
    if credit is None:
        raise NotDone
    card_id = credit["card_id"]
    await lock_cards(tx, shop, [card_id])
    left = await tx.row(
        "SELECT remaining FROM card_lots WHERE shop = ? AND id = ? AND remaining > 0 {for_update}",
        shop,
        transfer_id,
    )
    if left is None:
        raise NotDone
    amount = left[0]
    if await tx.row(TAKE_BACK, amount, amount, shop, card_id, amount) is None:
        raise NotDone
    await tx.rows("UPDATE card_lots SET remaining = 0 WHERE shop = ? AND id = ?", shop, transfer_id)
    who = f"{actor.kind}:{actor.id}"
    source = await tx.row(
        "SELECT account FROM ledger_postings WHERE shop = ? AND transfer_id = ? AND amount < 0",
        shop,
        transfer_id,
    )
    transfer = reversed_credit(
        transfer_id,
        card_id,
        credit["campaign"],
        amount,
        now,
        who,
        reason,
        source="" if source is None else source[0],
    )
    await write_transfers(tx, shop, [transfer])
    said = {"credit": transfer_id, "amount": str(amount), "reason": reason}
    await write_audit(tx, shop, now, actor, "gift card credit reversed", card_id, said)
