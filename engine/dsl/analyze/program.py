"""The door of the analysis: a compiled program in, findings out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from engine.dsl.analyze.codes import look_at_codes
from engine.dsl.analyze.loops import look_at_loops
from engine.dsl.analyze.mails import look_at_mails
from engine.dsl.analyze.money import look_at_carts, look_at_days
from engine.dsl.analyze.offers import look_at_offers
from engine.dsl.analyze.one_rule import look_at_rule
from engine.dsl.analyze.orders import Scene
from engine.dsl.analyze.reach import Ground
from engine.dsl.analyze.rehearsal import Rehearsal
from engine.dsl.analyze.sales import look_at_sales
from engine.model.findings import Finding, FindingKind, Gravity, TrialEvent
from engine.model.program import Program, Status

USUAL_PIECES = 10

GRAVITIES = (Gravity.PROBLEM, Gravity.RISK, Gravity.FIGURE, Gravity.GAP)


def analyze(
    program: Program, rehearsal: Rehearsal, since: datetime, *, pieces: int = USUAL_PIECES
) -> tuple[Finding, ...]:
    """What the live rules of `program` can and cannot do from `since` on, the gravest first.

    Rules with experiments are looked at as they stand; `variants.versions` has the others. Carts hold up to `pieces` of
    each product. Every example was tried with `rehearsal`; what can never happen is
    proved, and whatever was not looked at is a finding of its own.
    """
    scene = Scene(
        catalog=program.catalog,
        zone=ZoneInfo(program.settings.zone),
        since=since.replace(second=0, microsecond=0),
    )
    ground = Ground(program=program, scene=scene, rehearsal=rehearsal)
    live = [one for one in program.rules if one.status is Status.LIVE]
    found: list[Finding] = []
    examples: dict[str, TrialEvent] = {}
    for rule in live:
        example, about = look_at_rule(rule, ground)
        found.extend(about)
        if example is not None:
            examples[rule.name] = example
    if not program.catalog.products:
        found.append(Finding(kind=FindingKind.NOT_ANALYSED, args={"reason": "catalogue", "about": ""}))
    found.extend(look_at_offers(live, ground))
    found.extend(look_at_sales(live, ground))
    found.extend(look_at_carts(live, examples, ground, pieces))
    found.extend(look_at_days(live, examples, ground, pieces))
    found.extend(look_at_codes(live, examples, ground))
    found.extend(look_at_loops(live, examples, ground))
    found.extend(look_at_mails(live, examples, ground))
    return tuple(sorted(found, key=lambda one: GRAVITIES.index(one.gravity)))
