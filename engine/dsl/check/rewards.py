"""Pass: a sale gives one thing, and its other lines have a part in it (E0324, E0325, E0326, E0414)."""

from collections.abc import Iterator, Mapping

from engine.dsl.check.subject import Subject
from engine.model.catalog import ProductKind, Sold
from engine.model.diagnostic import Diagnostic, Note
from engine.model.program import FreeShipping, SaleBody
from engine.model.reward import Bundle, BuyGet, Gift, Pick, Reward, Tier
from engine.vocabulary.groups import REWARDS
from engine.vocabulary.pick import texts
from engine.vocabulary.word import Setting

_IDLE: Mapping[type, tuple[str, ...]] = {
    FreeShipping: ("pick", "floor"),
    Bundle: ("pick", "for"),
    Gift: ("pick", "floor"),
}
"""Lines that say nothing beside a reward."""


def check_reward(subject: Subject) -> Iterator[Diagnostic]:
    """What the lines of a sale say together."""
    body = subject.rule.body
    if isinstance(body, SaleBody):
        yield from _one_reward(subject)
        yield from _idle_lines(subject, body.discount)
        yield from _tiers(subject.settings.lines("tier"))
        if isinstance(body.discount, Gift):
            yield from _present(subject, body.discount)


def _one_reward(subject: Subject) -> Iterator[Diagnostic]:
    given = [label for label in REWARDS if subject.settings.lines(label)]
    lines = sorted((subject.settings.lines(label)[0] for label in given), key=lambda one: one.span.start)
    for second in lines[1:]:
        first = Note(span=lines[0].span, label="first")
        args = {"label": second.label, "first": lines[0].label}
        yield Diagnostic(code="E0324", span=second.span, args=args, also=(first,))


def _idle_lines(subject: Subject, reward: Reward) -> Iterator[Diagnostic]:
    written = next(label for label in REWARDS if subject.settings.lines(label))
    for label in _IDLE.get(type(reward), ()):
        for setting in subject.settings.lines(label):
            args = {"label": label, "reward": written}
            yield Diagnostic(code="E0325", span=setting.span, args=args)
    if isinstance(reward, BuyGet):
        for setting in subject.settings.lines("pick"):
            if isinstance(setting.value, Pick) and setting.value.count is not None:
                yield Diagnostic(
                    code="E0325", span=setting.span, label="count", args={"label": "pick", "reward": "buy"}
                )


def _tiers(lines: tuple[Setting, ...]) -> Iterator[Diagnostic]:
    """All count the same, each from somewhere else."""
    seen: dict[tuple[int | None, int | None], Setting] = {}
    for setting in lines:
        tier = setting.value
        if not isinstance(tier, Tier):
            continue
        before = seen.setdefault((tier.items, tier.amount), setting)
        counted = lines[0].value
        if before is not setting:
            note = Note(span=before.span, label="first")
            yield Diagnostic(code="E0326", span=setting.span, label="twice", also=(note,))
        elif isinstance(counted, Tier) and (counted.items is None) is not (tier.items is None):
            note = Note(span=lines[0].span, label="first")
            yield Diagnostic(code="E0326", span=setting.span, also=(note,))


def _present(subject: Subject, gift: Gift) -> Iterator[Diagnostic]:
    """A subscription or money on a card cannot come along for nothing."""
    catalog = subject.scene.catalog
    product = catalog.products.get(gift.sku) if catalog else None
    line = subject.line("gift")
    if product is None or line is None:
        return
    span = texts(line.values)[0].span
    if product.sold is Sold.SUBSCRIPTION:
        yield Diagnostic(code="E0414", span=span, args={"name": gift.sku})
    elif product.kind is ProductKind.GIFT_CARD:
        yield Diagnostic(code="E0414", span=span, label="card", args={"name": gift.sku})
