"""One rule block to a `Rule` of the program."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from engine.dsl.check.conditions import check_conditions
from engine.dsl.check.kinds import Desk, read_lines
from engine.dsl.check.passes import RULE_PASSES
from engine.dsl.check.references import check_references
from engine.dsl.check.scene import Scene
from engine.dsl.check.subject import Subject
from engine.dsl.check.types import Typing, line_conditions, together
from engine.dsl.check.walk import references
from engine.dsl.lint.lints import RULE_LINTS
from engine.dsl.lint.w1105_amount_wins import amount_wins
from engine.dsl.nodes import Block
from engine.model.condition import Condition
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.program import Body, Limit, Opening, Rule, Status, Trigger, Window, World
from engine.vocabulary.registry import KIND_BY_NAME, TRIGGER_BY_KIND
from engine.vocabulary.word import KindWord, Reading, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Compiles blocks of one file and collects what is wrong with them."""

    path: str
    scene: Scene
    line_at: Callable[[int], int]
    found: list[Diagnostic] = field(default_factory=list)
    leans_on: list[tuple[str, str]] = field(
        default_factory=list
    )  # what the block refers to, by area and name

    @property
    def desk(self) -> Desk:
        """The part that reading lines needs."""
        scene = self.scene
        return Desk(
            settings=scene.settings, catalog=scene.catalog, line_at=self.line_at, report=self.found.append
        )

    def typing(self, block: Block, kind: KindWord, settings: Settings) -> Typing:
        """How the conditions of a rule are read."""
        scene = self.scene
        reading = Reading(
            settings=scene.settings,
            catalog=scene.catalog,
            span=block.header,
            report=self.found.append,
            place=kind.place,
        )
        started = settings.one("when", Trigger)
        occasion = TRIGGER_BY_KIND[started.kind].occasion if started else kind.occasion
        return Typing(
            reading=reading,
            occasions=frozenset({occasion}),
            audiences=scene.audiences,
            line_at=self.line_at,
        )


def compile_rule(block: Block, clerk: Clerk) -> Rule | None:
    """The rule of a block; None after reporting at least one error."""
    kind = KIND_BY_NAME[block.kind]
    lenient = kind.lenient.get(clerk.scene.settings.compat, frozenset())
    settings, whole = read_lines(block, kind.place, clerk.desk, lenient)
    clerk.leans_on.extend(references(settings))
    conditions = line_conditions(settings, clerk.typing(block, kind, settings))
    for found in (
        *check_references(settings, clerk.scene),
        *check_conditions(conditions or ()),
        *amount_wins(settings),
    ):
        clerk.found.append(found)
    # What other lines say is only looked at together when every line says something.
    if conditions is None or not whole:
        return None
    body = kind.build(settings, clerk.scene.settings)
    subject = Subject(
        block=block,
        kind=kind,
        settings=settings,
        conditions=conditions,
        rule=_rule(block, settings, together(conditions), body, clerk),
        scene=clerk.scene,
    )
    clerk.found.extend(one for check in (*RULE_PASSES, *RULE_LINTS) for one in check(subject))
    refused = any(one.severity is Severity.ERROR for one in clerk.found)
    return None if refused else subject.rule


def _rule(block: Block, settings: Settings, condition: Condition, body: Body, clerk: Clerk) -> Rule:
    priority = settings.one("priority", int)
    return Rule(
        name=block.name.value if block.name else "",
        kind=KIND_BY_NAME[block.kind].kind,
        body=body,
        trigger=settings.one("when", Trigger),
        condition=condition,
        status=settings.one("status", Status) or Status.LIVE,
        world=settings.one("mode", World) or World.LIVE,
        window=Window(
            begins=settings.one("begins", datetime),
            ends=settings.one("ends", datetime),
            openings=settings.all("open", Opening),
        ),
        limits=settings.all("limit", Limit),
        budget=settings.one("budget", str),
        experiment=settings.one("experiment", str),
        priority=100 if priority is None else priority,
        title=settings.one("title", str) or "",
        note=settings.one("note", str) or "",
        was=tuple(name for one in settings.all("was", tuple) for name in one),
        tags=settings.one("tags", frozenset) or frozenset(),
        owner=settings.one("owner", str) or "",
        path=clerk.path,
        line=clerk.line_at(block.span.start),
        lines={label: found[0].line for label, found in settings.by_label.items()},
    )
