"""Adding balances to gift cards, and their end (S5.7, S5.24, I26)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from engine.model.card import CREDITABLE, CardFact, KnownCredit
from engine.model.card_effects import CreditCard, ExpireCard
from engine.model.card_events import CardsCredited, CreditWish
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import Effect, StartTimer
from engine.model.events import TimerCame, TimerKind
from engine.model.facts import Facts
from engine.model.program import Rule
from engine.runtime.claims import Claim, exceeded, spend_claim, use_counters
from engine.runtime.prepare import Prepared

KEY_USED = "key_used"
NOT_FOUND = "not_found"
CARD_OVER = "card_over"
END_OUT_OF_RANGE = "end_out_of_range"


def credited_card(subject: str) -> str:
    """The card that a timer is about: its subject is the card, or card and lot."""
    return subject.partition("/")[0]


def decide_credit(prepared: Prepared, event: CardsCredited, facts: Facts) -> Decision | Rejection:
    """The credits, or CARD_REFUSED: `args` name the wishes that cannot be met, by their place, and why."""
    effects: list[Effect] = []
    grants: list[tuple[tuple[Claim, ...], int]] = []
    refused: list[tuple[str, str]] = []
    counters, seen = Counter(facts.counters), dict(facts.gifts.credits)
    for place, wish in enumerate(event.wishes):
        card, known = facts.gifts.by_id.get(wish.card_id), seen.get(wish.key)
        asked = KnownCredit(card_id=wish.card_id, amount=wish.amount)
        if known == asked:
            continue  # the same again
        reason = KEY_USED if known is not None else why_no_credit(card, wish, event.at)
        claims = () if card is None or card.test else credit_claims(prepared, card.campaign, event.at)
        reason = reason or exceeded(claims, wish.amount, counters)
        if card is None or reason is not None:
            refused.append((str(place), str(reason)))
            continue
        counters.update({claim.key: claim.size(wish.amount) for claim in claims})
        grants.append((claims, wish.amount))
        seen[wish.key] = asked
        effects += _effects(card, wish, event.at)
    if refused:
        return Rejection(problem=Problem.CARD_REFUSED, path=("credits",), args=tuple(refused))
    used = use_counters(grants, facts.counters)
    return Decision(revision=prepared.program.revision, effects=(*effects, *used))


def why_no_credit(card: CardFact | None, wish: CreditWish, at: datetime) -> str | None:
    """Why nothing can be added to a card, if so."""
    if card is None:
        return NOT_FOUND
    if card.state not in CREDITABLE or (card.expires_at is not None and card.expires_at <= at):
        return CARD_OVER
    ends = wish.expires_at
    late = ends is not None and card.expires_at is not None and ends > card.expires_at
    return END_OUT_OF_RANGE if late or (ends is not None and ends <= at) else None


def credit_claims(prepared: Prepared, campaign: str, at: datetime) -> tuple[Claim, ...]:
    """The budget's money that a credit uses."""
    rule: Rule | None = prepared.campaigns.get(campaign)
    budget = None if rule is None else prepared.budget_of(rule)
    return () if budget is None else spend_claim(budget, at, prepared.zone)


def _effects(card: CardFact, wish: CreditWish, at: datetime) -> Iterator[Effect]:
    yield CreditCard(
        card_id=card.id,
        campaign=card.campaign,
        key=wish.key,
        amount=wish.amount,
        consideration=wish.consideration or card.terms.consideration,
        expires_at=wish.expires_at or card.expires_at,
        at=at,
        note=wish.note,
    )
    if wish.expires_at is not None and wish.expires_at != card.expires_at:
        # A lot that ends before its card has an end of its own.
        yield StartTimer(
            kind=TimerKind.CARD_EXPIRY, subject=f"{card.id}/{wish.key[:200]}", due=wish.expires_at
        )


def card_ends(event: TimerCame, facts: Facts) -> Iterator[Effect]:
    """What is left of ended lots is written off; anything else was settled before the timer came."""
    card = facts.gifts.by_id.get(credited_card(event.subject))
    if card is not None and card.state in CREDITABLE:
        over = card.expires_at is not None and card.expires_at <= event.at
        yield ExpireCard(card_id=card.id, campaign=card.campaign, at=event.at, over=over)
