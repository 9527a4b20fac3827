"""Gift cards and their ledger in memory: the same conditions as in SQL, or a Conflict."""

# ruff: noqa: PLR0913, PLR0917 - what a commit knows

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.card import (
    CREDITABLE,
    CardByIdNeed,
    CardFact,
    CardNeed,
    CardState,
    CreditNeed,
    GiftFacts,
    GiftNeed,
    KnownCredit,
    KnownPublication,
    Lot,
    LotPart,
    OrderTender,
    PublicationNeed,
)
from engine.model.card_effects import (
    CreditCard,
    ExpireCard,
    PublishCard,
    RecordPublication,
    ReleaseCardHold,
    RestoreCard,
    SpendCard,
    TakeBackCredit,
)
from engine.model.card_records import CardHold, Publication, StoredCard, Transfer, TransferKind
from engine.model.records import Actor, HoldState, MintedCode
from engine.store.card_batch import CardBatch
from engine.store.card_identity import transfer_id
from engine.store.card_transfers import credited, expired, restored, spent, taken_back
from engine.store.cards_made import card_made
from engine.store.lot_order import in_spending_order, unreturned
from engine.store.memory.part import of_shop
from engine.store.memory.state import State
from engine.store.port import CodeTaken, Conflict

PAYS = frozenset({CardState.ACTIVE})
RESTORABLE = frozenset({CardState.ACTIVE, CardState.EXHAUSTED})


def perform_cards(
    state: State,
    shop: str,
    batch: CardBatch,
    revision: int,
    codes: Mapping[str, MintedCode],
    actor: Actor,
    now: datetime,
) -> None:
    """All that a decision asks for about gift cards, or a Conflict."""
    who = f"{actor.kind}:{actor.id}"
    for publication in batch.publications:
        _record(state, shop, publication)
    for made in batch.published:
        _publish(state, shop, made, revision, codes[made.card_id])
    for credit in batch.credited:
        _credit(state, shop, credit, who)
    for spending in batch.spent:
        _spend(state, shop, spending, who, now)
    for back in batch.restored:
        _restore(state, shop, back, who)
    for taken in batch.taken_back:
        _take_back(state, shop, taken, who)
    for end in batch.expired:
        _expire(state, shop, end, who)
    for released in batch.released:
        _release(state, shop, released, now)


# ---- what is there


def lots_of(state: State, shop: str, card_id: str) -> tuple[Lot, ...]:
    """The lots of a card with something left, in the order in which they are spent."""
    own = (lot for owner, lot in of_shop(state.gifts.lots, shop) if owner == card_id)
    return in_spending_order(lot for lot in own if lot.remaining)


def live_card_holds(state: State, shop: str, card_id: str) -> list[CardHold]:
    """Holds that still set something aside, those past their time included."""
    holds = of_shop(state.gifts.holds, shop)
    return [hold for hold in holds if hold.card_id == card_id and hold.state is HoldState.LIVE]


def put_card(state: State, shop: str, fact: CardFact) -> None:
    """Replace what is decided with of a stored card."""
    state.gifts.cards.put((shop, fact.id), replace(state.gifts.cards[shop, fact.id], fact=fact))


def with_lots(state: State, shop: str, card: StoredCard) -> StoredCard:
    """A card as it is handed up."""
    return replace(card, fact=replace(card.fact, lots=lots_of(state, shop, card.fact.id)))


def write_transfer(state: State, shop: str, transfer: Transfer) -> None:
    """Add a transfer. Conflict when its key is there already: it was used, for ever (I26)."""
    if (shop, transfer.id) in state.gifts.transfers:
        raise Conflict(transfer.id)
    state.gifts.transfers.put((shop, transfer.id), transfer)


