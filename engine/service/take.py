"""The one path of everything that happens: load, decide, commit."""

from collections.abc import Sequence
from dataclasses import replace

from engine.model.answers import Taken
from engine.model.card import CardNeed
from engine.model.card_effects import PublishCard
from engine.model.decision import OTHER_REQUEST, Decision, Problem, Rejection
from engine.model.effects import CreateOffer, IssueCoupon, SendMessage, StartTimer
from engine.model.events import Event, OrderRecorded
from engine.model.facts import CouponNeed, Facts, Need
from engine.model.offer_instance import OfferInstance
from engine.model.records import Actor, CodeLookup, Committed, MintedCode, Receipt
from engine.model.saga_effects import StartSaga
from engine.runtime.decide import decide
from engine.runtime.needs import further_needs, needs
from engine.runtime.prepare import Prepared
from engine.runtime.telling import telling_of
from engine.service.engine import Engine
from engine.service.offer_token import with_tokens
from engine.service.sealed_codes import seal_decision, seal_event, unseal_facts
from engine.store.cards_made import cards_made
from engine.store.port import CodeTaken, Conflict, ReceiptMismatch
from engine.values.code import canonical, derive, derive_pattern, lookup_hash
from engine.values.masked_code import shown_end

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
    decision = with_tokens(engine, shop, seal_decision(decided, prepared.by_code))
    kept = seal_event(event, prepared.by_code)
    attempts: dict[str, int] = {}
    for _ in range(CODES_TRIED):
        minted = _mint(engine, shop, decision, attempts)
        answer = event.id.encode()
        try:
            committed = await engine.store.commit(
                shop, kept, decision, minted, actor, receipt, answer, engine.clock.now()
            )
        except CodeTaken as taken:
            for one in taken.subjects:
                attempts[one] = attempts.get(one, 0) + 1
            continue
        if not committed.repeated and _makes_work(decision):
            engine.waker.wake()
        result = await _taken(engine, shop, event.id, committed, () if committed.repeated else minted)
        if committed.repeated:
            return result
        return replace(result, offer=_offer(decision), cards=cards_made(decision, minted))
    return Rejection(problem=Problem.BUSY)


def _mint(engine: Engine, shop: str, decision: Decision, attempts: dict[str, int]) -> tuple[MintedCode, ...]:
    ring, peppers = engine.keys.codes, engine.keys.peppers
    minted = []
    for effect in decision.effects:
        if isinstance(effect, PublishCard):
            minted.append(_mint_card(engine, shop, effect, attempts.get(effect.card_id, 0)))
        if isinstance(effect, IssueCoupon):
            attempt = attempts.get(effect.coupon_id, 0)
            code = derive(ring.key(), shop, effect.coupon_id, attempt, effect.shape)
            minted.append(
                MintedCode(
                    coupon_id=effect.coupon_id,
                    lookup=lookup_hash(peppers.key(), shop, code),
                    key_id=ring.current,
                    attempt=attempt,
                    last_four=shown_end(code),
                )
            )
    return tuple(minted)


def _offer(decision: Decision) -> OfferInstance | None:
    return next((effect.offer for effect in decision.effects if isinstance(effect, CreateOffer)), None)


def _mint_card(engine: Engine, shop: str, effect: PublishCard, attempt: int) -> MintedCode:
    ring = engine.keys.codes
    code = canonical(derive_pattern(ring.key(), shop, effect.card_id, attempt, effect.pattern.text))
    return MintedCode(
        coupon_id=effect.card_id,
        lookup=lookup_hash(engine.keys.peppers.key(), shop, code),
        key_id=ring.current,
        attempt=attempt,
        last_four=shown_end(code),
    )


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
