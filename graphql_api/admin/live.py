"""Subscriptions: the present state at once, then each later one, whoever changed it and in whichever process."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import date
from typing import TypeVar

import strawberry

from engine.model.job import JobState
from engine.service import ask
from engine.service.changes import Topic, figures_topic, job_topic, rules_topic
from engine.service.follow import FIGURES_PACE, JOB_PACE, RULES_PACE, Pace, follow
from engine.service.newest_revision import newest_revision
from graphql_api.admin.job import JobType, show_job
from graphql_api.admin.stats import Figures, StatsBy, figures_of_period, require_days
from graphql_api.context import Info
from graphql_api.ids import own_id
from graphql_api.rights import Right, subscription_field

Seen = TypeVar("Seen")

UNDER_WAY = {JobState.OPEN.value, JobState.WAITING.value, JobState.RUNNING.value}
"""States that lead to another one without anybody's further word, or by handing in a file."""


@strawberry.type(description="Which rules a shop has, without their texts.")
class RulesetState:
    """Live and newest revision."""

    revision: int | None = strawberry.field(description="The live revision; null: nothing was published.")
    fingerprint: str = strawberry.field(
        description="What the live rules mean, as `planRules` tells it; empty: nothing was published."
    )
    newest: int = strawberry.field(
        description="The newest revision, draft or not: it grows with each edit. 0: there is none."
    )


@strawberry.type
class LiveSubscriptions:
    """What can be followed."""

    @subscription_field(
        Right.READ,
        "A job at once, then whenever it got on, at most five times a second, up to its end or to `CHECKED`. Null:"
        " there is none.",
    )
    async def job_progress(
        self,
        info: Info,
        id: strawberry.ID,  # noqa: A002 - the API's convention
    ) -> AsyncGenerator[JobType | None, None]:
        """Follow a job."""
        context = info.context
        job_id = own_id("Job", id) or ""

        async def look() -> JobType | None:
            found = await ask.job(context.engine, context.shop, job_id)
            return None if found is None else show_job(found)

        def is_last(job: JobType | None) -> bool:
            return job is None or job.state.value not in UNDER_WAY

        return _follow(info, job_topic(context.shop, job_id), look, JOB_PACE, is_last)

    @subscription_field(
        Right.READ, "Which rules are live and which the newest, at once and whenever somebody changed them."
    )
    async def ruleset_changed(self, info: Info) -> AsyncGenerator[RulesetState, None]:
        """Follow the rules."""
        context = info.context
        fingerprints: dict[int, str] = {}  # a revision never changes, and its texts are long

        async def look() -> RulesetState:
            head = await ask.shop(context.engine, context.shop)
            live = None if head is None else head.live_revision
            if live is not None and live not in fingerprints:
                revision = await ask.revision(context.engine, context.shop, live)
                fingerprints.clear()
                fingerprints[live] = "" if revision is None else revision.fingerprint
            newest = await newest_revision(context.engine, context.shop)
            return RulesetState(
                revision=live, fingerprint="" if live is None else fingerprints[live], newest=newest
            )

        return _follow(info, rules_topic(context.shop), look, RULES_PACE)

    @subscription_field(
        Right.READ,
        "Figures as `stats` tells them, at once and whenever they changed, at most once a second; `until` is up to"
        " 366 days after `since`.",
    )
    async def stats_changed(
        self, info: Info, since: date, until: date, rule: str | None = None, by: StatsBy = StatsBy.TOTAL
    ) -> AsyncGenerator[list[Figures], None]:
        """Follow figures."""
        require_days(since, until)

        async def look() -> list[Figures]:
            return await figures_of_period(info.context, since, until, rule, by)

        return _follow(info, figures_topic(info.context.shop), look, FIGURES_PACE)


def _never(_: object) -> bool:
    return False


def _follow(
    info: Info,
    topic: Topic,
    look: Callable[[], Awaitable[Seen]],
    pace: Pace,
    is_last: Callable[[Seen], bool] = _never,
) -> AsyncGenerator[Seen, None]:
    """Follow, each look with loaders of its own: what a request may remember is too old for the next state."""
    context = info.context

    async def look_anew() -> Seen:
        context.forget()
        return await look()

    return follow(context.engine.changes, topic, look_anew, pace, is_last)
