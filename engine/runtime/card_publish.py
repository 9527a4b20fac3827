"""Giving gift cards: by request of the shop, and by rules whose trigger came (S5.6-7, S5.20-24, D5.b)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from engine.model.card import CardTerms, KnownPublication
from engine.model.card_effects import CreditCard, PublishCard, RecordPublication
from engine.model.card_events import CardsPublished, PublicationWish
from engine.model.cart import Buyer, Cart
from engine.model.customer import CustomerRecord, customer_key
from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import Effect, SaveCustomer, StartTimer
from engine.model.events import TimerKind
from engine.model.facts import CounterKey, CustomerFact, Facts
from engine.model.gift_card import CodePattern, GiftCardBody, Redeemer
from engine.model.program import Rule
from engine.model.quote import RefusalReason
from engine.runtime.card_messages import card_messages
from engine.runtime.claims import Claim, exceeded, issue_claim, limit_claims, spend_claim, use_counters
from engine.runtime.gift_card import card_id, publication_id, terms_of
from engine.runtime.interpret import in_force
from engine.runtime.issue import Ends
from engine.runtime.prepare import Prepared
from engine.values.code import canonical
from engine.vocabulary.fields import Sight

Used = Iterable[tuple[tuple[Claim, ...], int]]

CODE_TAKEN = "code_taken"
"""Another card has the code already."""

CHANGED = "publication_changed"
"""The source led to other cards before."""


@dataclass(slots=True, kw_only=True)
class Giving:
    """Cards that are given by one decision: what is used up grows with each of them."""

    prepared: Prepared
    facts: Facts
    at: datetime
    ends: Ends
    counters: Counter[CounterKey]
    grants: list[tuple[tuple[Claim, ...], int]] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    given: dict[tuple[str, str], KnownPublication] = field(default_factory=dict)
    terms: dict[str, CardTerms] = field(default_factory=dict)  # by rule: all its cards share them
    codes: set[str] = field(default_factory=set)  # of cards that are taken over
    open: dict[tuple[str, bool], bool] = field(
        default_factory=dict
    )  # by rule and test: whether it is in force

    @classmethod
    def start(cls, prepared: Prepared, facts: Facts, at: datetime, used: Used = ()) -> "Giving":
        """No card is given yet; `used` is what else the decision grants, claims and amount of each."""
        counters = Counter(facts.counters)
        for claims, amount in used:
            counters.update({claim.key: claim.size(amount) for claim in claims})
        ends = Ends(at, prepared.zone)
        return cls(prepared=prepared, facts=facts, at=at, ends=ends, counters=counters)

    def all_effects(self) -> tuple[Effect, ...]:
        """What was given, and what that uses up."""
        return (*self.effects, *use_counters(self.grants, self.facts.counters))

    def give(self, rule: Rule, wish: PublicationWish, amount: int, order_id: str = "") -> str | None:
        """Give what `wish` asks for, `amount` minor units on each card; why not, if not. The same again is no more."""
        known = self._known(rule, wish)
        asked = _publication_fact(wish)
        if known is not None:
            return None if known == asked and self._same_code(rule, wish) else CHANGED
        reason = self._refusal(rule, wish, amount) if wish.imported is None else self._why_not(rule, wish)
        if reason is not None:
            return reason
        self.given[rule.name, wish.source_id] = asked
        self.effects += _effects(self, rule, wish, amount, order_id)
        return None

    def profiles(self, wishes: Iterable[PublicationWish]) -> Iterator[SaveCustomer]:
        """What the wishes tell of customers, each once: who gets a card is known from then on (S5.19)."""
        told: dict[str, Buyer] = {}
        for wish in wishes:
            key = customer_key(wish.receiver.email, wish.receiver.external_id)
            if key is not None and not wish.test:
                told.setdefault(key, wish.receiver)
        yield from (SaveCustomer(record=CustomerRecord(buyer=one), at=self.at) for one in told.values())

    def _known(self, rule: Rule, wish: PublicationWish) -> KnownPublication | None:
        for name in (rule.name, *rule.was):
            key = (name, wish.source_id)
            known = self.given.get(key) or self.facts.gifts.publications.get(key)
            if known is not None:
                return known
        return None

    def _refusal(self, rule: Rule, wish: PublicationWish, amount: int) -> RefusalReason | None:
        body, receiver = cast(GiftCardBody, rule.body), wish.receiver
        if not self._in_force(rule, test=wish.test):
            return RefusalReason.RULE_NOT_LIVE
        unknown = receiver.email is None and receiver.external_id is None
        if unknown and body.redeem is Redeemer.OWNER:
            return RefusalReason.EMAIL_REQUIRED  # nobody could ever redeem it (S5.18-19)
        ends = self.ends[body.validity]
        if ends is not None and ends <= self.at:
            return RefusalReason.EXPIRED
        claims = () if wish.test else card_claims(rule, wish, self.prepared, self.at)
        if claims is None:
            return RefusalReason.EMAIL_REQUIRED
        return self._use(claims, amount, wish.count)

    def _same_code(self, rule: Rule, wish: PublicationWish) -> bool:
        """Whether a card that was taken over before has the code that it is said to have."""
        if wish.imported is None:
            return True
        code = canonical(wish.imported.code)
        card = self.facts.gifts.by_code.get(code)
        ids = [card_id(publication_id(name, wish.source_id), 1) for name in (rule.name, *rule.was)]
        return code in self.codes or (card is not None and card.id in ids)

    def _why_not(self, rule: Rule, wish: PublicationWish) -> str | None:
        """Why a card of another system is not taken over; no limit or budget keeps it out: it is owed already."""
        card, body, receiver = wish.imported, cast(GiftCardBody, rule.body), wish.receiver
        if card is None:
            return None
        if receiver.email is None and receiver.external_id is None and body.redeem is Redeemer.OWNER:
            return RefusalReason.EMAIL_REQUIRED
        if card.expires_at is not None and card.expires_at <= self.at:
            return RefusalReason.EXPIRED
        code = canonical(card.code)
        if code in self.codes or code in self.facts.gifts.by_code:
            return CODE_TAKEN
        self.codes.add(code)
        return None

    def _in_force(self, rule: Rule, *, test: bool) -> bool:
        key = (rule.name, test)
        if key not in self.open:
            sight = Sight(
                cart=Cart(lines=(), test=test),
                customer=CustomerFact(),
                catalog=self.prepared.program.catalog,
                now=self.at,
            )
            self.open[key] = in_force(rule, sight, self.prepared.zone)
        return self.open[key]

    def terms_of(self, rule: Rule) -> CardTerms:
        """What the rule promises of its cards."""
        if rule.name not in self.terms:
            budget = self.prepared.budget_of(rule)
            counts = "" if budget is None or budget.spend is None else budget.name
            self.terms[rule.name] = terms_of(cast(GiftCardBody, rule.body), counts)
        return self.terms[rule.name]

    def _use(self, claims: tuple[Claim, ...], amount: int, count: int) -> RefusalReason | None:
        touched = [key for claim in claims for key in (claim.key, *claim.former)]
        used = Counter({key: self.counters[key] for key in touched})  # not all: many customers have one each
        for _ in range(count):
            if reason := exceeded(claims, amount, used):
                return reason
            used.update({claim.key: claim.size(amount) for claim in claims})
        for key in touched:
            self.counters[key] = used[key]
        self.grants += [(claims, amount)] * count
        return None


def card_claims(
    rule: Rule, wish: PublicationWish, prepared: Prepared, at: datetime
) -> tuple[Claim, ...] | None:
    """Counters that one card uses: the pool, limits, the budget's money and cards; None for an unknown receiver."""
    claims = limit_claims(rule, wish.receiver, at, prepared.zone)
    if claims is None:
        return None
    body, budget = cast(GiftCardBody, rule.body), prepared.budget_of(rule)
    if body.pool is not None:
        claims += (_pool_claim(rule, body.pool),)
    if budget is None:
        return claims
    issue = issue_claim(budget, wish.receiver, at, prepared.zone)
    return None if issue is None else (*claims, *issue, *spend_claim(budget, at, prepared.zone))


