"""The shop gives gift cards of a campaign, one or a thousand at once (S5.6-7, S5.20-24, D5.b)."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from engine.model.card_events import CardsPublished, PublicationWish
from engine.model.card_records import StoredCard
from engine.model.card_requests import PublicationOutcome, PublicationRequest
from engine.model.decision import Problem, Rejection
from engine.model.program import Rule
from engine.model.records import Actor, Receipt
from engine.model.requests import CartRequest
from engine.runtime.decide import decide
from engine.runtime.gift_card import publication_id
from engine.runtime.prepare import Prepared
from engine.service.engine import Engine
from engine.service.read_cart import id_problem, read_cart
from engine.service.take import load_facts, take
from engine.values.identity import trimmed_id
from engine.values.money import LARGEST_AMOUNT

MOST_AT_ONCE = 1_000
MOST_CARDS = 100
"""Of one publication."""

MOST_METADATA, LONGEST_NAME, LONGEST_VALUE = 20, 64, 320
TRIES = 3


async def publish_cards(
    engine: Engine,
    shop: str,
    campaign: str,
    asked: Sequence[PublicationRequest],
    *,
    actor: Actor,
    receipt: Receipt | None = None,
) -> tuple[PublicationOutcome, ...] | Rejection:
    """Give what is `asked` for, in one transaction; one outcome for each, in the same order.

    What cannot be given is refused by itself and hinders no other. Repeats, whole or in part, give the same cards.
    At most `MOST_AT_ONCE`.
    """
    prepared = await engine.programs.live(engine.store, shop)
    rule = None if prepared is None else prepared.campaigns.get(campaign)
    if prepared is None or rule is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("campaign",), args=(("id", campaign),))
    if not 1 <= len(asked) <= MOST_AT_ONCE:
        return Rejection(
            problem=Problem.TOO_MANY_LINES, path=("publications",), args=(("limit", str(MOST_AT_ONCE)),)
        )
    read = [read_publication(engine, one, prepared) for one in asked]
    wishes = {place: wish for place, wish in enumerate(read) if isinstance(wish, PublicationWish)}
    refused = {
        place: (one.problem.value, one.path) for place, one in enumerate(read) if isinstance(one, Rejection)
    }
    made = await _take(engine, shop, prepared, campaign, wishes, refused, actor, receipt)
    if isinstance(made, Rejection):
        return made
    sources = {wish.source_id for place, wish in wishes.items() if place not in refused}
    cards = _by_source(made, rule, sources)
    known = await _known(engine, shop, rule, sorted(sources - cards.keys()))
    return _outcomes(asked, refused, cards | known, known)


async def _take(  # noqa: PLR0913, PLR0917
    engine: Engine,
    shop: str,
    prepared: Prepared,
    campaign: str,
    wishes: dict[int, PublicationWish],
    refused: dict[int, tuple[str, tuple[str, ...]]],
    actor: Actor,
    receipt: Receipt | None,
) -> Sequence[StoredCard] | Rejection:
    """Take the event with what can be given, and tell which cards it made; what cannot moves to `refused`."""
    event = CardsPublished(
        id=f"cards:{secrets.token_hex(16)}", at=engine.clock.now(), campaign=campaign, wishes=()
    )
    for _ in range(TRIES):
        places = [place for place in wishes if place not in refused]
        event = replace(event, wishes=tuple(wishes[place] for place in places))
        if not places:
            return ()
        taken = await take(engine, shop, event, actor, receipt, prepared=prepared)
        if not isinstance(taken, Rejection):
            if taken.repeated:  # by its key: what was refused then is refused now
                again = decide(prepared, event, await load_facts(engine, shop, prepared, event))
                _refuse(again, places, refused)
            return taken.cards
        if taken.problem is not Problem.CARD_REFUSED:
            return taken
        _refuse(taken, places, refused)
    return Rejection(problem=Problem.BUSY)


def _refuse(outcome: object, places: Sequence[int], refused: dict[int, tuple[str, tuple[str, ...]]]) -> None:
    if isinstance(outcome, Rejection):
        refused.update({places[int(number)]: (reason, ()) for number, reason in outcome.args})


def _by_source(
    made: Sequence[StoredCard], rule: Rule, sources: Iterable[str]
) -> dict[str, tuple[StoredCard, ...]]:
    cards: dict[str, list[StoredCard]] = defaultdict(list)
    for card in made:
        cards[card.publication_id].append(card)
    identities = {source: publication_id(rule.name, source) for source in sources}
    return {source: tuple(cards[one]) for source, one in identities.items() if one in cards}


async def _known(
    engine: Engine, shop: str, rule: Rule, sources: Sequence[str]
) -> dict[str, tuple[StoredCard, ...]]:
    """Cards that these sources led to before."""
    if not sources:
        return {}
    found = await engine.store.publications(shop, (rule.name, *rule.was), sources)
    stored = await engine.store.cards_by_id(shop, [card_id for one in found for card_id in one.card_ids])
    cards = {card.fact.id: card for card in stored}
    return {one.source_id: tuple(cards[card_id] for card_id in one.card_ids) for one in found}


def _outcomes(
    asked: Sequence[PublicationRequest],
    refused: Mapping[int, tuple[str, tuple[str, ...]]],
    cards: Mapping[str, tuple[StoredCard, ...]],
    known: Collection[str],
) -> tuple[PublicationOutcome, ...]:
    outcomes = []
    for place, one in enumerate(asked):
        source = trimmed_id(one.source_id)
        if place in refused or source not in cards:
            reason, field = refused.get(place, (Problem.BUSY.value, ()))
            outcomes.append(PublicationOutcome(source_id=source, refused=reason, field=field))
        else:
            repeated = source in known
            outcomes.append(PublicationOutcome(source_id=source, cards=cards[source], repeated=repeated))
    return tuple(outcomes)


def read_publication(
    engine: Engine, asked: PublicationRequest, prepared: Prepared
) -> PublicationWish | Rejection:
    """The wish in comparable form, or what is wrong with it."""
    bad = id_problem(asked.source_id, ("source_id",))
    if bad is not None:
        return bad
    if not 1 <= asked.count <= MOST_CARDS:
        return Rejection(
            problem=Problem.QUANTITY_OUT_OF_RANGE, path=("count",), args=(("limit", str(MOST_CARDS)),)
        )
    if not 0 <= asked.amount <= LARGEST_AMOUNT:
        return Rejection(problem=Problem.PRICE_OUT_OF_RANGE, path=("amount",))
    # Read as a cart's buyer is, so that an owner is the same person at the checkout.
    cart = read_cart(CartRequest(lines=(), buyer=asked.buyer), prepared.program, engine.limits, trusted=True)
    if isinstance(cart, Rejection):
        return cart
    metadata = _metadata(asked.metadata)
    if isinstance(metadata, Rejection):
        return metadata
    return PublicationWish(
        source_id=trimmed_id(asked.source_id),
        receiver=cart.buyer,
        count=asked.count,
        amount=asked.amount,
        metadata=metadata,
        notify=asked.notify,
        test=asked.test,
    )


def _metadata(asked: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...] | Rejection:
    names = {name for name, _ in asked}
    if len(asked) > MOST_METADATA or len(names) < len(asked):
        return Rejection(
            problem=Problem.TOO_MANY_LINES, path=("metadata",), args=(("limit", str(MOST_METADATA)),)
        )
    for name, value in asked:
        printable = name.isprintable() and value.isprintable()
        if not (printable and 1 <= len(name) <= LONGEST_NAME and 1 <= len(value) <= LONGEST_VALUE):
            return Rejection(problem=Problem.TEXT_INVALID, path=("metadata", name[:LONGEST_NAME]))
    return tuple(sorted(asked))
