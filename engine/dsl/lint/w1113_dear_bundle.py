"""W1113: a bundle is no cheaper than its products one by one, so it takes nothing off."""

from collections.abc import Iterator

from engine.dsl.check.money import reward_of
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.reward import Bundle
from engine.values.money import Money


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The bundle line, when the catalogue knows all of its products."""
    reward, catalog = reward_of(subject), subject.scene.catalog
    if not isinstance(reward, Bundle) or catalog is None:
        return
    meant = sorted(one.price for one in catalog.products.values() if reward.selector.picks(one))
    dearest = meant if reward.count is None else meant[-1:] * reward.count
    if meant and sum(dearest) <= reward.price:
        currency = subject.scene.settings.currency
        args = {
            "price": str(Money(amount=reward.price, currency=currency)),
            "sum": str(Money(amount=sum(dearest), currency=currency)),
        }
        yield Diagnostic(code="W1113", span=subject.span("bundle"), args=args)
