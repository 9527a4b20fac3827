"""The sample week: added to see what a shop in business looks like, removed without a trace."""

import strawberry

from engine.model.decision import Rejection
from engine.service import ask
from engine.service.sample_week import create_sample_week, remove_sample_week
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.rights import Right, mutation_field, query_field


@strawberry.input(description="Sample data to add or to remove.")
class SampleDataInput:
    """Input of `sampleDataCreate` and `sampleDataRemove`."""

    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; a shop has one sample week or none."
    )


@strawberry.type(description="Whether the shop shows sample data now.")
class SampleDataPayload:
    """The answer of both mutations."""

    present: bool = strawberry.field(description="Whether there is sample data now.")
    orders: int | None = strawberry.field(description="How many orders were made up; null after a removal.")
    errors: list[UserError] = strawberry.field(
        description="STATE_NOT_ALLOWED when there is a sample week already; NOT_FOUND without live rules or products."
    )


@strawberry.type
class SampleQueries:
    """Queries about sample data."""

    @query_field(Right.READ, "Whether the shop shows sample data: say so beside every figure.")
    async def sample_data(self, info: Info) -> bool:
        """Whether there is any."""
        return await ask.has_sample(info.context.engine, info.context.shop)


@strawberry.type
class SampleMutations:
    """Mutations about sample data."""

    @mutation_field(
        Right.SETTINGS,
        "Add a week of made-up orders, coupons and mails, decided by the live rules. Nothing is sent, no limit, budget"
        " or customer is touched; figures include it until it is removed.",
    )
    async def sample_data_create(self, info: Info, input: SampleDataInput) -> SampleDataPayload:  # noqa: A002, ARG002
        """Create."""
        context = info.context
        outcome = await create_sample_week(context.engine, context.shop, actor=context.caller.actor)
        present = await ask.has_sample(context.engine, context.shop)
        if isinstance(outcome, Rejection):
            return SampleDataPayload(present=present, orders=None, errors=rejected(outcome, context.language))
        return SampleDataPayload(present=present, orders=outcome, errors=[])

    @mutation_field(
        Right.SETTINGS, "Remove all sample data: lists and figures are then what they were without it."
    )
    async def sample_data_remove(self, info: Info, input: SampleDataInput) -> SampleDataPayload:  # noqa: A002, ARG002
        """Remove."""
        context = info.context
        await remove_sample_week(context.engine, context.shop, actor=context.caller.actor)
        return SampleDataPayload(present=False, orders=None, errors=[])
