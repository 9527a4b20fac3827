"""A mail names a rule as the arm of its receiver has it: what a coupon is called may be what an experiment compares."""

from dataclasses import replace

from engine.model.experiment_units import UnitNeed
from engine.model.program import Program
from engine.runtime.arms import Subject, names_of, shown_first, unit_of
from engine.service.engine import Engine


async def with_shown_rule(engine: Engine, shop: str, program: Program, rule: str, to: Subject) -> Program:
    """The program with one rule as the receiver was shown it; as it stands for who was shown none, at no cost then."""
    own = next((one for one in program.rules if one.name == rule), None)
    if own is None or not own.variants:
        return program
    experiment = program.experiments[own.experiment or ""]
    salt = await engine.programs.salt(engine.store, shop, program)
    units = [unit_of(salt, experiment.name, name) for name in shown_first(names_of(to, experiment.split_by))]
    needs = tuple(UnitNeed(unit=unit) for unit in units)
    known = (await engine.store.load(shop, needs, (), engine.clock.now())).units
    arm = next((known[unit].arm for unit in units if unit in known), "")
    shown = dict(own.variants).get(arm, own)
    return replace(program, rules=tuple(shown if one is own else one for one in program.rules))
