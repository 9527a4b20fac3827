"""The one path of everything that happens: load, decide, commit."""

from collections.abc import Sequence
from dataclasses import replace

from engine.model.answers import Taken
from engine.model.card import CardNeed
from engine.model.decision import OTHER_REQUEST, Decision, Problem, Rejection
from engine.model.effects import CreateOffer, SendMessage, StartTimer
from engine.model.events import Event, OrderRecorded
from engine.model.facts import CouponNeed, Facts, Need
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor, CodeLookup, Committed, MintedCode, Receipt
from engine.model.saga_effects import StartSaga
from engine.runtime.decide import decide
from engine.runtime.needs import further_needs, needs
from engine.runtime.prepare import Prepared
from engine.runtime.telling import telling_of
from engine.service.changes import figures_topic
from engine.service.engine import Engine
from engine.service.mint import is_taken_over, mint
from engine.service.offer_token import with_tokens
from engine.service.sealed_codes import seal_decision, seal_event, unseal_facts
from engine.store.cards_made import cards_made
from engine.store.port import CodeTaken, Conflict, ReceiptMismatch
from engine.values.code import lookup_hash

TRIES = 3
CODES_TRIED = 16
"""Derivations per coupon: with a table half full of codes, one coupon in 65,000 would need more."""


async def take(
    engine: Engine,
    shop: str,
    event: Event,
    actor: Actor,
    receipt: Receipt | None = None,
    *,
    prepared: Prepared | None = None,
) -> Taken | Rejection:
    """Store `event` with everything it causes, once; a known event gives what it caused then.

    A receipt makes the answer of this event the answer of its key (C23). `prepared` are the rules to decide with
    first, by default those that are live now. Nothing has been sent when this returns.
    """
    try:
        rules = prepared
        for _ in range(TRIES):
            rules = rules or await engine.programs.live(engine.store, shop)
            if rules is None:
                return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
            try:
                taken = await _decide_and_commit(engine, shop, rules, event, actor, receipt)
            except Conflict:
                rules = None
                continue
            if isinstance(taken, Rejection):
                # What is refused now may have been taken before: the store knows first (a paid order, since refunded).
                return await _known(engine, shop, event, receipt) or taken
            return taken
    except ReceiptMismatch:
        return OTHER_REQUEST
    return Rejection(problem=Problem.BUSY)


async def load_facts(engine: Engine, shop: str, prepared: Prepared, event: Event) -> Facts:
    """What is stored of all that `event` needs, now."""
    wanted = needs(prepared, event)
    facts = await engine.store.load(shop, wanted, code_lookups(engine, shop, wanted), engine.clock.now())
    # Further looks for few events: whose a timer or a code is, only the first one told, and the next one who that is.
    asked: tuple[Need, ...] = ()
    while further := tuple(one for one in further_needs(prepared, event, facts) if one not in asked):
        facts = facts.with_more(await engine.store.load(shop, further, (), engine.clock.now()))
        asked += further
    return unseal_facts(facts, event.order) if isinstance(event, OrderRecorded) else facts


def code_lookups(engine: Engine, shop: str, wanted: Sequence[Need]) -> tuple[CodeLookup, ...]:
    """The hashes under which the codes of `wanted` may be stored, one per live pepper."""
    return tuple(
        CodeLookup(
            code=need.code,
            hashes=tuple(
                lookup_hash(pepper, shop, need.code) for pepper in engine.keys.peppers.keys.values()
            ),
        )
        for need in wanted
        if isinstance(need, CouponNeed | CardNeed)
    )


async def _known(engine: Engine, shop: str, event: Event, receipt: Receipt | None) -> Taken | None:
    event_id = event.id
    if receipt is not None:
        answer = await engine.store.receipt_answer(shop, receipt)
        event_id = event_id if answer is None else answer.decode()
    committed = await engine.store.find_event(shop, event_id)
    return None if committed is None else await _taken(engine, shop, event_id, committed, ())


async def _decide_and_commit(  # noqa: PLR0917
    engine: Engine, shop: str, prepared: Prepared, event: Event, actor: Actor, receipt: Receipt | None
) -> Taken | Rejection:
    facts = await load_facts(engine, shop, prepared, event)
    decided = decide(prepared, event, facts, trace=engine.trace)
    if isinstance(decided, Rejection):
        return decided
    decided = replace(decided, telling=telling_of(prepared, facts, decided))
    decision = with_tokens(engine, shop, seal_decision(decided, prepared.widest.by_code))
    kept = seal_event(event, prepared.widest.by_code)
    attempts: dict[str, int] = {}
    for _ in range(CODES_TRIED):
        minted = mint(engine, shop, decision, attempts)
        answer = event.id.encode()
        try:
            committed = await engine.store.commit(
                shop, kept, decision, minted, actor, receipt, answer, engine.clock.now()
            )
        except CodeTaken as taken:
            if any(is_taken_over(decision, one) for one in taken.subjects):
                raise  # a Conflict: who has the code is read again
            for one in taken.subjects:
                attempts[one] = attempts.get(one, 0) + 1
            continue
        if not committed.repeated:
            engine.changes.tell(figures_topic(shop))
            if _makes_work(decision):
                engine.waker.wake()
        result = await _taken(engine, shop, event.id, committed, () if committed.repeated else minted)
        if committed.repeated:
            return result
        return replace(result, offer=_offer(decision), cards=cards_made(decision, minted))
    return Rejection(problem=Problem.BUSY)


def _offer(decision: Decision) -> OfferInstance | None:
    return next((effect.offer for effect in decision.effects if isinstance(effect, CreateOffer)), None)


def _makes_work(decision: Decision) -> bool:
    return any(isinstance(effect, SendMessage | StartSaga | StartTimer) for effect in decision.effects)


async def _taken(
    engine: Engine, shop: str, event_id: str, committed: Committed, minted: Sequence[MintedCode]
) -> Taken:
    last_four = {code.coupon_id: code.last_four for code in minted}
    missing = [effect.coupon_id for effect in committed.issued if effect.coupon_id not in last_four]
    if missing:
        stored = await engine.store.coupons_by_id(shop, missing)
        last_four |= {coupon.fact.id: coupon.last_four for coupon in stored}
    return Taken(
        event_id=event_id,
        revision=committed.revision,
        repeated=committed.repeated,
        issued=committed.issued,
        last_four=last_four,
        quote=committed.quote,
    )
