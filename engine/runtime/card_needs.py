"""What has to be read before gift cards can be published or credited."""

from collections.abc import Iterator

from engine.model.card import CardByIdNeed, CardNeed, CreditNeed, PublicationNeed
from engine.model.card_events import CardsCredited, CardsPublished
from engine.model.facts import CounterNeed, Facts, Need
from engine.runtime.card_credit import credit_claims
from engine.runtime.card_publish import claimed_by
from engine.runtime.claims import keys_of
from engine.runtime.prepare import Prepared
from engine.values.code import canonical


def card_needs(prepared: Prepared, event: CardsPublished | CardsCredited) -> Iterator[Need]:
    """What the sources and keys led to before, the cards, and the counters of the campaign."""
    match event:
        case CardsPublished(campaign=name, wishes=wishes):
            rule = prepared.campaigns.get(name)
            if rule is None:
                return
            for campaign in (rule.name, *rule.was):
                yield from (PublicationNeed(campaign=campaign, source_id=one.source_id) for one in wishes)
            brought = (one.imported.code for one in wishes if one.imported is not None)
            yield from (CardNeed(code=canonical(code)) for code in brought)
            counters = dict.fromkeys(claimed_by(rule, wishes, prepared, event.at))
            yield from (CounterNeed(key=counter) for counter in counters)
        case CardsCredited(wishes=credits_):
            for card_id in dict.fromkeys(one.card_id for one in credits_):
                yield CardByIdNeed(card_id=card_id)
            for key in dict.fromkeys(one.key for one in credits_):
                yield CreditNeed(key=key)


def credit_counters(prepared: Prepared, event: CardsCredited, facts: Facts) -> Iterator[CounterNeed]:
    """The budgets of the cards that are credited, which only the cards tell."""
    cards = (facts.gifts.by_id.get(wish.card_id) for wish in event.wishes)
    campaigns = dict.fromkeys(card.campaign for card in cards if card is not None and not card.test)
    claims = (claim for one in campaigns for claim in credit_claims(prepared, one, event.at))
    for key in dict.fromkeys(keys_of(claims)):
        yield CounterNeed(key=key)