def _pool_claim(rule: Rule, pool: int) -> Claim:
    return Claim(
        key=CounterKey(area="pool", name=rule.name, subject="cards"),
        limit=pool,
        window_ends=None,
        reason=RefusalReason.LIMIT_REACHED,
        former=tuple(CounterKey(area="pool", name=name, subject="cards") for name in rule.was),
    )


def decide_publication(prepared: Prepared, event: CardsPublished, facts: Facts) -> Decision | Rejection:
    """The cards, or CARD_REFUSED: `args` name the wishes that cannot be met, by their place, and why."""
    rule = prepared.campaigns.get(event.campaign)
    if rule is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("campaign",), args=(("id", event.campaign),))
    giving = Giving.start(prepared, facts, event.at)
    balance = cast(GiftCardBody, rule.body).balance
    reasons = [
        giving.give(rule, wish, wish.amount + (balance.amount if wish.imported is None else 0))
        for wish in event.wishes
    ]
    refused = tuple((str(place), str(reason)) for place, reason in enumerate(reasons) if reason is not None)
    if refused:
        return Rejection(problem=Problem.CARD_REFUSED, path=("publications",), args=refused)
    new = [wish for wish in event.wishes if (rule.name, wish.source_id) in giving.given]
    effects = (*giving.profiles(new), *giving.all_effects())
    return Decision(revision=prepared.program.revision, effects=effects)


