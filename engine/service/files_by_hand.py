"""Files that put money on cards: carried out at once, or asked for where it is more than one may do alone (SEC24)."""

from engine.model.approval import ApprovalKind
from engine.model.decision import Rejection
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Actor, Receipt
from engine.service.bulk_refund_jobs import start_bulk_refund
from engine.service.engine import Engine
from engine.service.import_jobs import start_import
from engine.service.job_files import NOT_THERE, WRONG_STATE
from engine.service.money_by_hand import approved_or_asked
from engine.service.refund_contents import meaning_of, was_looked_through
from engine.service.refund_twins import undecided


async def run_refund_by_hand(
    engine: Engine, shop: str, job_id: str, *, actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """Carry a bulk refund out; APPROVAL_REQUIRED when it adds up to more than one may refund alone."""
    job = await engine.store.job(shop, job_id)
    if job is not None and (alike := undecided(job)) is not None:
        return alike
    needed = await _file_approved(engine, shop, ApprovalKind.BULK_REFUND, job, actor)
    return needed or await start_bulk_refund(engine, shop, job_id, actor, check=False, receipt=receipt)


async def run_import_by_hand(
    engine: Engine, shop: str, job_id: str, *, actor: Actor, receipt: Receipt | None = None
) -> Job | Rejection:
    """Take over rows of another system; APPROVAL_REQUIRED when its cards hold more than one may do alone."""
    job = await engine.store.job(shop, job_id)
    if job is None or job.kind is JobKind.CARD_IMPORT:
        needed = await _file_approved(engine, shop, ApprovalKind.CARD_IMPORT, job, actor)
        if needed is not None:
            return needed
    return await start_import(engine, shop, job_id, actor, check=False, receipt=receipt)


async def _file_approved(
    engine: Engine, shop: str, kind: ApprovalKind, job: Job | None, actor: Actor
) -> Rejection | None:
    """As `approved_or_asked`, for a file; one whose look through goes on is refused here, as it may end any moment."""
    if job is None:
        return NOT_THERE
    if not was_looked_through(job):
        return WRONG_STATE
    if job.state is not JobState.CHECKED:  # it was let run before
        return None
    amount, said = job.totals.get("amount", 0), {"meaning": meaning_of(job)}
    return await approved_or_asked(engine, shop, kind, job.id, amount, said, actor)
