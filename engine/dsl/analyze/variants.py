"""A rule set as the arms of its experiments have it, one at a time: each is analysed as rules of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.model.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramVersion:
    """`program` without experiments; of the rules as they stand, both names are empty."""

    program: Program
    experiment: str = ""
    variant: str = ""


def versions(program: Program) -> Iterator[ProgramVersion]:
    """The rules as they stand, then as each variant with lines of its own has them."""
    yield ProgramVersion(program=program.without_experiments)
    for experiment in program.experiments.values():
        for variant in experiment.variants:
            own = {
                rule.name: dict(rule.variants)[variant.name]
                for rule in program.rules
                if rule.experiment == experiment.name and variant.name in dict(rule.variants)
            }
            if own:
                rules = tuple(own.get(rule.name, rule) for rule in program.rules)
                changed = replace(program.without_experiments, rules=rules)
                yield ProgramVersion(program=changed, experiment=experiment.name, variant=variant.name)
