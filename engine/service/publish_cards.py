"""The shop gives gift cards of a campaign, one or a thousand at once (S5.6-7, S5.20-24, D5.b)."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from engine.model.card_events import CardsPublished, PublicationWish
from engine.model.card_records import Publication
from engine.model.card_requests import PublicationOutcome, PublicationRequest
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.model.requests import CartRequest
from engine.runtime.decide import decide
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
    names = (rule.name, *rule.was)
    sources = [wish.source_id for wish in wishes.values()]
    before = {one.source_id for one in await engine.store.publications(shop, names, sources)}
    failed = await _take(engine, shop, prepared, campaign, wishes, refused, actor, receipt)
    if failed is not None:
        return failed
    found = {one.source_id: one for one in await engine.store.publications(shop, names, sources)}
    return await _outcomes(engine, shop, asked, refused, found, before)


async def _take(  # noqa: PLR0913, PLR0917
    engine: Engine,
    shop: str,
    prepared: Prepared,
    campaign: str,
    wishes: dict[int, PublicationWish],
    refused: dict[int, tuple[str, tuple[str, ...]]],
    actor: Actor,
    receipt: Receipt | None,
) -> Rejection | None:
    """Take the event with what can be given; what cannot moves to `refused`."""
    event = CardsPublished(
        id=f"cards:{secrets.token_hex(16)}", at=engine.clock.now(), campaign=campaign, wishes=()
    )
    for _ in range(TRIES):
        places = [place for place in wishes if place not in refused]
        event = replace(event, wishes=tuple(wishes[place] for place in places))
        if not places:
            return None
        taken = await take(engine, shop, event, actor, receipt, prepared=prepared)
        if not isinstance(taken, Rejection):
            if taken.repeated:  # by its key: what was refused then is refused now
                again = decide(prepared, event, await load_facts(engine, shop, prepared, event))
                _refuse(again, places, refused)
            return None
        if taken.problem is not Problem.CARD_REFUSED:
            return taken
        _refuse(taken, places, refused)
    return Rejection(problem=Problem.BUSY)


def _refuse(outcome: object, places: Sequence[int], refused: dict[int, tuple[str, tuple[str, ...]]]) -> None:
    if isinstance(outcome, Rejection):
        refused.update({places[int(number)]: (reason, ()) for number, reason in outcome.args})


async def _outcomes(  # noqa: PLR0917
    engine: Engine,
    shop: str,
    asked: Sequence[PublicationRequest],
    refused: dict[int, tuple[str, tuple[str, ...]]],
    found: dict[str, Publication],
    before: set[str],
) -> tuple[PublicationOutcome, ...]:
    ids = [card_id for one in found.values() for card_id in one.card_ids]
    cards = {card.fact.id: card for card in await engine.store.cards_by_id(shop, ids)} if ids else {}
    outcomes = []
    for place, one in enumerate(asked):
        source = trimmed_id(one.source_id)
        publication = found.get(source)
        if place in refused or publication is None:
            reason, field = refused.get(place, (Problem.BUSY.value, ()))
            outcomes.append(PublicationOutcome(source_id=source, refused=reason, field=field))
            continue
        own = tuple(cards[card_id] for card_id in publication.card_ids)
        outcomes.append(PublicationOutcome(source_id=source, cards=own, repeated=source in before))
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
