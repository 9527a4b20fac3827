"""Answers to what the core wants to know: all of them by one statement, which is one snapshot."""

# ruff: noqa: S608 - only marks and our own names are put into statements

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never

import orjson

from engine.model.card import CardByIdNeed, CardNeed, CreditNeed, GiftNeed, PublicationNeed
from engine.model.cart import Order
from engine.model.contract import Contract
from engine.model.experiment_units import UnitNeed
from engine.model.facts import (
    CartsNeed,
    CartsPageNeed,
    ChargedOrder,
    ChargeNeed,
    ContractNeed,
    CounterKey,
    CounterNeed,
    CouponByIdNeed,
    CouponFact,
    CouponNeed,
    CustomerNeed,
    Facts,
    Need,
    OfferNeed,
    OrderNeed,
    PeopleNeed,
    PersonNeed,
    SagaNeed,
)
from engine.model.list_needs import CompositionNeed, EnrolmentNeed, EnrolmentsNeed
from engine.model.records import CodeLookup
from engine.store.sql.card_facts import (
    ask_for_gifts,
    ask_for_tenders,
    gift_facts,
    order_credits,
    order_tenders,
)
from engine.store.sql.carts import STORED, carts_by_token, carts_of_buyer, left_carts, newest_of_tokens
from engine.store.sql.codec import from_json, micros
from engine.store.sql.customers import BUYER, WITH_ALL_KNOWN, customer_fact, people
from engine.store.sql.customers import FACT as CUSTOMER
from engine.store.sql.dialect import marks
from engine.store.sql.experiments import FACT as UNIT
from engine.store.sql.experiments import unit_fact
from engine.store.sql.list_readers import COMPOSITION, ENROLMENT, composition_of, enrolment
from engine.store.sql.offers import offer
from engine.store.sql.part import SqlPart
from engine.store.sql.refunds import charged_order
from engine.store.sql.rows import FACT, coupon_fact
from engine.store.sql.sagas import STATE as SAGA
from engine.store.sql.sagas import saga_state
from engine.store.sql.session import Column
from engine.store.together import together

LIVE_HOLDS = "(SELECT COUNT(*) FROM holds h WHERE h.shop = c.shop AND h.coupon_id = c.id AND h.state = 'live'"


OWN_HOLD = LIVE_HOLDS.replace("COUNT(*)", "MAX(h.until)")


class Question:
    """One statement that grows by a part for each kind of need."""

    def __init__(self, shop: str, row_as_json: Callable[[Sequence[str]], str]) -> None:
        self.parts: list[str] = []
        self.parameters: list[Column] = []
        self._shop = shop
        self._row_as_json = row_as_json

    def ask(
        self,
        kind: str,
        columns: Sequence[str],
        among: str,
        *parameters: Column,
        before: Sequence[Column] = (),
    ) -> None:
        """Ask for `columns` of the rows `among` (`table WHERE … shop = ? …`); `before` fills marks in the columns."""
        self.parts.append(f"SELECT '{kind}' AS kind, {self._row_as_json(columns)} AS body FROM {among}")
        self.parameters += (*before, self._shop, *parameters)


