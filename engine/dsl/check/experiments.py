"""Pass: shares of an experiment add up, it ends, and its variants change lines that its rules have.

Codes: E0306, E0406, E0604, W1502. Each variant of each rule is compiled as a rule of its own, so that whatever a
variant says is checked like what a rule says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.dsl.check.kinds import read_lines
from engine.dsl.check.placed import Placed
from engine.dsl.check.scene import Scene
from engine.dsl.nodes import Block, Line
from engine.model.diagnostic import Diagnostic, Note
from engine.model.experiment import Experiment, Variant
from engine.vocabulary.blocks import experiment
from engine.vocabulary.literals import Percent, Text
from engine.vocabulary.pick import first, the
from engine.vocabulary.word import Place, Settings

Report = Callable[[Diagnostic], None]
Compile = Callable[[Placed], Sequence[Diagnostic]]

THE_SAME_FOR_ALL = frozenset(
    {"when", "status", "was", "tags", "owner", "limit", "budget", "experiment", "priority", "mode"}
)
"""Lines that say what a rule is, whom it counts, and whose money it spends: they cannot differ by variant."""


def experiments(blocks: Sequence[Placed], scene: Scene, report: Report) -> dict[str, Experiment | None]:
    """Every experiment by name; None for one with mistakes."""
    return {placed.name: _experiment(placed, scene, report) for placed in blocks}


def _experiment(placed: Placed, scene: Scene, report: Report) -> Experiment | None:
    settings, whole = read_lines(placed.block, Place.EXPERIMENT, placed.desk(scene, report))
    if not whole:
        return None
    wrong = list(_shares(placed.block, settings))
    for one in wrong:
        report(one)
    if not settings.lines("ends"):
        report(Diagnostic(code="W1502", span=placed.block.header, args={"name": placed.name}))
    changed = {name: tuple(one.label for one in lines) for name, lines in variant_lines(placed.block).items()}
    return None if wrong else experiment.build(placed.name, settings, changed)


def _shares(block: Block, settings: Settings) -> Iterator[Diagnostic]:
    names: dict[str, Text] = {}
    for setting in settings.lines("variant"):
        name = the(setting.values, Text)
        if name.value in names:
            also = (Note(span=names[name.value].span, label="first"),)
            yield Diagnostic(
                code="E0604", span=name.span, label="twice", args={"name": name.value}, also=also
            )
        names.setdefault(name.value, name)
    held = settings.one("holdout", Fraction) or Fraction(0)
    total = held + sum((one.share for one in settings.all("variant", Variant)), Fraction(0))
    if total != 1:
        last = settings.lines("variant")[-1].values
        written = first(last, Percent)
        span = written.span if written else block.header
        yield Diagnostic(code="E0604", span=span, args={"total": f"{float(total * 100):g}"})


def variant_lines(block: Block) -> Mapping[str, tuple[Line, ...]]:
    """The lines in the braces of each variant."""
    return {
        the(line.values, Text).value: tuple(one for one in line.block.lines if isinstance(one, Line))
        for line in block.lines
        if isinstance(line, Line) and line.label == "variant" and line.block is not None
    }


def check_variants(blocks: Sequence[Placed], rules: Sequence[Placed], check: Compile) -> Iterator[Diagnostic]:
    """Every variant in every rule that names its experiment; `check` is what is wrong with a rule."""
    for placed in blocks:
        users = [rule for rule in rules if placed.name in _named(rule.block)]
        for lines in variant_lines(placed.block).values():
            for rule in users:
                refused = list(_not_overridable(lines, rule))
                yield from refused
                if not refused and lines:
                    yield from _arm(lines, rule, placed, check)


def _named(block: Block) -> frozenset[str]:
    lines = (line for line in block.lines if isinstance(line, Line) and line.label == "experiment")
    return frozenset(the(line.values, Text).value for line in lines)


def _not_overridable(lines: Sequence[Line], rule: Placed) -> Iterator[Diagnostic]:
    own = {line.label for line in rule.block.lines if isinstance(line, Line)}
    for line in lines:
        if line.label in THE_SAME_FOR_ALL or line.label not in own:
            label = "fixed" if line.label in THE_SAME_FOR_ALL else ""
            args = {"label": line.label, "rule": rule.name}
            yield Diagnostic(code="E0306", span=line.label_span, label=label, args=args)


def _arm(lines: Sequence[Line], rule: Placed, placed: Placed, check: Compile) -> Iterator[Diagnostic]:
    """What is wrong with the rule once the lines stand in place of its own, as far as it is their fault."""
    replaced = {line.label for line in lines}
    kept = [one for one in rule.block.lines if not isinstance(one, Line) or one.label not in replaced]
    block = replace(rule.block, read=lambda: (*kept, *lines))
    start, end = placed.block.span.start, placed.block.span.end
    for found in check(replace(rule, block=block)):
        if found.span.path == placed.path and start <= found.span.start < end:
            yield found
