"""What staff do about gift cards, and sums set aside during payment, in memory."""

# ruff: noqa: PLR0913, PLR0917 - the port's signatures

from dataclasses import replace
from datetime import datetime

from engine.model.card import CardFact, CardState
from engine.model.card_records import (
    BalanceReport,
    CardHold,
    CashOut,
    CashOutReason,
    CashOutState,
    TransferKind,
)
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.records import Actor, HoldState, Receipt
from engine.model.saga import pay_out_saga
from engine.model.saga_effects import pay_out
from engine.store.card_identity import cash_out_id as identity_of
from engine.store.card_identity import new_card_hold_id
from engine.store.card_transfers import paid_out, reversed_credit
from engine.store.memory.cards import (
    end_card_holds,
    is_over,
    live_card_holds,
    lots_of,
    put_card,
    write_transfer,
)
from engine.store.memory.part import MemoryPart, of_shop, write_audit
from engine.store.memory.receipts import is_repeat, served_before
from engine.store.memory.sagas import start_sagas, wake_saga
from engine.store.memory.state import State
from engine.store.memory.timers import cancel_timer, start_timer
from engine.store.port import Conflict

OVER = frozenset({CardState.EXPIRED, CardState.VOID})


class CardDesk(MemoryPart):
    """Switching, paying out, correcting, setting aside."""

    async def hold_card(
        self,
        shop: str,
        card_id: str,
        cart_token: str,
        amount: int,
        owner_email: str | None,
        owner_id: str | None,
        until: datetime,
        now: datetime,
    ) -> CardHold:
        """Set a sum aside for a cart, in place of what it held before."""
        async with self._tx() as state:
            if (shop, card_id) not in state.gifts.cards:
                raise Conflict(card_id)
            holds = live_card_holds(state, shop, card_id)
            own = [hold for hold in holds if hold.cart_token == cart_token]
            end_card_holds(state, shop, own, HoldState.RELEASED)
            overdue = [hold for hold in holds if hold not in own and hold.until <= now]
            end_card_holds(state, shop, overdue, HoldState.EXPIRED)
            fact = state.gifts.cards[shop, card_id].fact
            if not _can_hold(state, shop, fact, amount, owner_email, owner_id, now):
                raise Conflict(card_id)
            for hold in own:
                cancel_timer(state, shop, TimerKind.CARD_HOLD_EXPIRY, hold.id)
            hold = CardHold(
                id=new_card_hold_id(),
                card_id=card_id,
                cart_token=cart_token,
                amount=amount,
                until=until,
                state=HoldState.LIVE,
            )
            state.gifts.holds.put((shop, hold.id), hold)
            put_card(state, shop, replace(fact, held=fact.held + amount))
            timer = StartTimer(kind=TimerKind.CARD_HOLD_EXPIRY, subject=hold.id, due=until)
            start_timer(state, shop, timer)
            return hold

    async def release_card(self, shop: str, hold_id: str, now: datetime) -> bool:  # noqa: ARG002 - the port's
        """Give a sum back; False when the hold has ended already."""
        async with self._tx() as state:
            hold = state.gifts.holds.get((shop, hold_id))
            if hold is None or hold.state is not HoldState.LIVE:
                return False
            end_card_holds(state, shop, [hold], HoldState.RELEASED)
            cancel_timer(state, shop, TimerKind.CARD_HOLD_EXPIRY, hold_id)
            return True

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            card = state.gifts.cards.get((shop, card_id))
            if card is None or card.fact.enabled is enabled or card.fact.state in OVER:
                return False
            served_before(state, shop, receipt, None)
            put_card(state, shop, replace(card.fact, enabled=enabled))
            action = "gift card activated" if enabled else "gift card deactivated"
            write_audit(state, shop, now, actor, action, card_id, reason=reason)
            return True

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            card = state.gifts.cards.get((shop, card_id))
            if card is None or not card.fact.pin or card.pin_draw >= draw or card.fact.state in OVER:
                return False
            served_before(state, shop, receipt, None)
            renewed = replace(card, fact=replace(card.fact, pin=pin), pin_draw=draw)
            state.gifts.cards.put((shop, card_id), renewed)
            write_audit(state, shop, now, actor, "gift card PIN renewed", card_id, reason=reason)
            return True

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return state.gifts.cash_outs.get((shop, identity_of(card_id)))
            card = state.gifts.cards.get((shop, card_id))
            if card is None or card.fact.state is not CardState.ACTIVE:
                return None
            lots = lots_of(state, shop, card_id)
            who = f"{actor.kind}:{actor.id}"
            transfers, money = paid_out(card_id, card.fact.campaign, lots, now, who, note)
            overdue = [one for one in live_card_holds(state, shop, card_id) if one.until <= now]
            held = card.fact.held - sum(one.amount for one in overdue)
            if held or money != expected:
                return None
            served_before(state, shop, receipt, None)
            end_card_holds(state, shop, overdue, HoldState.EXPIRED)
            for lot in lots:
                state.gifts.lots.put((shop, lot.id), (card_id, replace(lot, remaining=0)))
            fact = state.gifts.cards[shop, card_id].fact
            put_card(state, shop, replace(fact, state=CardState.VOID, balance=0))
            for transfer in transfers:
                write_transfer(state, shop, transfer)
            made = CashOut(
                id=identity_of(card_id),
                card_id=card_id,
                amount=money,
                forfeited=sum(lot.remaining for lot in lots) - money,
                reason=reason,
                note=note,
                state=CashOutState.REQUESTED,
                at=now,
            )
            state.gifts.cash_outs.put((shop, made.id), made)
            if hand_over:
                start_sagas(state, shop, [pay_out(card_id, now)])
            said = {"amount": str(money), "reason": reason.value, "note": note}
            write_audit(state, shop, now, actor, "gift card paid out", card_id, **said)
            return made

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            made = state.gifts.cash_outs.get((shop, cash_out_id))
            if made is None or made.state is not CashOutState.REQUESTED:
                return False
            served_before(state, shop, receipt, None)
            paid = replace(made, state=CashOutState.PAID, paid_at=now, reference=reference)
            state.gifts.cash_outs.put((shop, cash_out_id), paid)
            said = {"cash out": cash_out_id, "reference": reference}
            write_audit(state, shop, now, actor, "gift card payment confirmed", made.card_id, **said)
            wake_saga(state, shop, pay_out_saga(made.card_id), now)  # nothing is left to hand over
            return True

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                return True
            credit = state.gifts.transfers.get((shop, transfer_id))
            if credit is None or credit.kind is not TransferKind.CREDIT:
                return False
            _, lot = state.gifts.lots[shop, transfer_id]
            fact = state.gifts.cards[shop, credit.card_id].fact
            if not lot.remaining or fact.balance - fact.held < lot.remaining:
                return False
            served_before(state, shop, receipt, None)
            amount, balance = lot.remaining, fact.balance - lot.remaining
            state.gifts.lots.put((shop, transfer_id), (credit.card_id, replace(lot, remaining=0)))
            emptied = not balance and fact.state is CardState.ACTIVE
            after = CardState.EXHAUSTED if emptied else fact.state
            put_card(state, shop, replace(fact, balance=balance, state=after))
            who = f"{actor.kind}:{actor.id}"
            source = next(one.account for one in credit.postings if one.amount < 0)
            moved = reversed_credit(
                transfer_id, fact.id, credit.campaign, amount, now, who, reason, source=source
            )
            write_transfer(state, shop, moved)
            said = {"credit": transfer_id, "amount": str(amount), "reason": reason}
            write_audit(state, shop, now, actor, "gift card credit reversed", fact.id, **said)
            return True

    async def keep_balance_report(self, shop: str, report: BalanceReport) -> BalanceReport:
        """Store the report of a base date; the first one stays."""
        async with self._tx() as state:
            known = next((one for one in of_shop(state.gifts.reports, shop) if one.day == report.day), None)
            if known is None:
                state.gifts.reports.put((shop, report.day), report)
            return known or report


def _can_hold(
    state: State,
    shop: str,
    fact: CardFact,
    amount: int,
    owner_email: str | None,
    owner_id: str | None,
    now: datetime,
) -> bool:
    usable = sum(lot.remaining for lot in lots_of(state, shop, fact.id) if not is_over(lot.expires_at, now))
    return (
        fact.state is CardState.ACTIVE
        and fact.enabled
        and not is_over(fact.expires_at, now)
        and owner_email in {None, fact.owner_email}
        and owner_id in {None, fact.owner_id}
        and usable - fact.held >= amount
    )