class FactReader(SqlPart):
    """One snapshot per call."""

    async def load(
        self, shop: str, needs: Sequence[Need], codes: Sequence[CodeLookup], now: datetime
    ) -> Facts:
        """Answer all needs."""
        code_of = {lookup.hex(): one.code for one in codes for lookup in one.hashes}
        question = _question(shop, needs, codes, now, self._db.dialect.row_as_json)
        if not question.parts:
            return Facts()
        rows = await self._db.read(" UNION ALL ".join(question.parts), *question.parameters)
        answers: dict[str, list[list[Any]]] = defaultdict(list)
        for kind, body in rows:
            answers[kind].append(orjson.loads(body))
        return Facts(
            coupons={code_of[row[0]]: _seen(row[1:]) for row in answers["coupon"]},
            coupons_by_id={row[1]: _seen([row[0], None, *row[1:]]) for row in answers["coupon by id"]},
            customer=together(map(customer_fact, answers["customer"])),
            counters=_counters(needs, answers["counter"], now),
            orders={row[0]: from_json(row[1], Order) for row in answers["order"]},
            people=people(answers["person"]),
            charged=_charged(answers),
            gifts=gift_facts(answers, [need for need in needs if isinstance(need, GiftNeed)], code_of),
            offers={row[0]: offer(row[1:]) for row in answers["offer"]},
            contracts={row[0]: from_json(row[1], Contract) for row in answers["contract"]},
            sagas={row[0]: saga_state(row) for row in answers["saga"]},
            enrolments={row[0]: enrolment(row) for row in sorted(answers["enrolment"])},
            compositions={row[0]: composition_of(row) for row in answers["composition"]},
            carts=carts_by_token(answers["cart"]),
            units={row[0]: unit_fact(row) for row in answers["unit"]},
        )


def _question(  # noqa: C901, PLR0912, PLR0915 - one branch per kind of need
    shop: str,
    needs: Sequence[Need],
    codes: Sequence[CodeLookup],
    now: datetime,
    row_as_json: Callable[[Sequence[str]], str],
) -> Question:
    question, wanted = Question(shop, row_as_json), _sorted_by_kind(needs, codes)
    for need in wanted.customers:
        _ask_for_customer(question, need)
    _ask_for_people(question, wanted)
    for token, lookups in wanted.lookups.items():
        _ask_for_coupons(question, token, lookups, now)
    if wanted.coupon_ids:
        held = f"{LIVE_HOLDS} AND h.until > ?)"
        among = f"coupons c WHERE c.shop = ? AND c.id IN {marks(1, len(wanted.coupon_ids))}"
        question.ask(
            "coupon by id", (held, *_of("c", FACT)), among, *wanted.coupon_ids, before=(micros(now),)
        )
    if wanted.counters:
        among = (
            f"counters WHERE shop = ? AND (area, name, subject) IN (VALUES {marks(len(wanted.counters), 3)})"
        )
        parts = [part for key in wanted.counters for part in (key.area, key.name, key.subject)]
        question.ask("counter", ("area", "name", "subject", "used", "window_ends"), among, *parts)
    if wanted.orders:
        stored = "orders o JOIN events e ON e.shop = o.shop AND e.id = o.order_event"
        among = f"{stored} WHERE o.shop = ? AND o.id IN {marks(1, len(wanted.orders))}"
        question.ask("order", ("o.id", "e.subject"), among, *wanted.orders)
    ask_for_gifts(question.ask, wanted.gifts, wanted.hashes, now)
    if wanted.charged:
        _ask_for_charges(question, wanted.charged)
    if wanted.offers:
        among = f"offers WHERE shop = ? AND id IN {marks(1, len(wanted.offers))}"
        question.ask("offer", ("id", "doc", "progress"), among, *wanted.offers)
    if wanted.contracts:
        among = f"contracts WHERE shop = ? AND id IN {marks(1, len(wanted.contracts))}"
        question.ask("contract", ("id", "doc"), among, *wanted.contracts)
    if wanted.sagas:
        question.ask(
            "saga", SAGA, f"sagas WHERE shop = ? AND id IN {marks(1, len(wanted.sagas))}", *wanted.sagas
        )
    if wanted.units:
        among = f"experiment_units WHERE shop = ? AND unit IN {marks(1, len(wanted.units))}"
        question.ask("unit", UNIT, among, *wanted.units)
    _ask_for_lists(question, wanted)
    for among, parameters in wanted.carts:
        question.ask("cart", _of("c", STORED), among, *parameters)
    return question


