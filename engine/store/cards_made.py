"""Gift cards as a decision makes them, without reading them back."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from engine.model.card import CardFact, CardState, Lot
from engine.model.card_effects import CreditCard, PublishCard
from engine.model.card_records import StoredCard
from engine.model.decision import Decision
from engine.model.records import MintedCode
from engine.store.card_identity import key_of, transfer_id
from engine.store.lot_order import in_spending_order


def cards_made(decision: Decision, codes: Iterable[MintedCode]) -> tuple[StoredCard, ...]:
    """The cards of `decision` as every store has them once it is committed with `codes`, in their order."""
    published = [effect for effect in decision.effects if isinstance(effect, PublishCard)]
    if not published:
        return ()
    lots: dict[str, list[Lot]] = defaultdict(list)
    for effect in decision.effects:
        if isinstance(effect, CreditCard):
            lots[effect.card_id].append(_lot(effect))
    code_of = {code.coupon_id: code for code in codes}
    return tuple(
        card_made(made, code_of[made.card_id], decision.revision, lots[made.card_id]) for made in published
    )


def _lot(effect: CreditCard) -> Lot:
    return Lot(
        id=transfer_id(key_of(effect)),
        remaining=effect.amount,
        consideration=effect.consideration,
        expires_at=effect.expires_at,
    )


def card_made(made: PublishCard, code: MintedCode, revision: int, lots: Collection[Lot] = ()) -> StoredCard:
    """A card as it is stored first, with the balance of its `lots`."""
    owned = made.owner_email is not None or made.owner_id is not None
    empty = CardState.ASSIGNED if owned else CardState.UNASSIGNED
    fact = CardFact(
        id=made.card_id,
        campaign=made.campaign,
        state=CardState.ACTIVE if lots else empty,
        enabled=True,
        terms=made.terms,
        owner_email=made.owner_email,
        owner_id=made.owner_id,
        balance=sum(lot.remaining for lot in lots),
        published_at=made.published_at,
        expires_at=made.expires_at,
        test=made.test,
        lots=in_spending_order(lots),
        pin=code.pin,
    )
    return StoredCard(
        fact=fact,
        publication_id=made.publication_id,
        number=made.number,
        order_id=made.order_id,
        revision=revision,
        pattern=made.pattern,
        key_id=code.key_id,
        attempt=code.attempt,
        last_four=code.last_four,
        metadata=tuple(sorted(made.metadata)),
        made_at=made.published_at,
        sealed=code.sealed,
        pin_draw=code.pin_draw,
    )
