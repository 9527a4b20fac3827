"""Files of the working copy as the editor opens and stores them. Storing never publishes."""

import strawberry

from engine.model.answers_rules import (
    ChangedFile,
    EditConflict,
    EditsRefused,
    ErrorsAdded,
    FileSummary,
    FileVersion,
    RuleFile,
    RulesEdited,
    RuleText,
)
from engine.model.decision import Problem, Rejection
from engine.service import rule_files
from engine.service.edit_rules import EditRequest, edit_rule_file, read_rule_file
from engine.service.file_history import LOOKED_AT, file_history
from engine.service.rule_files import Author
from engine.service.rule_folder import rule_folder
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.file_version import FileVersionType, show_version
from graphql_api.admin.rule_edit import RuleEditInput, rule_edits
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected, user_error
from graphql_api.receipts import receipt
from graphql_api.rights import Right, mutation_field, query_field

KEY = "1-255 characters; a repeat gives the first answer (C23)."
BASE = "SHA-256 of the text that you opened; a file that changed since is a conflict."
NOTE = "What changed, for the history; at most 1,000 characters."


@strawberry.type(name="RuleFileSummary", description="A file of the working copy in a list.")
class FileSummaryType:
    """A file."""

    path: str = strawberry.field(description="rules.otoku, templates/thanks.ja.liquid.")
    sha256: str = strawberry.field(description="SHA-256 of its text in UTF-8: the guard of edits.")
    rules: int = strawberry.field(description="Rules in it; 0 for templates.")
    errors: int = strawberry.field(description="Findings in it that keep the rules from going live.")
    warnings: int = strawberry.field(description="Findings in it that are worth a look.")
    changed: bool = strawberry.field(description="Whether it differs from what is live.")