def end_card_holds(state: State, shop: str, holds: Iterable[CardHold], how: HoldState) -> int:
    """End live holds; what they set aside."""
    total = 0
    for hold in holds:
        state.gifts.holds.put((shop, hold.id), replace(hold, state=how))
        total += hold.amount
        fact = state.gifts.cards[shop, hold.card_id].fact
        put_card(state, shop, replace(fact, held=fact.held - hold.amount))
    return total


def is_over(ends: datetime | None, at: datetime) -> bool:
    """Whether an exclusive end has passed."""
    return ends is not None and ends <= at


# ---- what a decision asks for


def _record(state: State, shop: str, effect: RecordPublication) -> None:
    known = (
        (one.campaign, one.source_id) == (effect.campaign, effect.source_id)
        for one in of_shop(state.gifts.publications, shop)
    )
    if any(known):
        raise Conflict(effect.publication_id)
    publication = Publication(
        id=effect.publication_id,
        campaign=effect.campaign,
        source_id=effect.source_id,
        owner_email=effect.owner_email,
        owner_id=effect.owner_id,
        count=effect.count,
        amount=effect.amount,
        at=effect.at,
        order_id=effect.order_id,
        metadata=tuple(sorted(effect.metadata)),
        card_ids=(),
    )
    state.gifts.publications.put((shop, publication.id), publication)


def _publish(state: State, shop: str, effect: PublishCard, revision: int, code: MintedCode) -> None:
    if (shop, effect.card_id) in state.gifts.cards:
        raise Conflict(effect.card_id)
    if (shop, code.lookup) in state.gifts.lookups:
        raise CodeTaken(effect.card_id)
    card = card_made(effect, code, revision)
    state.gifts.lookups.put((shop, code.lookup), effect.card_id)
    state.gifts.cards.put((shop, effect.card_id), card)


def _credit(state: State, shop: str, effect: CreditCard, who: str) -> None:
    transfer = credited(effect, who)
    write_transfer(state, shop, transfer)
    card = state.gifts.cards.get((shop, effect.card_id))
    if card is None or card.fact.state not in CREDITABLE:
        raise Conflict(effect.card_id)
    lot = Lot(
        id=transfer.id,
        remaining=effect.amount,
        consideration=effect.consideration,
        expires_at=effect.expires_at,
    )
    state.gifts.lots.put((shop, lot.id), (effect.card_id, lot))
    fact = card.fact
    put_card(state, shop, replace(fact, balance=fact.balance + effect.amount, state=CardState.ACTIVE))


def _spend(state: State, shop: str, effect: SpendCard, who: str, now: datetime) -> None:
    if (shop, effect.card_id) not in state.gifts.cards:
        raise Conflict(effect.card_id)
    holds = live_card_holds(state, shop, effect.card_id)
    own = [hold for hold in holds if hold.cart_token == effect.cart_token]
    end_card_holds(state, shop, own, HoldState.REDEEMED)
    overdue = [hold for hold in holds if hold not in own and hold.until <= now]
    end_card_holds(state, shop, overdue, HoldState.EXPIRED)
    fact = state.gifts.cards[shop, effect.card_id].fact
    if fact.state not in PAYS or not fact.enabled or is_over(fact.expires_at, effect.at):
        raise Conflict(effect.card_id)
    if effect.owner_email not in {None, fact.owner_email} or effect.owner_id not in {None, fact.owner_id}:
        raise Conflict(effect.card_id)
    if fact.balance - fact.held < effect.amount:
        raise Conflict(effect.card_id)
    for part in effect.parts:
        _take(state, shop, effect, part)
    balance = fact.balance - effect.amount
    after = fact.state if balance else CardState.EXHAUSTED
    put_card(state, shop, replace(fact, balance=balance, state=after))
    write_transfer(state, shop, spent(effect, who))


def _take(state: State, shop: str, effect: SpendCard, part: LotPart) -> None:
    owner, lot = state.gifts.lots.get((shop, part.lot_id), ("", None))
    if lot is None or owner != effect.card_id or lot.remaining < part.amount:
        raise Conflict(effect.card_id)
    if is_over(lot.expires_at, effect.at):
        raise Conflict(effect.card_id)
    state.gifts.lots.put((shop, lot.id), (owner, replace(lot, remaining=lot.remaining - part.amount)))


