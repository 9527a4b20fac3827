"""Pass: shares of an experiment add up, it ends, and its variants change lines that its rules have.

Codes: E0306, E0406, E0604, E0702, W1502. Each variant of each rule is compiled as a rule of its own: whatever it says
is checked like what a rule says, and what decides finds the rule ready.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from engine.dsl.check.kinds import read_lines
from engine.dsl.check.placed import Placed
from engine.dsl.check.scene import Scene
from engine.dsl.nodes import Block, Line
from engine.model.diagnostic import Diagnostic, Note
from engine.model.experiment import Experiment, Variant
from engine.model.program import Rule
from engine.vocabulary.blocks import experiment
from engine.vocabulary.literals import Percent, Text
from engine.vocabulary.pick import first, the
from engine.vocabulary.word import Place, Settings

Report = Callable[[Diagnostic], None]
Compile = Callable[[Placed], tuple[Rule | None, Sequence[Diagnostic]]]
Variants = dict[str, list[tuple[str, Rule]]]
"""The variants of each rule that has any, by the name of the rule."""

THE_SAME_FOR_ALL = frozenset(
    {"when", "status", "was", "tags", "owner", "limit", "budget", "experiment", "priority", "mode"}
)
"""Lines that say what a rule is, whom it counts, and whose money it spends: they cannot differ by variant."""

FIXED_IN = {"sale": frozenset({"code"})}
"""Of one kind besides: a shared code is printed and passed on, whoever types it means the rule."""


def experiments(blocks: Sequence[Placed], scene: Scene, report: Report) -> dict[str, Experiment | None]:
    """Every experiment by name; None for one with mistakes."""
    return {placed.name: _experiment(placed, scene, report) for placed in blocks}


def _experiment(placed: Placed, scene: Scene, report: Report) -> Experiment | None:
    settings, whole = read_lines(placed.block, Place.EXPERIMENT, placed.desk(scene, report))
    if not whole:
        return None
    wrong = [*_shares(placed.block, settings), *_time(settings)]
    for one in wrong:
        report(one)
    if not settings.lines("ends"):
        report(Diagnostic(code="W1502", span=placed.block.header, args={"name": placed.name}))
    changed = {name: tuple(one.label for one in lines) for name, lines in variant_lines(placed.block).items()}
    return None if wrong else experiment.build(placed.name, settings, changed)


def _time(settings: Settings) -> Iterator[Diagnostic]:
    """An experiment that is over before it begins would deal nobody anything."""
    begins, ends = settings.one("begins", datetime), settings.one("ends", datetime)
    if begins and ends and ends <= begins:
        yield Diagnostic(code="E0702", span=settings.lines("ends")[0].span, label="experiment")


def _shares(block: Block, settings: Settings) -> Iterator[Diagnostic]:
    names: dict[str, Text] = {}
    for setting in settings.lines("variant"):
        name = the(setting.values, Text)
        if not name.value.strip():
            yield Diagnostic(code="E0604", span=name.span, label="unnamed")
        elif name.value in names:
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


def read_variants(
    blocks: Sequence[Placed], rules: Sequence[Placed], make: Compile, report: Report
) -> Variants:
    """Every variant with lines of its own in every rule that names its experiment; `make` compiles one."""
    made: Variants = {}
    for placed in blocks:
        users = [rule for rule in rules if placed.name in _named(rule.block)]
        for name, lines in variant_lines(placed.block).items():
            for rule in users if lines else ():
                refused = list(_not_overridable(lines, rule))
                for one in refused:
                    report(one)
                arm = None if refused else _arm(lines, rule, placed, make, report)
                if arm is not None:
                    made.setdefault(rule.name, []).append((name, arm))
    return made


def _named(block: Block) -> frozenset[str]:
    lines = (line for line in block.lines if isinstance(line, Line) and line.label == "experiment")
    return frozenset(the(line.values, Text).value for line in lines)


def _not_overridable(lines: Sequence[Line], rule: Placed) -> Iterator[Diagnostic]:
    own = {line.label for line in rule.block.lines if isinstance(line, Line)}
    fixed = THE_SAME_FOR_ALL | FIXED_IN.get(rule.block.kind, frozenset())
    for line in lines:
        if line.label in fixed or line.label not in own:
            label = "fixed" if line.label in fixed else ""
            args = {"label": line.label, "rule": rule.name}
            yield Diagnostic(code="E0306", span=line.label_span, label=label, args=args)


def _arm(lines: Sequence[Line], rule: Placed, placed: Placed, make: Compile, report: Report) -> Rule | None:
    """The rule once the lines stand in place of its own; reports what is wrong as far as it is their fault."""
    replaced = {line.label for line in lines}
    kept = [one for one in rule.block.lines if not isinstance(one, Line) or one.label not in replaced]
    block = replace(rule.block, read=lambda: (*kept, *lines))
    start, end = placed.block.span.start, placed.block.span.end
    arm, found = make(replace(rule, block=block))
    for one in found:
        if one.span.path == placed.path and start <= one.span.start < end:
            report(one)
    if arm is None:
        return None
    # A trace points at lines of the rule's own file.
    return replace(arm, lines={label: at for label, at in arm.lines.items() if label not in replaced})
