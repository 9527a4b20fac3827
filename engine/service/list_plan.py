"""What the readers of a list get and when, told in sentences: the plan that its rule makes."""

from dataclasses import dataclass

from engine.dsl.describe import describe_steps
from engine.model.messages import ListBody
from engine.model.program import ChannelName
from engine.service.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step of the live rule: `text` is the sentence that says when it goes."""

    text: str
    channel: ChannelName
    template: str


async def list_plan(engine: Engine, shop: str, name: str, *, language: str) -> tuple[PlannedStep, ...]:
    """The steps of a list in the order of its rule; none for the list of a product, which has no rule."""
    prepared = await engine.programs.live(engine.store, shop)
    rule = None if prepared is None else prepared.list_rules.get(name)
    if prepared is None or rule is None or not isinstance(rule.body, ListBody):
        return ()
    said = describe_steps(rule.body, prepared.program, "ja" if language.startswith("ja") else "en")
    return tuple(
        PlannedStep(text=text, channel=step.channel, template=step.template)
        for text, step in zip(said, rule.body.steps, strict=True)
    )