def _restore(state: State, shop: str, effect: RestoreCard, who: str) -> None:
    card = state.gifts.cards.get((shop, effect.card_id))
    if card is None or card.fact.state not in RESTORABLE or is_over(card.fact.expires_at, effect.at):
        raise Conflict(effect.card_id)
    for part in effect.parts:
        owner, lot = state.gifts.lots.get((shop, part.lot_id), ("", None))
        if lot is None or owner != effect.card_id or is_over(lot.expires_at, effect.at):
            raise Conflict(effect.card_id)
        state.gifts.lots.put((shop, lot.id), (owner, replace(lot, remaining=lot.remaining + part.amount)))
    fact = card.fact
    put_card(state, shop, replace(fact, balance=fact.balance + effect.amount, state=CardState.ACTIVE))
    write_transfer(state, shop, restored(effect, who))


def _take_back(state: State, shop: str, effect: TakeBackCredit, who: str) -> None:
    card = state.gifts.cards.get((shop, effect.card_id))
    _, lot = state.gifts.lots.get((shop, effect.lot_id), ("", None))
    if card is None or lot is None or lot.remaining < effect.amount:
        raise Conflict(effect.card_id)
    fact = card.fact
    if fact.state is not CardState.ACTIVE or fact.balance - fact.held < effect.amount:
        raise Conflict(effect.card_id)
    state.gifts.lots.put((shop, lot.id), (fact.id, replace(lot, remaining=lot.remaining - effect.amount)))
    balance = fact.balance - effect.amount
    put_card(
        state, shop, replace(fact, balance=balance, state=fact.state if balance else CardState.EXHAUSTED)
    )
    write_transfer(state, shop, taken_back(effect, who))


def _expire(state: State, shop: str, effect: ExpireCard, who: str) -> None:
    card = state.gifts.cards.get((shop, effect.card_id))
    if card is None or card.fact.state not in CREDITABLE:
        return
    lots = [lot for lot in lots_of(state, shop, effect.card_id) if is_over(lot.expires_at, effect.at)]
    ended = sorted((lot.id, lot.remaining) for lot in lots)
    rest = card.fact.balance - sum(amount for _, amount in ended)
    if is_over(card.fact.expires_at, effect.at) or card.fact.held > rest:
        end_card_holds(state, shop, live_card_holds(state, shop, effect.card_id), HoldState.EXPIRED)
    for lot in lots:
        state.gifts.lots.put((shop, lot.id), (effect.card_id, replace(lot, remaining=0)))
    fact = state.gifts.cards[shop, effect.card_id].fact
    balance = fact.balance - sum(amount for _, amount in ended)
    after = fact.state
    if is_over(fact.expires_at, effect.at):
        after = CardState.EXPIRED
    elif not balance and fact.state is CardState.ACTIVE:
        after = CardState.EXHAUSTED
    put_card(state, shop, replace(fact, balance=balance, state=after))
    if ended:
        write_transfer(state, shop, expired(effect, ended, who))


def _release(state: State, shop: str, effect: ReleaseCardHold, now: datetime) -> None:
    hold = state.gifts.holds.get((shop, effect.hold_id))
    if hold and hold.state is HoldState.LIVE and hold.until <= now:
        end_card_holds(state, shop, [hold], HoldState.EXPIRED)