@dataclass(slots=True, kw_only=True)
class _Wanted:
    """Needs by kind."""

    lookups: dict[str, list[str]] = field(default_factory=dict)  # by the cart that sees the coupons
    coupon_ids: list[str] = field(default_factory=list)
    customers: list[CustomerNeed] = field(default_factory=list)
    counters: list[CounterKey] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    charged: list[str] = field(default_factory=list)
    gifts: list[GiftNeed] = field(default_factory=list)
    hashes: dict[str, list[str]] = field(default_factory=dict)  # by code
    people: list[str] = field(default_factory=list)
    pages: list[PeopleNeed] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)
    contracts: list[str] = field(default_factory=list)
    sagas: list[str] = field(default_factory=list)
    enrolments: list[str] = field(default_factory=list)
    reader_pages: list[EnrolmentsNeed] = field(default_factory=list)
    compositions: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    carts: list[tuple[str, tuple[Column, ...]]] = field(default_factory=list)  # from where, with what


def _sorted_by_kind(  # noqa: C901, PLR0912, PLR0915 - one branch per kind of need
    needs: Sequence[Need], codes: Sequence[CodeLookup]
) -> _Wanted:
    hashes = {one.code: [lookup.hex() for lookup in one.hashes] for one in codes}
    wanted = _Wanted(hashes=hashes)
    for need in needs:
        match need:
            case CouponNeed():
                if need.code in hashes:
                    wanted.lookups.setdefault(need.cart_token, []).extend(hashes[need.code])
            case CouponByIdNeed():
                wanted.coupon_ids.append(need.coupon_id)
            case CustomerNeed():
                wanted.customers.append(need)
            case CounterNeed():
                wanted.counters.append(need.key)
            case OrderNeed():
                wanted.orders.append(need.order_id)
            case ChargeNeed():
                wanted.charged.append(need.order_id)
            case CardNeed() | CardByIdNeed() | PublicationNeed() | CreditNeed():
                wanted.gifts.append(need)
            case PersonNeed():
                wanted.people.append(need.key)
            case PeopleNeed():
                wanted.pages.append(need)
            case OfferNeed():
                wanted.offers.append(need.offer_id)
            case ContractNeed():
                wanted.contracts.append(need.contract_id)
            case SagaNeed():
                wanted.sagas.append(need.saga_id)
            case EnrolmentNeed():
                wanted.enrolments.append(need.enrolment_id)
            case EnrolmentsNeed():
                wanted.reader_pages.append(need)
            case CompositionNeed():
                wanted.compositions.append(need.composition_id)
            case UnitNeed():
                wanted.units.append(need.unit)
            case CartsNeed():
                if need.token:
                    wanted.tokens.append(need.token)
                if need.names_buyer:
                    wanted.carts.append(carts_of_buyer(need))
            case CartsPageNeed():
                wanted.carts.append(left_carts(need))
            case _:
                assert_never(need)
    if wanted.tokens:
        wanted.carts.append(newest_of_tokens(wanted.tokens))
    return wanted


