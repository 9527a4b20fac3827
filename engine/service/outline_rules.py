"""Rules as lists show them: names and states of the program, source text of the files."""

from collections.abc import Iterable, Mapping

from engine.dsl.nodes import File
from engine.model.answers import RuleOutline
from engine.model.program import Program, Rule, SaleBody


def outline_rules(program: Program, files: Iterable[File]) -> tuple[RuleOutline, ...]:
    """One outline per rule, in the order of the files."""
    texts = {
        (block.kind, block.name.value): block.text
        for file in files
        for block in file.blocks
        if block.name is not None
    }
    return tuple(_outline(rule, texts) for rule in program.rules)


def _outline(rule: Rule, texts: Mapping[tuple[str, str], str]) -> RuleOutline:
    return RuleOutline(
        name=rule.name,
        kind=rule.kind,
        status=rule.status,
        world=rule.world,
        title=rule.title,
        path=rule.path,
        line=rule.line,
        priority=rule.priority,
        codes=tuple(sorted(rule.body.codes)) if isinstance(rule.body, SaleBody) else (),
        text=texts.get((rule.kind, rule.name), ""),
        experiment=rule.experiment,
    )
