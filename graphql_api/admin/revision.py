"""Rule revisions: checked, published, rolled back; the text is the truth."""

import asyncio
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.answers import Published, RulesRefused
from engine.model.decision import Problem, Rejection
from engine.model.records import Page, Revision
from engine.service import ask, publish
from engine.service.format_rules import format_rules
from engine.service.release import Publication, publish_release
from graphql_api.actor_names import actor_name
from graphql_api.admin.diagnostic import DiagnosticType, RulesCheck, show_check, show_diagnostics
from graphql_api.admin.source_file import FileInput, FileType, asked_files, sources
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.paging import After, Before, Connection, First, Last, Slice, connect, uncounted
from graphql_api.receipts import receipt
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field, relation_field


@described(
    "State of a revision (at most one is live).",
    DRAFT="Stored, never live.",
    LIVE="Decides now.",
    SUPERSEDED="Was live; may be again.",
)
class RevisionStateKind(StrEnum):
    """`model.records.RevisionState`."""

    DRAFT = "draft"
    LIVE = "live"
    SUPERSEDED = "superseded"


@strawberry.type(name="Revision", description="An immutable, numbered rule set.")
class RevisionType:
    """A revision."""

    number: int = strawberry.field(description="Counts up per shop.")
    state: RevisionStateKind = strawberry.field(description="Whether it decides now.")
    fingerprint: str = strawberry.field(description="Hash of its meaning.")
    created_at: datetime = strawberry.field(description="When it was stored.")
    published_at: datetime | None = strawberry.field(description="When it last went live; null: never.")
    created_by: str = strawberry.field(description="`actorId` of who stored it.")
    note: str = strawberry.field(description="What the author said of it.")
    files: list[FileType] = strawberry.field(description="Its files.")

    @relation_field(
        "Their name, or what else it was, such as the command line; in the language of Accept-Language."
    )
    async def created_by_name(self, info: Info) -> str:
        """A name for people."""
        return await actor_name(info, self.created_by)


