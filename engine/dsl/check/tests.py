"""Pass: a test names what exists and expects something (E0902, E0903, E0904, E0401, E0406), at a fixed time (W1403)."""

from collections.abc import Iterator

from engine.dsl.check.nearest import unknown
from engine.dsl.check.references import check_products
from engine.dsl.check.scene import Scene
from engine.dsl.nodes import Block
from engine.model.diagnostic import Diagnostic
from engine.model.timeline import Do, ExpectPrice, ExpectRule, GiveArm
from engine.vocabulary.literals import Text
from engine.vocabulary.pick import following, texts
from engine.vocabulary.word import Setting, Settings


def check_timeline(block: Block, settings: Settings, scene: Scene) -> Iterator[Diagnostic]:
    """What is wrong with one test."""
    yield from check_products(settings, scene)
    for setting in (*settings.lines("do"), *settings.lines("expect")):
        yield from _rules(setting, scene)
    for setting in settings.lines("given"):
        yield from _arms(setting, scene)
    if not settings.lines("expect"):
        yield Diagnostic(code="E0903", span=block.header)
    if not settings.lines("at"):
        yield Diagnostic(code="W1403", span=block.header)


def _arms(setting: Setting, scene: Scene) -> Iterator[Diagnostic]:
    given = setting.value
    if not isinstance(given, GiveArm):
        return
    *arm, experiment = texts(setting.values)
    known = scene.experiments.get(given.experiment)
    if given.experiment not in scene.experiments:
        yield unknown("E0406", experiment, scene.experiments)
    elif known is not None and given.arm not in {one for one, _ in known.arms}:
        args = {"experiment": given.experiment, "name": given.arm}
        yield Diagnostic(
            code="E0904", span=(arm or [experiment])[0].span, label="" if arm else "held", args=args
        )


def _rules(setting: Setting, scene: Scene) -> Iterator[Diagnostic]:
    named: Text | None = None
    match setting.value:
        case Do():
            named = following(setting.values, "coupon", Text)
        case ExpectRule():
            named = next(one for one in setting.values if isinstance(one, Text))
        case ExpectPrice(sku=str(sku)) if scene.catalog and sku not in scene.catalog.products:
            text = next(one for one in setting.values if isinstance(one, Text))
            yield unknown("E0401", text, scene.catalog.products)
        case _:
            pass
    if named and named.value not in scene.rules:
        yield unknown("E0902", named, scene.rules)
