"""What rules lean on: the `shop` block, audiences and budgets, compiled before any rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.dsl.check.conditions import check_conditions
from engine.dsl.check.kinds import Desk, read_lines
from engine.dsl.check.placed import Placed
from engine.dsl.check.ranges import DEEPEST
from engine.dsl.check.scene import Scene
from engine.dsl.check.time import budget_windows
from engine.dsl.check.types import Typing, line_conditions, together
from engine.dsl.check.walk import audiences, fields
from engine.dsl.nodes import Line
from engine.model.catalog import Catalog
from engine.model.condition import Condition
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.program import Budget, LegalDisplay, ShopSettings
from engine.vocabulary.blocks import budget, legal, shop
from engine.vocabulary.literals import Text
from engine.vocabulary.word import Occasion, Place, Reading, Settings

Report = Callable[[Diagnostic], None]

_ANY_TIME = frozenset({Occasion.CHECKOUT, Occasion.ORDER_PAID})
"""When the facts of an audience must be known; cart and order are refused before."""


# ------------------------------------------------------------------------------------------------ shop


def shop_scene(blocks: Sequence[Placed], catalog: Catalog | None, report: Report) -> Scene:
    """A scene with the settings of the first `shop` block; a shop that names no currency has its catalogue's."""
    default = ShopSettings(currency=catalog.currency) if catalog else ShopSettings()
    scene = Scene(settings=default, catalog=catalog)
    if not blocks:
        return scene
    placed = blocks[0]
    found, _ = read_lines(placed.block, Place.SHOP, placed.desk(scene, report))
    built = shop.build(found, _legal(placed, scene, report))
    if not found.lines("currency"):
        built = replace(built, currency=default.currency)
    elif catalog and built.currency != catalog.currency:
        args = {"found": built.currency, "currency": catalog.currency}
        report(Diagnostic(code="E0601", span=found.lines("currency")[0].span, label="catalog", args=args))
    return replace(scene, settings=built, rounding_said=bool(found.lines("rounding")))


def _legal(placed: Placed, scene: Scene, report: Report) -> LegalDisplay:
    for line in placed.block.lines:
        if isinstance(line, Line) and line.block and line.label == "legal":
            found, _ = read_lines(line.block, Place.LEGAL, placed.desk(scene, report))
            return legal.build(found)
    return LegalDisplay()


# ------------------------------------------------------------------------------------------------ budgets


def budgets(blocks: Sequence[Placed], scene: Scene, report: Report) -> dict[str, Budget | None]:
    """Every budget by name; None for one with mistakes."""
    return {placed.name: _budget(placed, scene, report) for placed in blocks}


def _budget(placed: Placed, scene: Scene, report: Report) -> Budget | None:
    found, whole = read_lines(placed.block, Place.BUDGET, placed.desk(scene, report))
    if not whole:
        return None
    if not found.lines("spend") and not found.lines("issue"):
        args = {"label": "spend", "kind": "budget", "example": "spend at most 500,000 JPY every 1 month"}
        report(Diagnostic(code="E0304", span=placed.block.header, label="budget", args=args))
        return None
    wrong = list(budget_windows(found))
    for one in wrong:
        report(one)
    return None if wrong else budget.build(placed.name, found)


# ------------------------------------------------------------------------------------------------ audiences


class Audiences:
    """Audiences as one condition each, those inside them replaced by theirs; `named` are all that one refers to."""

    def __init__(self, blocks: Sequence[Placed], scene: Scene, report: Report) -> None:
        self.blocks = {placed.name: placed for placed in blocks}
        self.scene = scene
        self.report = report
        self.done: dict[str, Condition | None] = {}
        self.heights: dict[str, int] = {}
        self.read: Mapping[str, tuple[Settings, bool]] = {
            name: read_lines(placed.block, Place.AUDIENCE, placed.desk(scene, report))
            for name, placed in self.blocks.items()
        }
        self.named = {one.value for settings, _ in self.read.values() for one in audiences(settings)}

    def all(self) -> dict[str, Condition | None]:
        """Every audience by name; None for one with mistakes."""
        for name in self.blocks:
            self.resolve(name, ())
        return self.done

    def resolve(self, name: str, path: tuple[str, ...]) -> None:
        """Resolve `name` after everything it refers to; `path` is what is waiting for it."""
        settings, whole = self.read[name]
        if name in self.done:
            return
        for reference in audiences(settings):
            wrong = self.step(reference, (*path, name))
            if wrong:
                self.report(wrong)
                self.done[name] = None
                return
        made = self.condition(self.blocks[name], settings)
        self.done[name] = made if whole else None
        heights = [self.heights.get(one.value, 0) for one in audiences(settings)]
        self.heights[name] = 1 + max(heights, default=0)

    def step(self, reference: Text, path: tuple[str, ...]) -> Diagnostic | None:
        """Resolve what the last audience of `path` refers to; the reason why it cannot be."""
        name = reference.value
        if name in path:
            return Diagnostic(code="E0505", span=reference.span, args={"circle": " → ".join((*path, name))})
        if name not in self.blocks:
            return None
        if len(path) < DEEPEST:
            self.resolve(name, path)
        if (name not in self.done) or self.heights.get(name, 0) >= DEEPEST:
            return Diagnostic(code="E0313", span=reference.span, label="deep", args={"most": str(DEEPEST)})
        return None

    def condition(self, placed: Placed, settings: Settings) -> Condition | None:
        """One audience whose references are resolved."""
        foreign = list(_not_of_customers(settings))
        for one in foreign:
            self.report(one)
        desk = placed.desk(self.scene, self.report)
        known = {**dict.fromkeys(self.blocks), **self.done}
        conditions = line_conditions(settings, _typing(placed, desk, known))
        if conditions is None or foreign:
            return None
        wrong = list(check_conditions(conditions))
        for one in wrong:
            self.report(one)
        refused = any(one.severity is Severity.ERROR for one in wrong)
        return None if refused else together(conditions)


def _not_of_customers(settings: Settings) -> Iterator[Diagnostic]:
    for label in ("if", "unless"):
        for setting in settings.lines(label):
            for field in fields(setting.values):
                if field.path.startswith(("cart.", "order.")):
                    yield Diagnostic(
                        code="E0503", span=field.span, label="audience", args={"field": field.path}
                    )


def _typing(placed: Placed, desk: Desk, known: Mapping[str, Condition | None]) -> Typing:
    reading = Reading(
        settings=desk.settings,
        catalog=desk.catalog,
        span=placed.block.header,
        report=desk.report,
        place=Place.AUDIENCE,
    )
    return Typing(reading=reading, occasions=_ANY_TIME, audiences=known, line_at=desk.line_at)
