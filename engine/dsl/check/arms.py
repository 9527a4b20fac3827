"""Pass: arms can be dealt to whom a rule is about (E0808), and not too many meet at one moment (E0809)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import prod

from engine.dsl.check.placed import Placed
from engine.dsl.nodes import Line
from engine.model.diagnostic import Diagnostic
from engine.model.experiment import COMBINATIONS, Experiment, SplitBy
from engine.model.messages import ListBody
from engine.model.program import Rule, SaleBody, Status
from engine.values.span import Span
from engine.vocabulary.groups import PERSONAL

ALWAYS = datetime.min.replace(tzinfo=UTC)

Ruled = Sequence[tuple[Placed, Rule]]
Tried = Mapping[str, Experiment | None]


def check_split(ruled: Ruled, tried: Tried) -> Iterator[Diagnostic]:
    """Rules without a cart whose experiment deals arms to carts: nobody would have their arm twice."""
    for placed, rule in ruled:
        experiment = tried.get(rule.experiment or "")
        if experiment is not None and experiment.split_by is not SplitBy.CUSTOMER and not _has_cart(rule):
            args = {"name": experiment.name, "split": experiment.split_by.value}
            yield Diagnostic(code="E0808", span=_named_at(placed), args=args)


def check_combinations(blocks: Iterable[Placed], ruled: Ruled, tried: Tried) -> Iterator[Diagnostic]:
    """The first experiment, in the order of the files, with which too many arms meet."""
    used = {rule.experiment for _, rule in ruled if rule.status is not Status.DRAFT}
    named = [(one, tried[one.name]) for one in blocks if one.name in used and tried.get(one.name)]
    for moment in sorted({one.begins or ALWAYS for _, one in named if one}):
        together = [(placed, len(one.arms)) for placed, one in named if one and one.runs(moment)]
        for count in range(1, len(together) + 1):
            meeting = prod(arms for _, arms in together[:count])
            if meeting > COMBINATIONS:
                args = {"count": str(meeting), "experiments": str(count), "most": str(COMBINATIONS)}
                yield Diagnostic(code="E0809", span=together[count - 1][0].block.header, args=args)
                return


def _has_cart(rule: Rule) -> bool:
    """Whether all that the rule does is done to a cart, or to the order that it became."""
    if isinstance(rule.body, ListBody):
        return False
    if rule.trigger is None:
        return isinstance(rule.body, SaleBody)
    return rule.trigger.kind not in PERSONAL


def _named_at(placed: Placed) -> Span:
    lines = (one for one in placed.block.lines if isinstance(one, Line) and one.label == "experiment")
    return next((one.span for one in lines), placed.block.header)
