"""The effects of a decision, sorted by what is written where, so that each kind of row is written at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from engine.model.card_effects import CardEffect
from engine.model.decision import Decision
from engine.model.effects import (
    ChangeContract,
    CountCustomerOrder,
    CountStat,
    CreateContract,
    CreateOffer,
    Effect,
    ExpireCoupon,
    IssueCoupon,
    Metric,
    MoveOffer,
    RecordGrant,
    RecordRecovery,
    RecordRefund,
    RedeemCoupon,
    ReleaseHold,
    ReturnCounter,
    ReturnUse,
    RevokeCoupon,
    SaveCart,
    SaveCustomer,
    SaveOrder,
    SendMessage,
    StartTimer,
    UncountCustomerOrder,
    UseCounter,
)
from engine.model.events import (
    CardsPublished,
    ContractRenewed,
    CouponRequested,
    CouponsImported,
    Event,
    SagaStepEnded,
)
from engine.model.experiment_units import CountOutcome, ExposeUnit
from engine.model.facts import CounterKey
from engine.model.list_effects import ListEffect
from engine.model.saga_effects import MoveSaga, StartSaga
from engine.store.card_batch import CardBatch
from engine.store.experiment_batch import ExperimentBatch
from engine.store.experiment_checks import counted
from engine.store.list_batch import ListBatch

Undone = RecordRefund | UncountCustomerOrder | ReturnUse | RevokeCoupon | ReturnCounter
Offered = CreateOffer | MoveOffer | CreateContract | ChangeContract | StartSaga | MoveSaga


@dataclass(slots=True, kw_only=True)
class Batch:
    """What one commit writes. Limited things come in a fixed order, so that two commits never lock crosswise."""

    orders: list[SaveOrder] = field(default_factory=list)
    customers: list[CountCustomerOrder] = field(default_factory=list)
    told: list[SaveCustomer] = field(default_factory=list)
    issued: list[IssueCoupon] = field(default_factory=list)
    redeemed: list[RedeemCoupon] = field(default_factory=list)  # by coupon id
    grants: list[RecordGrant] = field(default_factory=list)
    counters: list[UseCounter] = field(default_factory=list)  # by key, each key once
    refunds: list[RecordRefund] = field(default_factory=list)
    uncounted: list[UncountCustomerOrder] = field(default_factory=list)
    returned: list[ReturnUse] = field(default_factory=list)  # by coupon id
    revoked: list[RevokeCoupon] = field(default_factory=list)  # by coupon id
    freed: list[ReturnCounter] = field(default_factory=list)  # by key, each key once
    messages: list[SendMessage] = field(default_factory=list)
    timers: list[StartTimer] = field(default_factory=list)  # each subject once
    expired: list[ExpireCoupon] = field(default_factory=list)
    released: list[ReleaseHold] = field(default_factory=list)
    offers: list[CreateOffer] = field(default_factory=list)
    moved_offers: list[MoveOffer] = field(default_factory=list)
    contracts: list[CreateContract] = field(default_factory=list)
    sagas: list[StartSaga] = field(default_factory=list)
    moved_sagas: list[MoveSaga] = field(default_factory=list)
    changed_contracts: list[ChangeContract] = field(default_factory=list)  # by contract id
    carts: list[SaveCart] = field(default_factory=list)  # by token
    recoveries: list[RecordRecovery] = field(default_factory=list)
    cards: CardBatch = field(default_factory=CardBatch)
    lists: ListBatch = field(default_factory=ListBatch)
    experiments: ExperimentBatch = field(default_factory=ExperimentBatch)
    stats: list[CountStat] = field(default_factory=list)  # each figure once

    @property
    def is_test(self) -> bool:
        """Whether the order is a sandbox order (S1.38-41)."""
        return any(saved.order.cart.test for saved in self.orders)


def batch_of(decision: Decision) -> Batch:
    """Sort the effects of `decision`."""
    batch = Batch()
    for effect in decision.effects:
        _add(batch, effect)
    batch.redeemed.sort(key=lambda use: use.coupon_id)
    batch.returned.sort(key=lambda use: use.coupon_id)
    batch.revoked.sort(key=lambda end: end.coupon_id)
    batch.changed_contracts.sort(key=lambda change: change.after.id)
    batch.carts.sort(key=lambda saved: (saved.cart.token, saved.cart.life))
    batch.freed.sort(key=lambda back: (back.key.area, back.key.name, back.key.subject))
    batch.lists.advanced.sort(key=lambda step: step.enrolment_id)
    batch.counters = _merged_counters(batch.counters)
    batch.stats = _merged_stats(batch.stats)
    batch.timers = list({(timer.kind, timer.subject): timer for timer in batch.timers}.values())
    return batch


def uses_of(batch: Batch) -> tuple[UseCounter, ...]:
    """What an event did to counters and experiments; what a refund gave back is negative (I21, I30)."""
    freed = (
        UseCounter(key=one.key, amount=-one.amount, limit=None, window_ends=one.window_ends)
        for one in batch.freed
    )
    return (*batch.counters, *freed, *counted(batch.experiments.outcomes))


def _add(batch: Batch, effect: Effect) -> None:  # noqa: C901, PLR0912, PLR0915 - one branch per kind of effect
    if isinstance(effect, CardEffect):
        batch.cards.add(effect)
        return
    if isinstance(effect, ListEffect):
        batch.lists.add(effect)
        return
    match effect:
        case SaveOrder():
            batch.orders.append(effect)
        case CountCustomerOrder():
            batch.customers.append(effect)
        case SaveCustomer():
            batch.told.append(effect)
        case IssueCoupon():
            batch.issued.append(effect)
        case RedeemCoupon():
            batch.redeemed.append(effect)
        case RecordGrant():
            batch.grants.append(effect)
        case UseCounter():
            batch.counters.append(effect)
        case RecordRefund() | UncountCustomerOrder() | ReturnUse() | RevokeCoupon() | ReturnCounter():
            _add_undone(batch, effect)
        case SendMessage():
            batch.messages.append(effect)
        case StartTimer():
            batch.timers.append(effect)
        case ExpireCoupon():
            batch.expired.append(effect)
        case ReleaseHold():
            batch.released.append(effect)
        case CreateOffer() | MoveOffer() | CreateContract() | ChangeContract() | StartSaga() | MoveSaga():
            _add_offered(batch, effect)
        case SaveCart():
            batch.carts.append(effect)
        case RecordRecovery():
            batch.recoveries.append(effect)
        case CountStat():
            batch.stats.append(effect)
        case ExposeUnit() | CountOutcome():
            batch.experiments.add(effect)
        case _:
            assert_never(effect)


def _add_undone(batch: Batch, effect: Undone) -> None:
    """What a refund gives back."""
    match effect:
        case RecordRefund():
            batch.refunds.append(effect)
        case UncountCustomerOrder():
            batch.uncounted.append(effect)
        case ReturnUse():
            batch.returned.append(effect)
        case RevokeCoupon():
            batch.revoked.append(effect)
        case ReturnCounter():
            batch.freed.append(effect)
        case _:
            assert_never(effect)


def _add_offered(batch: Batch, effect: Offered) -> None:
    """Offers, contracts, and the steps by which an accepted offer is paid and fulfilled."""
    match effect:
        case CreateOffer():
            batch.offers.append(effect)
        case MoveOffer():
            batch.moved_offers.append(effect)
        case CreateContract():
            batch.contracts.append(effect)
        case ChangeContract():
            batch.changed_contracts.append(effect)
        case StartSaga():
            batch.sagas.append(effect)
        case MoveSaga():
            batch.moved_sagas.append(effect)
        case _:
            assert_never(effect)


def _merged_counters(uses: Iterable[UseCounter]) -> list[UseCounter]:
    """One write per counter: amounts add up, the smallest limit counts."""
    merged: dict[CounterKey, UseCounter] = {}
    for use in uses:
        before = merged.get(use.key)
        if before is None:
            merged[use.key] = use
            continue
        limits = [limit for limit in (before.limit, use.limit) if limit is not None]
        merged[use.key] = replace(before, amount=before.amount + use.amount, limit=min(limits, default=None))
    return sorted(merged.values(), key=lambda use: (use.key.area, use.key.name, use.key.subject))


def _merged_stats(stats: Iterable[CountStat]) -> list[CountStat]:
    merged: dict[tuple[str, date, Metric], CountStat] = {}
    for stat in stats:
        figure = (stat.rule, stat.day, stat.metric)
        before = merged.get(figure)
        merged[figure] = replace(stat, amount=stat.amount + before.amount) if before else stat
    return list(merged.values())


def said_of(event: Event, batch: Batch) -> tuple[str, str, dict[str, str]] | None:
    """What the audit trail says about an event besides the event itself: action, subject, detail."""
    if isinstance(event, CouponRequested) and batch.issued:
        detail = {"reason": event.reason, "rule": event.rule}
        return "coupon requested", batch.issued[0].coupon_id, detail
    if isinstance(event, CouponsImported) and batch.issued:
        return "coupons imported", event.rule, {"source": event.source, "coupons": str(len(batch.issued))}
    if isinstance(event, CardsPublished) and any(one.code for one in batch.cards.published):
        amount = sum(one.amount for one in batch.cards.credited)
        detail = {"cards": str(len(batch.cards.published)), "amount": str(amount)}
        return "gift cards imported", event.campaign, detail
    if isinstance(event, SagaStepEnded) and event.by_hand:
        return "payment settled", event.saga_id, {"step": event.step.value, "reason": event.reason}
    if isinstance(event, ContractRenewed) and event.reason:
        told = {"number": str(event.number), "paid": str(event.paid), "reason": event.reason}
        return "payment settled", event.contract_id, told
    return None