@strawberry.type(description="The working copy: what people edit and what would be published next.")
class RuleFiles:
    """The working copy."""

    revision: int = strawberry.field(description="The revision that it is; 0 before the first file.")
    live_revision: int | None = strawberry.field(description="What is live; null: nothing yet.")
    unpublished: bool = strawberry.field(description="Whether some file differs from what is live.")
    fingerprint: str | None = strawberry.field(description="Hash of its meaning; null with errors.")
    files: list[FileSummaryType] = strawberry.field(description="Its files, by path.")
    removed: list[str] = strawberry.field(description="Live files that the working copy has no more.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="Findings in all files.")


@strawberry.type(description="A block of a rule file.")
class RuleBlock:
    """A block."""

    kind: str = strawberry.field(description="coupon, sale, shop, budget, test …")
    name: str = strawberry.field(description="Its name; empty for the shop.")
    sha256: str = strawberry.field(description="SHA-256 of the block's text: the guard of its edits.")
    line: int = strawberry.field(description="First line, from 1.")


@strawberry.type(name="RuleFile", description="A file of the working copy.")
class RuleFileType:
    """A file."""

    path: str = strawberry.field(description="Its path.")
    text: str = strawberry.field(description="Its text, byte for byte.")
    sha256: str = strawberry.field(description="SHA-256 of the text: `baseSha256` of a save.")
    revision: int = strawberry.field(description="The revision it was read from.")
    blocks: list[RuleBlock] = strawberry.field(description="Its blocks in written order; none in a template.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="What the compiler says of this file.")


@strawberry.type(name="ChangedFile", description="What a change made of one file.")
class ChangedFileType:
    """A changed file."""

    path: str = strawberry.field(description="Its path.")
    text: str = strawberry.field(description="Its new text.")
    sha256: str = strawberry.field(description="SHA-256 of the new text.")
    diff: str = strawberry.field(description="Unified difference.")


@strawberry.type(
    description="Somebody else changed the file since you opened it; nothing was stored. Null: not known any more."
)
class FileConflict:
    """Three texts."""

    path: str = strawberry.field(description="The file.")
    current_sha256: str = strawberry.field(description="The `baseSha256` to store with after merging.")
    base: str | None = strawberry.field(description="What you opened.")
    theirs: str = strawberry.field(description="What stands there now.")
    yours: str | None = strawberry.field(description="What you wanted to store.")
    merged: str | None = strawberry.field(
        description="Your surgical edits made to their text; null when they cannot be, and for whole texts."
    )


@strawberry.type(description="What became of a change of the working copy. Nothing went live.")
class RuleFilesPayload:
    """The answer of every mutation of the working copy."""

    revision: int | None = strawberry.field(
        description="The draft that was stored; null when nothing was: no change, a dry run, a refusal."
    )
    files: list[ChangedFileType] = strawberry.field(
        description="Files that changed, or would; none in the answer to a repeated request."
    )
    diagnostics: list[DiagnosticType] = strawberry.field(description="Findings in all files afterwards.")
    new_errors: list[DiagnosticType] = strawberry.field(description="Errors that a surgical edit adds.")
    conflict: FileConflict | None = strawberry.field(description="The three texts of STALE_FILE.")
    errors: list[UserError] = strawberry.field(description="Why nothing was stored; else empty.")


@strawberry.input(description="The whole text of a file.")
class RuleFileSaveInput:
    """Input of `ruleFileSave`."""

    path: str = strawberry.field(description="The file.")
    base_sha256: str = strawberry.field(description=BASE)
    text: str = strawberry.field(description="Its new text, at most 256 KiB; errors are allowed in a draft.")
    note: str = strawberry.field(default="", description=NOTE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A new file.")
class RuleFileCreateInput:
    """Input of `ruleFileCreate`."""

    path: str = strawberry.field(description="campaigns/summer.otoku or templates/summer.ja.liquid.")
    text: str = strawberry.field(default="otoku 1\n", description="Its text.")
    note: str = strawberry.field(default="", description=NOTE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="Another path for a file.")
class RuleFileRenameInput:
    """Input of `ruleFileRename`."""

    path: str = strawberry.field(description="The file.")
    base_sha256: str = strawberry.field(description=BASE)
    to: str = strawberry.field(description="Its new path.")
    note: str = strawberry.field(default="", description=NOTE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="A file to take away.")
class RuleFileRemoveInput:
    """Input of `ruleFileRemove`."""

    path: str = strawberry.field(description="The file.")
    base_sha256: str = strawberry.field(description=BASE)
    note: str = strawberry.field(default="", description=NOTE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="Surgical edits: every other byte stays.")
class EditRuleFileInput:
    """Input of `editRuleFile`."""

    path: str = strawberry.field(description="The file.")
    base_sha256: str = strawberry.field(
        description=BASE + " When every edit carries a guard, only the guarded rules must be unchanged."
    )
    edits: list[RuleEditInput] = strawberry.field(description="1 to 100 edits, all or none.")
    dry_run: bool = strawberry.field(default=False, description="Only show what would come of it.")
    allow_errors: bool = strawberry.field(
        default=False, description="Store a draft even if the edits add errors."
    )
    note: str = strawberry.field(default="", description=NOTE)
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.type
class RuleFileQueries:
    """Queries about the working copy."""

    @query_field(Right.READ, "The files of the working copy: the newest draft, or what is live.")
    async def rule_files(self, info: Info) -> RuleFiles:
        """The working copy."""
        context = info.context
        folder = await rule_folder(context.engine, context.shop, language=context.language)
        return RuleFiles(
            revision=folder.revision,
            live_revision=folder.live_revision,
            unpublished=folder.unpublished,
            fingerprint=folder.fingerprint or None,
            files=[_summary(file) for file in folder.files],
            removed=list(folder.removed),
            diagnostics=show_diagnostics(folder.diagnostics),
        )

    @query_field(Right.READ, "One file of the working copy with its text.")
    async def rule_file(self, info: Info, path: str) -> RuleFileType | None:
        """A file."""
        context = info.context
        found = await read_rule_file(context.engine, context.shop, path, language=context.language)
        return None if isinstance(found, Rejection) else _file(found)

    @query_field(
        Right.READ,
        f"The revisions in which a file changed, newest first, among the {LOOKED_AT} before the number `before`.",
    )
    async def rule_file_history(
        self, info: Info, path: str, before: int | None = None
    ) -> list[FileVersionType]:
        """The versions of a file."""
        found: tuple[FileVersion, ...] = await file_history(
            info.context.engine, info.context.shop, path, before=before
        )
        return [show_version(one) for one in found]


@strawberry.type
class RuleFileMutations:
    """Mutations of the working copy."""

    @mutation_field(Right.EDIT, "Store the whole text of a file as a draft, errors and all.")
    async def rule_file_save(self, info: Info, input: RuleFileSaveInput) -> RuleFilesPayload:  # noqa: A002
        """Save."""
        author = _author(info, "ruleFileSave", input)
        return _payload(
            info,
            await rule_files.save_rule_file(
                info.context.engine, info.context.shop, input.path, input.base_sha256, input.text, author
            ),
        )

    @mutation_field(Right.EDIT, "Add a file to the working copy.")
    async def rule_file_create(self, info: Info, input: RuleFileCreateInput) -> RuleFilesPayload:  # noqa: A002
        """Create."""
        author = _author(info, "ruleFileCreate", input)
        return _payload(
            info,
            await rule_files.create_rule_file(
                info.context.engine, info.context.shop, input.path, input.text, author
            ),
        )

    @mutation_field(Right.EDIT, "Give a file of the working copy another path.")
    async def rule_file_rename(self, info: Info, input: RuleFileRenameInput) -> RuleFilesPayload:  # noqa: A002
        """Rename."""
        author = _author(info, "ruleFileRename", input)
        return _payload(
            info,
            await rule_files.rename_rule_file(
                info.context.engine, info.context.shop, input.path, input.base_sha256, input.to, author
            ),
        )

    @mutation_field(Right.EDIT, "Take a file out of the working copy; its rules end when that is published.")
    async def rule_file_remove(self, info: Info, input: RuleFileRemoveInput) -> RuleFilesPayload:  # noqa: A002
        """Remove."""
        author = _author(info, "ruleFileRemove", input)
        return _payload(
            info,
            await rule_files.remove_rule_file(
                info.context.engine, info.context.shop, input.path, input.base_sha256, author
            ),
        )

    @mutation_field(Right.EDIT, "Edit settings of a rule file one by one, as a form does; stored as a draft.")
    async def edit_rule_file(self, info: Info, input: EditRuleFileInput) -> RuleFilesPayload:  # noqa: A002
        """Edit."""
        author = _author(info, "editRuleFile", input)
        request = EditRequest(
            path=input.path,
            base_sha256=input.base_sha256,
            edits=rule_edits(input.path, input.edits),
            dry_run=input.dry_run,
            allow_errors=input.allow_errors,
            note=input.note,
            receipt=None if input.dry_run else author.receipt,
        )
        outcome = await edit_rule_file(
            info.context.engine,
            info.context.shop,
            request,
            actor=author.actor,
            language=info.context.language,
        )
        return _payload(info, outcome)


def _author(
    info: Info,
    operation: str,
    asked: RuleFileSaveInput
    | RuleFileCreateInput
    | RuleFileRenameInput
    | RuleFileRemoveInput
    | EditRuleFileInput,
) -> Author:
    key = asked.idempotency_key
    return Author(
        actor=info.context.caller.actor,
        note=asked.note,
        receipt=receipt(operation, {**vars(asked), "idempotency_key": None}, key),
        language=info.context.language,
    )


def _summary(file: FileSummary) -> FileSummaryType:
    return FileSummaryType(
        path=file.path,
        sha256=file.sha256,
        rules=file.rules,
        errors=file.errors,
        warnings=file.warnings,
        changed=file.changed,
    )


def _file(file: RuleFile) -> RuleFileType:
    return RuleFileType(
        path=file.path,
        text=file.text,
        sha256=file.sha256,
        revision=file.revision,
        blocks=[_block(rule) for rule in file.rules],
        diagnostics=show_diagnostics(file.diagnostics),
    )


def _block(rule: RuleText) -> RuleBlock:
    return RuleBlock(kind=rule.kind, name=rule.name, sha256=rule.sha256, line=rule.line)


def show_changed(files: tuple[ChangedFile, ...]) -> list[ChangedFileType]:
    """Changed files as the schema shows them."""
    return [
        ChangedFileType(path=file.path, text=file.text, sha256=file.sha256, diff=file.diff) for file in files
    ]


def _payload(
    info: Info, outcome: RulesEdited | EditConflict | EditsRefused | ErrorsAdded | Rejection
) -> RuleFilesPayload:
    language = info.context.language
    answer = RuleFilesPayload(
        revision=None, files=[], diagnostics=[], new_errors=[], conflict=None, errors=[]
    )
    match outcome:
        case RulesEdited():
            answer.revision = outcome.revision
            answer.files = show_changed(outcome.files)
            answer.diagnostics = show_diagnostics(outcome.diagnostics)
            answer.new_errors = show_diagnostics(outcome.new_errors)
        case ErrorsAdded():
            answer.files = show_changed(outcome.files)
            answer.diagnostics = show_diagnostics(outcome.diagnostics)
            answer.new_errors = show_diagnostics(outcome.new_errors)
            figures = {"errors": str(len(outcome.new_errors))}
            answer.errors = [user_error(Problem.ERRORS_ADDED, language, ["edits"], figures)]
        case EditsRefused():
            path = ["edits", str(outcome.index)]
            answer.errors = [user_error(Problem.EDIT_REFUSED, language, path, {"reason": outcome.message})]
        case EditConflict():
            answer.conflict = _conflict(outcome)
            answer.errors = [
                user_error(Problem.STALE_FILE, language, ["base_sha256"], {"path": outcome.path})
            ]
        case Rejection():
            answer.errors = rejected(outcome, language)
    return answer


def _conflict(conflict: EditConflict) -> FileConflict:
    return FileConflict(
        path=conflict.path,
        current_sha256=conflict.current_sha256,
        base=conflict.base,
        theirs=conflict.theirs,
        yours=conflict.yours,
        merged=conflict.merged,
    )
