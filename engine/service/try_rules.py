"""What would happen, at any instant, without storing anything."""

from datetime import UTC, datetime

from engine.model.answers import Trial
from engine.model.decision import Problem, Rejection
from engine.model.events import OrderRecorded
from engine.model.requests import OrderRequest
from engine.runtime.decide import decide
from engine.runtime.prepare import Prepared, prepare
from engine.service.engine import Engine
from engine.service.live_then import revision_live_at
from engine.service.record_order import read_order
from engine.service.take import load_facts


async def try_rules(
    engine: Engine,
    shop: str,
    order: OrderRequest,
    *,
    at: datetime | None = None,
    revision: int | None = None,
    live_then: bool = False,
) -> Trial | Rejection:
    """Decide on an order with the stored facts of now, as if it came at `at`, under the live or a named revision.

    `live_then`: under the revision that was live at `at`; NOT_FOUND when none was.
    The outcome has the trace: every rule that was looked at, line by line. A Rejection of the whole means that the
    order could not be read, or that there is no such revision.
    """
    if at is not None and at.tzinfo is None:
        return Rejection(problem=Problem.TIME_INVALID, path=("at",))
    when = engine.clock.now() if at is None else at.astimezone(UTC)
    if live_then and revision is None:
        revision = await revision_live_at(engine, shop, when)
        if revision is None:
            return Rejection(problem=Problem.NOT_FOUND, path=("at",))
    prepared = await _prepared(engine, shop, revision)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("revision",))
    read = read_order(engine, order, prepared.program, when)
    if isinstance(read, Rejection):
        return read
    event = OrderRecorded(id="trial", at=when, order=read, refused_codes=order.refused_codes)
    outcome = decide(prepared, event, await load_facts(engine, shop, prepared, event), trace=True)
    return Trial(at=when, revision=prepared.program.revision, outcome=outcome)


async def _prepared(engine: Engine, shop: str, revision: int | None) -> Prepared | None:
    if revision is None:
        return await engine.programs.live(engine.store, shop)
    try:
        program = await engine.programs.of_revision(engine.store, shop, revision, engine.clock.now())
    except LookupError:
        return None
    return prepare(program, await engine.programs.salt(engine.store, shop, program))