@strawberry.input(description="Rule files to make live.")
class PublishRulesInput:
    """Input of `publishRules`."""

    files: list[FileInput] | None = strawberry.field(
        default=None, description="All files of the rule set, 1 to 500; absent: the working copy."
    )
    fingerprint: str | None = strawberry.field(
        default=None,
        description="What was looked at: `fingerprint` of `planRules`, 12 digits or more, else PLAN_CHANGED."
        " Required for the working copy.",
    )
    even_if_tests_fail: bool = strawberry.field(
        default=False,
        description="Publish the working copy although tests of it fail (TESTS_FAILED); files are not tested.",
    )
    expected_revision: int | None = strawberry.field(
        default=None,
        description="The revision that was live when you began; absent: none was. Else STALE_REVISION.",
    )
    note: str = strawberry.field(default="", description="What changed, for the history.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.input(description="A revision to make live again.")
class RollbackRulesInput:
    """Input of `rollbackRules`."""

    revision: int = strawberry.field(description="Its number.")
    expected_revision: int | None = strawberry.field(
        default=None, description="The revision that is live now, else STALE_REVISION."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="1-255 characters; a repeat gives the first answer (C23)."
    )


@strawberry.type(description="What became of a publication or rollback.")
class PublishPayload:
    """The answer of `publishRules` and `rollbackRules`."""

    revision: RevisionType | None = strawberry.field(
        description="The revision that is live now; null when nothing changed."
    )
    diagnostics: list[DiagnosticType] = strawberry.field(
        description="Warnings of what went live, or the errors that forbade it."
    )
    errors: list[UserError] = strawberry.field(description="Why nothing went live; empty when it did.")


def show_revision(revision: Revision) -> RevisionType:
    """A revision as the schema shows it."""
    return RevisionType(
        number=revision.number,
        state=RevisionStateKind(revision.state.value),
        fingerprint=revision.fingerprint,
        created_at=revision.created_at,
        published_at=revision.published_at,
        created_by=revision.created_by,
        note=revision.note,
        files=[FileType(path=file.path, text=file.text) for file in revision.files],
    )


@strawberry.type
class RevisionQueries:
    """Queries about revisions and rule text."""

    @query_field(Right.READ, "A revision by its number; absent: the live one.")
    async def ruleset(self, info: Info, revision: int | None = None) -> RevisionType | None:
        """A revision."""
        engine, shop = info.context.engine, info.context.shop
        if revision is None:
            found = await ask.shop(engine, shop)
            revision = None if found is None else found.live_revision
        stored = None if revision is None else await ask.revision(engine, shop, revision)
        return None if stored is None else show_revision(stored)

    @query_field(Right.READ, "Revisions, newest first.")
    async def revisions(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[RevisionType]:
        """A page of revisions."""
        engine, shop = info.context.engine, info.context.shop

        async def load(page: Page) -> tuple[Revision, ...]:
            return await ask.revisions(engine, shop, page)

        part = Slice(first=first, after=after, last=last, before=before, numbered=True)
        return await connect(part, load, show_revision, uncounted)

    @query_field(
        Right.VALIDATE, "Rule files as `otoku fmt` writes them: sure mistakes mended, comments kept."
    )
    async def format_rules(self, files: list[FileInput]) -> list[FileType]:
        """Format rule files."""
        written = await asyncio.to_thread(format_rules, sources(files))
        return [FileType(path=file.path, text=file.text) for file in written]

    @query_field(
        Right.VALIDATE,
        "What the compiler says of rule files against this shop's products: of `files`, or of the working copy with"
        " the text `draft` in it, which needs the right read, too. Stores nothing.",
    )
    async def check_rules(
        self, info: Info, files: list[FileInput] | None = None, draft: FileInput | None = None
    ) -> RulesCheck:
        """Check rule files."""
        context = info.context
        asked = await asked_files(info, files, draft)
        checked = await publish.check_sources(context.engine, context.shop, asked, language=context.language)
        return show_check(checked)


@strawberry.type
class RevisionMutations:
    """Mutations about revisions."""

    @mutation_field(Right.PUBLISH, "Make rule files live, at once and as a whole.")
    async def publish_rules(self, info: Info, input: PublishRulesInput) -> PublishPayload:  # noqa: A002
        """Publish."""
        context = info.context
        if input.files is None:
            return _payload(info, await _publish_working_copy(info, input))
        outcome = await publish.publish(
            context.engine,
            context.shop,
            sources(input.files),
            expected=input.expected_revision,
            actor=context.caller.actor,
            note=input.note[:1000],
            receipt=receipt("publishRules", {**vars(input), "idempotency_key": None}, input.idempotency_key),
            language=context.language,
        )
        return _payload(info, outcome)

    @mutation_field(
        Right.PUBLISH, "Make an older revision live again, checked against the products of today."
    )
    async def rollback_rules(self, info: Info, input: RollbackRulesInput) -> PublishPayload:  # noqa: A002
        """Roll back."""
        context = info.context
        outcome = await publish.rollback(
            context.engine,
            context.shop,
            input.revision,
            expected=input.expected_revision,
            actor=context.caller.actor,
            receipt=receipt("rollbackRules", {**vars(input), "idempotency_key": None}, input.idempotency_key),
            language=context.language,
        )
        return _payload(info, outcome)


async def _publish_working_copy(info: Info, asked: PublishRulesInput) -> Published | RulesRefused | Rejection:
    if asked.fingerprint is None:
        raise Refused(RequestCode.BAD_VALUE, expected="`files`, or the `fingerprint` of the working copy")
    context = info.context
    key = asked.idempotency_key
    publication = Publication(
        fingerprint=asked.fingerprint,
        base=asked.expected_revision,
        actor=context.caller.actor,
        note=asked.note[:1000],
        even_if_tests_fail=asked.even_if_tests_fail,
        receipt=receipt("publishRules", {**vars(asked), "idempotency_key": None}, key),
        language=context.language,
    )
    return await publish_release(context.engine, context.shop, publication)


def _payload(info: Info, outcome: Published | RulesRefused | Rejection) -> PublishPayload:
    language = info.context.language
    if isinstance(outcome, Published):
        return PublishPayload(
            revision=show_revision(outcome.revision),
            diagnostics=show_diagnostics(outcome.diagnostics),
            errors=[],
        )
    if isinstance(outcome, RulesRefused):
        error = user_error(
            Problem.RULES_REFUSED, language, ["files"], {"errors": str(outcome.checked.errors)}
        )
        return PublishPayload(
            revision=None, diagnostics=show_diagnostics(outcome.checked.diagnostics), errors=[error]
        )
    return PublishPayload(revision=None, diagnostics=[], errors=rejected(outcome, language))