def _of(table: str, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{table}.{column}" for column in columns)


def _ask_for_coupons(question: Question, cart_token: str, lookups: Sequence[str], now: datetime) -> None:
    others = f"{LIVE_HOLDS} AND h.until > ? AND h.cart_token <> ?)"
    own = f"{OWN_HOLD} AND h.cart_token = ?)"
    among = f"coupons c WHERE c.shop = ? AND c.lookup IN {marks(1, len(lookups))}"
    columns = ("c.lookup", others, own, *_of("c", FACT))
    question.ask("coupon", columns, among, *lookups, before=(micros(now), cart_token, cart_token))


def _ask_for_customer(question: Question, need: CustomerNeed) -> None:
    question.ask(
        "customer",
        CUSTOMER,
        "customers WHERE shop = ? AND (email = ? OR external_id = ?)",
        need.email,
        need.external_id,
    )


def _ask_for_people(question: Question, wanted: _Wanted) -> None:
    """Rows begin with the key asked for; `people` takes those of one person together."""
    if wanted.people:
        columns = ("p.key", *_of("c", (*BUYER, *CUSTOMER)))
        among = f"{WITH_ALL_KNOWN} WHERE p.shop = ? AND p.key IN {marks(1, len(wanted.people))}"
        question.ask("person", columns, among, *wanted.people)
    for need in wanted.pages:
        among = "(SELECT * FROM customers WHERE shop = ? AND key > ? ORDER BY key LIMIT ?) c"
        question.ask("person", ("c.key", *_of("c", (*BUYER, *CUSTOMER))), among, need.after, need.limit)


def _ask_for_charges(question: Question, ids: Sequence[str]) -> None:
    """Rows begin with the order; its price is of the event that charged it."""
    priced = (
        "orders o JOIN events e ON e.shop = o.shop AND e.id = o.order_event "
        "JOIN events p ON p.shop = o.shop AND p.id = o.price_event"
    )
    among = marks(1, len(ids))
    columns = ("o.id", "e.subject", "COALESCE(p.price, p.quote)", "COALESCE(o.charged_at, p.at)")
    question.ask("charged", columns, f"{priced} WHERE o.shop = ? AND o.id IN {among}", *ids)
    question.ask("refund", ("order_id", "doc"), f"refunds WHERE shop = ? AND order_id IN {among}", *ids)
    used = "redemptions r JOIN coupons c ON c.shop = r.shop AND c.id = r.coupon_id"
    where = f"WHERE r.shop = ? AND r.order_id IN {among} AND r.returned_at IS NULL"
    question.ask("used", ("r.order_id", *_of("c", FACT)), f"{used} {where}", *ids)
    earned = f"coupons c WHERE c.shop = ? AND c.order_id IN {among}"
    question.ask("earned", ("c.order_id", *_of("c", FACT)), earned, *ids)
    ask_for_tenders(question.ask, ids)
    question.ask("contract", ("id", "doc"), f"contracts WHERE shop = ? AND order_id IN {among}", *ids)


def _ask_for_lists(question: Question, wanted: _Wanted) -> None:
    """Enrolments by id or by page, and messages to lists."""
    if wanted.enrolments:
        among = f"enrolments WHERE shop = ? AND id IN {marks(1, len(wanted.enrolments))}"
        question.ask("enrolment", ENROLMENT, among, *wanted.enrolments)
    for need in wanted.reader_pages:
        chosen = f"list IN {marks(1, len(need.lists))} AND id > ? AND state = 'active'"
        among = f"(SELECT * FROM enrolments WHERE shop = ? AND {chosen} ORDER BY id LIMIT ?) e"
        question.ask("enrolment", ENROLMENT, among, *need.lists, need.after, need.limit)
    if wanted.compositions:
        among = f"compositions WHERE shop = ? AND id IN {marks(1, len(wanted.compositions))}"
        question.ask("composition", COMPOSITION, among, *wanted.compositions)


def _charged(answers: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, ChargedOrder]:
    def of(kind: str, order_id: str) -> list[Sequence[Any]]:
        return [row[1:] for row in answers[kind] if row[0] == order_id]

    return {
        order_id: charged_order(
            order,
            price,
            at,
            [doc for (doc,) in of("refund", order_id)],
            of("used", order_id),
            of("earned", order_id),
            order_tenders(answers, order_id),
            order_credits(answers, order_id),
        )
        for order_id, order, price, at in answers["charged"]
    }


def _seen(row: Sequence[Any]) -> CouponFact:
    """Held by others, until when held by this cart, and the columns of the fact."""
    others, own, *columns = row
    return coupon_fact(columns, held=others, own_hold_until=own)


def _counters(needs: Sequence[Need], rows: Sequence[Sequence[Any]], now: datetime) -> dict[CounterKey, int]:
    """What present windows have used; a counter that is not there has used nothing."""
    asked = {need.key: need.key for need in needs if isinstance(need, CounterNeed)}
    counters = dict.fromkeys(asked, 0)
    for area, name, subject, used, window_ends in rows:
        key = asked[CounterKey(area=area, name=name, subject=subject)]
        if not key.windowed if window_ends is None else window_ends > micros(now):
            counters[key] = used
    return counters