# ---- what the core wants to know


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who asks, and when."""

    state: State
    shop: str
    hashes: Mapping[str, Sequence[bytes]]
    now: datetime


def gift_facts(
    state: State,
    shop: str,
    needs: Sequence[GiftNeed],
    hashes: Mapping[str, Sequence[bytes]],
    now: datetime,
) -> GiftFacts:
    """Cards, publications and credits that were asked for; `hashes` by code."""
    asked = _Asked(state=state, shop=shop, hashes=hashes, now=now)
    return GiftFacts(
        by_code=dict(_by_code(asked, needs)),
        by_id={
            need.card_id: _as_seen(asked, need.card_id, "")
            for need in needs
            if isinstance(need, CardByIdNeed) and (shop, need.card_id) in state.gifts.cards
        },
        publications=dict(_known_publications(asked, needs)),
        credits=dict(_known_credits(asked, needs)),
    )


def _by_code(asked: _Asked, needs: Sequence[GiftNeed]) -> Iterator[tuple[str, CardFact]]:
    for need in needs:
        if isinstance(need, CardNeed):
            for lookup in asked.hashes.get(need.code, ()):
                card_id = asked.state.gifts.lookups.get((asked.shop, lookup))
                if card_id is not None:
                    yield need.code, _as_seen(asked, card_id, need.cart_token)


def _as_seen(asked: _Asked, card_id: str, cart_token: str) -> CardFact:
    """A card as a cart sees it: holds past their time no longer count against it."""
    holds = live_card_holds(asked.state, asked.shop, card_id)
    own = [hold for hold in holds if cart_token and hold.cart_token == cart_token]
    others = [hold for hold in holds if hold.cart_token != cart_token and hold.until > asked.now]
    return replace(
        asked.state.gifts.cards[asked.shop, card_id].fact,
        held=sum(hold.amount for hold in others),
        own_hold=sum(hold.amount for hold in own),
        lots=lots_of(asked.state, asked.shop, card_id),
    )


def _known_publications(
    asked: _Asked, needs: Sequence[GiftNeed]
) -> Iterator[tuple[tuple[str, str], KnownPublication]]:
    wanted = {(need.campaign, need.source_id) for need in needs if isinstance(need, PublicationNeed)}
    for one in of_shop(asked.state.gifts.publications, asked.shop) if wanted else ():
        if (one.campaign, one.source_id) in wanted:
            yield (
                (one.campaign, one.source_id),
                KnownPublication(
                    owner_email=one.owner_email, owner_id=one.owner_id, count=one.count, amount=one.amount
                ),
            )


def _known_credits(asked: _Asked, needs: Sequence[GiftNeed]) -> Iterator[tuple[str, KnownCredit]]:
    for need in needs:
        if isinstance(need, CreditNeed):
            known = asked.state.gifts.transfers.get((asked.shop, transfer_id(f"credit:{need.key}")))
            if known is not None:
                yield need.key, KnownCredit(card_id=known.card_id, amount=known.amount)


def order_tenders(state: State, shop: str, order_id: str) -> tuple[OrderTender, ...]:
    """What cards paid of an order, by card id."""
    moved = [one for one in of_shop(state.gifts.transfers, shop) if one.order_id == order_id]
    spendings = sorted((one for one in moved if one.kind is TransferKind.SPEND), key=lambda one: one.card_id)
    return tuple(_tender(state, shop, spending, moved) for spending in spendings)


def _tender(state: State, shop: str, spending: Transfer, moved: Sequence[Transfer]) -> OrderTender:
    parts = [_part(one.lot_id, one.amount) for one in spending.postings if one.lot_id]
    returned = [
        _part(one.lot_id, one.amount)
        for transfer in moved
        if transfer.kind is TransferKind.REFUND and transfer.card_id == spending.card_id
        for one in transfer.postings
        if one.lot_id
    ]
    lots = in_spending_order(state.gifts.lots[shop, part.lot_id][1] for part in parts)
    return OrderTender(
        card=replace(state.gifts.cards[shop, spending.card_id].fact, lots=lots),
        parts=unreturned(parts, returned),
        returned=sum(part.amount for part in returned),
    )


def _part(lot_id: str, amount: int) -> LotPart:
    return LotPart(lot_id=lot_id, amount=abs(amount))
