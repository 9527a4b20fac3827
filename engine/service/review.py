"""A second person for releases: asked, approved or rejected; only exactly what was approved is published (SEC24)."""

from dataclasses import dataclass

from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.model.review import Review, ReviewState
from engine.service.engine import Engine
from engine.service.plan_rules import SHORTEST_FINGERPRINT
from engine.service.publish import check_sources
from engine.service.working_copy import working_copy
from engine.store.port import ReceiptMismatch

PERSON = "staff"
LONGEST_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecision:
    """What a person decides of review `number`, and why (required to reject)."""

    number: int
    approve: bool
    actor: Actor
    reason: str = ""
    receipt: Receipt | None = None


async def request_review(
    engine: Engine, shop: str, *, fingerprint: str, note: str, actor: Actor, receipt: Receipt | None = None
) -> Review | Rejection:
    """Ask a second person to look at the working copy, which must be what the asker looked at (PLAN_CHANGED).

    The same again gives the review that is open; another one that nobody decided is superseded. PERSON_NEEDED for
    tokens: a person's own token would be a second person.
    """
    if actor.kind != PERSON:
        return Rejection(problem=Problem.PERSON_NEEDED)
    copy, head = await working_copy(engine, shop), await engine.store.shop(shop)
    if head is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    checked = await check_sources(engine, shop, copy.files)
    if checked.errors:
        figures = (("errors", str(checked.errors)),)
        return Rejection(problem=Problem.RULES_REFUSED, path=("fingerprint",), args=figures)
    if len(fingerprint) < SHORTEST_FINGERPRINT or not checked.fingerprint.startswith(fingerprint):
        return Rejection(problem=Problem.PLAN_CHANGED, path=("fingerprint",))
    now = engine.clock.now()
    review = Review(
        number=0,
        revision=copy.revision,
        base=head.live_revision,
        fingerprint=checked.fingerprint,
        note=note[:LONGEST_TEXT],
        requested_by=actor.id,
        requested_at=now,
    )
    try:
        return await engine.store.add_review(shop, review, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST


async def decide_review(engine: Engine, shop: str, asked: ReviewDecision) -> Review | Rejection:
    """Approve what somebody else asked for, or reject it with a reason; who asked may reject it, too.

    REVIEW_OWN for one's own, REVIEW_CLOSED when it was decided, or when the rules or what is live changed since.
    """
    if asked.actor.kind != PERSON:
        return Rejection(problem=Problem.PERSON_NEEDED)
    reason = asked.reason.strip()[:LONGEST_TEXT]
    if not asked.approve and not reason:
        return Rejection(problem=Problem.TEXT_INVALID, path=("reason",))
    review = await engine.store.review(shop, asked.number)
    if review is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("review",))
    if asked.approve and review.requested_by == asked.actor.id:
        return Rejection(problem=Problem.REVIEW_OWN, path=("review",))
    if asked.approve and review.state is ReviewState.REQUESTED and not await is_current(engine, shop, review):
        return Rejection(problem=Problem.REVIEW_CLOSED, path=("review",))
    state = ReviewState.APPROVED if asked.approve else ReviewState.REJECTED
    now = engine.clock.now()
    try:
        done = await engine.store.decide_review(
            shop, asked.number, state, reason, asked.actor, now, asked.receipt
        )
    except ReceiptMismatch:
        return OTHER_REQUEST
    decided = await engine.store.review(shop, asked.number) if done else None
    return decided or Rejection(problem=Problem.REVIEW_CLOSED, path=("review",))


async def is_current(engine: Engine, shop: str, review: Review) -> bool:
    """Whether a review is about what is edited now, over what is live now."""
    copy, head = await working_copy(engine, shop), await engine.store.shop(shop)
    edited = await engine.store.revision(shop, copy.revision)
    return (
        head is not None
        and edited is not None
        and (review.base, review.fingerprint) == (head.live_revision, edited.fingerprint)
    )