def _publication_fact(wish: PublicationWish) -> KnownPublication:
    receiver = wish.receiver
    return KnownPublication(
        owner_email=receiver.email, owner_id=receiver.external_id, count=wish.count, amount=wish.amount
    )


def _effects(
    giving: Giving, rule: Rule, wish: PublicationWish, amount: int, order_id: str
) -> Iterator[Effect]:
    body, receiver = cast(GiftCardBody, rule.body), wish.receiver
    identity = publication_id(rule.name, wish.source_id)
    yield RecordPublication(
        publication_id=identity,
        campaign=rule.name,
        source_id=wish.source_id,
        owner_email=receiver.email,
        owner_id=receiver.external_id,
        count=wish.count,
        amount=wish.amount,
        at=giving.at,
        order_id=order_id,
        metadata=wish.metadata,
    )
    for number in range(1, wish.count + 1):
        card = PublishCard(
            card_id=card_id(identity, number),
            campaign=rule.name,
            publication_id=identity,
            number=number,
            pattern=body.code if wish.imported is None else _as_long_as(wish.imported.code),
            terms=_terms(giving, rule, wish),
            owner_email=receiver.email,
            owner_id=receiver.external_id,
            published_at=giving.at,
            expires_at=giving.ends[body.validity] if wish.imported is None else wish.imported.expires_at,
            order_id=order_id,
            metadata=wish.metadata,
            test=wish.test,
            code="" if wish.imported is None else wish.imported.code,
            pin="" if wish.imported is None else wish.imported.pin,
        )
        yield card
        yield from _further_effects(card, body, wish, amount, giving)


def _terms(giving: Giving, rule: Rule, wish: PublicationWish) -> CardTerms:
    """What the rule promises; a card of another system keeps the PIN that it has, or has none."""
    terms = giving.terms_of(rule)
    return terms if wish.imported is None else replace(terms, pin=len(wish.imported.pin))


def _as_long_as(code: str) -> CodePattern:
    """What shows how long a code is that was not drawn here."""
    return CodePattern(text="*" * len(canonical(code)))


def _further_effects(
    card: PublishCard, body: GiftCardBody, wish: PublicationWish, amount: int, giving: Giving
) -> Iterator[Effect]:
    """What goes with a new card: its first balance, its end, its messages."""
    if amount:
        yield CreditCard(
            card_id=card.card_id,
            campaign=card.campaign,
            key=f"publication:{card.card_id}",
            amount=amount,
            consideration=body.consideration if wish.imported is None else wish.imported.consideration,
            expires_at=card.expires_at,
            at=giving.at,
            order_id=card.order_id,
            opening=wish.imported is not None,
        )
    if card.expires_at is not None:
        yield StartTimer(kind=TimerKind.CARD_EXPIRY, subject=card.card_id, due=card.expires_at)
    if wish.notify:
        yield from card_messages(card, body.sends, wish.receiver, giving.at, giving.prepared)


def claimed_by(
    rule: Rule, wishes: Iterable[PublicationWish], prepared: Prepared, at: datetime
) -> Iterator[CounterKey]:
    """Every counter that has to be read before `wishes` can be judged."""
    for wish in wishes:
        if not wish.test and wish.imported is None:
            for claim in card_claims(rule, wish, prepared, at) or ():
                yield claim.key
                yield from claim.former
