"""Reviews: a second person looks at a release before it goes live (SEC24)."""

from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.records import Page
from engine.model.review import Review, ReviewState
from engine.service import ask
from engine.service.review import ReviewDecision, decide_review, is_current, request_review
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field, relation_field


@described(
    "Where a review stands; the last three are ends.",
    REQUESTED="Waits for a second person.",
    APPROVED="May go live.",
    REJECTED="Was rejected; see `reason`.",
    SUPERSEDED="Something else was asked for instead.",
    PUBLISHED="Went live.",
)
class ReviewStateKind(StrEnum):
    """`model.review.ReviewState`."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    PUBLISHED = "published"


@strawberry.type(name="Review", description="Somebody asks that rules go live, and another person decides.")
class ReviewType:
    """A review."""

    number: int = strawberry.field(description="Counts up per shop.")
    state: ReviewStateKind = strawberry.field(description="Where it stands.")
    revision: int = strawberry.field(description="The draft that was looked at.")
    base: int | None = strawberry.field(description="What was live then; null: nothing.")
    fingerprint: str = strawberry.field(
        description="Hash of what the rules mean; only exactly this may go live."
    )
    note: str = strawberry.field(description="What the asker says of it.")
    requested_by: str = strawberry.field(description="`actorId` of who asked.")
    requested_by_name: str = strawberry.field(description="Their name; empty when nobody knows it.")
    requested_at: datetime = strawberry.field(description="When.")
    mine: bool = strawberry.field(description="Whether you asked, and so cannot approve.")
    decided_by: str = strawberry.field(description="`actorId` of who decided; empty: nobody yet.")
    decided_by_name: str = strawberry.field(description="Their name; empty when nobody knows it.")
    decided_at: datetime | None = strawberry.field(description="When; null: not yet.")
    reason: str = strawberry.field(description="Why it was rejected.")
    stored: strawberry.Private[Review]

    @relation_field("Whether it is about what is edited now over what is live now; else ask for a new one.")
    async def current(self, info: Info) -> bool:
        """Whether it still counts."""
        return await is_current(info.context.engine, info.context.shop, self.stored)


@strawberry.input(description="What a second person is asked to look at.")
class ReleaseRequestInput:
    """Input of `releaseRequest`."""

    fingerprint: str = strawberry.field(
        description="What you looked at: `fingerprint` of `planRules`, 12 digits or more, else PLAN_CHANGED."
    )
    note: str = strawberry.field(default="", description="What to look at, at most 1,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.input(description="A review to approve.")
class ReleaseApproveInput:
    """Input of `releaseApprove`."""

    review: int = strawberry.field(description="Its number.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.input(description="A review to reject.")
class ReleaseRejectInput:
    """Input of `releaseReject`."""

    review: int = strawberry.field(description="Its number.")
    reason: str = strawberry.field(description="Why, for who asked; 1-1,000 characters.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type(description="A review as it stands.")
class ReviewPayload:
    """The answer of the mutations about reviews."""

    review: ReviewType | None = strawberry.field(description="The review; null: `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.type
class ReviewQueries:
    """Queries about reviews."""

    @query_field(Right.READ, "Reviews of releases, newest first.")
    async def reviews(  # noqa: PLR0917 - a list takes what lists take
        self,
        info: Info,
        state: ReviewStateKind | None = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[ReviewType]:
        """A page of reviews."""
        engine, shop = info.context.engine, info.context.shop
        wanted = None if state is None else ReviewState(state.value)
        names = await _names(info)

        async def load(page: Page) -> tuple[Review, ...]:
            return await ask.reviews(engine, shop, page, state=wanted)

        part = Slice(first=first, after=after, last=last, before=before, numbered=True)
        return await connect(part, load, lambda one: _review(one, names, info), uncounted)


@strawberry.type
class ReviewMutations:
    """Mutations about reviews."""

    @mutation_field(
        Right.EDIT,
        "Ask a second person to approve the working copy. The same again gives the open review; another one that"
        " nobody decided is superseded. People only.",
    )
    async def release_request(self, info: Info, input: ReleaseRequestInput) -> ReviewPayload:  # noqa: A002
        """Ask."""
        outcome = await request_review(
            info.context.engine,
            info.context.shop,
            fingerprint=input.fingerprint,
            note=input.note,
            actor=info.context.caller.actor,
            receipt=receipt(
                "releaseRequest", {**vars(input), "idempotency_key": None}, input.idempotency_key
            ),
        )
        return await _payload(info, outcome)

    @mutation_field(
        Right.PUBLISH,
        "Let what somebody else asked for go live; `publishRules` then publishes exactly that. REVIEW_OWN for your own,"
        " REVIEW_CLOSED when the rules, or what is live, changed since. People only.",
    )
    async def release_approve(self, info: Info, input: ReleaseApproveInput) -> ReviewPayload:  # noqa: A002
        """Approve."""
        decision = ReviewDecision(
            number=input.review,
            approve=True,
            actor=info.context.caller.actor,
            receipt=receipt(
                "releaseApprove", {**vars(input), "idempotency_key": None}, input.idempotency_key
            ),
        )
        return await _payload(info, await decide_review(info.context.engine, info.context.shop, decision))

    @mutation_field(
        Right.PUBLISH, "Reject what was asked for or approved, with a reason; one's own too. People only."
    )
    async def release_reject(self, info: Info, input: ReleaseRejectInput) -> ReviewPayload:  # noqa: A002
        """Reject."""
        decision = ReviewDecision(
            number=input.review,
            approve=False,
            actor=info.context.caller.actor,
            reason=input.reason,
            receipt=receipt("releaseReject", {**vars(input), "idempotency_key": None}, input.idempotency_key),
        )
        return await _payload(info, await decide_review(info.context.engine, info.context.shop, decision))


async def _payload(info: Info, outcome: Review | Rejection) -> ReviewPayload:
    if isinstance(outcome, Rejection):
        return ReviewPayload(review=None, errors=rejected(outcome, info.context.language))
    return ReviewPayload(review=_review(outcome, await _names(info), info), errors=[])


async def _names(info: Info) -> dict[str, str]:
    return {one.id: one.name for one in await ask.staff(info.context.engine, info.context.shop)}


def _review(review: Review, names: dict[str, str], info: Info) -> ReviewType:
    return ReviewType(
        number=review.number,
        state=ReviewStateKind(review.state.value),
        revision=review.revision,
        base=review.base,
        fingerprint=review.fingerprint,
        note=review.note,
        requested_by=review.requested_by,
        requested_by_name=names.get(review.requested_by, ""),
        requested_at=review.requested_at,
        mine=review.requested_by == info.context.caller.actor.id,
        decided_by=review.decided_by,
        decided_by_name=names.get(review.decided_by, ""),
        decided_at=review.decided_at,
        reason=review.reason,
        stored=review,
    )
