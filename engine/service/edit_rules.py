"""Rule files under edit: what the forms of the admin app read and change (language.md §7).

An edit of the working copy is stored as the next draft; publishing is a step of its own.
"""

import asyncio
from dataclasses import dataclass, replace

from engine.dsl.changed_files import changed_files
from engine.dsl.compile import Compiled, compile_files
from engine.dsl.edit import edit_files
from engine.dsl.editing.messages import refusal_text
from engine.dsl.editing.sheet import digest_of
from engine.dsl.new_errors import new_errors
from engine.dsl.rule_lines import rule_file
from engine.model.answers_rules import (
    EditConflict,
    EditsRefused,
    ErrorsAdded,
    RuleFile,
    RulesEdited,
)
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Receipt, SourceFile
from engine.model.rule_edits import EditRefusal, RuleEdit
from engine.service.changes import rules_topic
from engine.service.engine import Engine
from engine.service.explain_diagnostics import explain_diagnostics
from engine.service.publish import COMPILE_SECONDS
from engine.service.working_copy import WorkingCopy, served_before, text_of_digest, working_copy
from engine.store.port import StaleRevision

MOST_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRequest:
    """Edits of the file `path` (and, for a rename, of those that refer to it), read when it had `base_sha256`."""

    path: str
    base_sha256: str
    edits: tuple[RuleEdit, ...]
    dry_run: bool = False
    allow_errors: bool = False  # store a draft that cannot be published yet
    note: str = ""
    receipt: Receipt | None = None


async def read_rule_file(
    engine: Engine, shop: str, path: str, *, language: str = "en"
) -> RuleFile | Rejection:
    """A file of the working copy line by line, with what the compiler says of it."""
    copy = await working_copy(engine, shop)
    file = copy.file(path)
    if file is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("path",), args=(("path", path),))
    compiled = await _compiled(engine, shop, copy.files)
    found = [one for one in compiled.diagnostics if one.span.path == path]
    return replace(
        rule_file(file, copy.revision), diagnostics=explain_diagnostics(found, copy.files, language)
    )


async def edit_rule_file(
    engine: Engine, shop: str, request: EditRequest, *, actor: Actor, language: str = "en"
) -> RulesEdited | EditConflict | EditsRefused | ErrorsAdded | Rejection:
    """Make edits and store the next draft, all or nothing.

    A file that changed since `base_sha256` is a conflict, unless every edit carries the guard of its rule and those
    rules are still the same. Edits that add an error are refused unless that is allowed.
    """
    before = await served_before(engine, shop, request.receipt)
    if before is not None:
        return before
    for _ in range(MOST_TRIES):
        copy = await working_copy(engine, shop)
        try:
            edit = _Edit(engine=engine, shop=shop, copy=copy, request=request, actor=actor, language=language)
            return await edit.make()
        except StaleRevision:
            continue  # somebody stored a draft in this very moment: look at that one
    return Rejection(problem=Problem.BUSY)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """One try."""

    engine: Engine
    shop: str
    copy: WorkingCopy
    request: EditRequest
    actor: Actor
    language: str

    async def make(self) -> RulesEdited | EditConflict | EditsRefused | ErrorsAdded | Rejection:
        file = self.copy.file(self.request.path)
        if file is None:
            return Rejection(problem=Problem.NOT_FOUND, path=("path",), args=(("path", self.request.path),))
        if digest_of(file.text) != self.request.base_sha256 and not self._guarded():
            return await self._conflict(file)
        result = edit_files(self.copy.files, self.request.edits)
        if isinstance(result, EditRefusal):
            return self._refused(result)
        return await self._checked(result)

    def _guarded(self) -> bool:
        """Whether the rules that are edited are those that the caller saw."""
        refused = edit_files(self.copy.files, self.request.edits)
        return all(getattr(edit, "guard", "") for edit in self.request.edits) and not isinstance(
            refused, EditRefusal
        )

    def _refused(self, refusal: EditRefusal) -> EditsRefused:
        message = refusal_text(refusal, "ja" if self.language.lower().startswith("ja") else "en")
        return EditsRefused(problem=refusal.problem, index=refusal.index, message=message)

    async def _conflict(self, theirs: SourceFile) -> EditConflict:
        base = await text_of_digest(self.engine, self.shop, self.request.path, self.request.base_sha256)
        return EditConflict(
            path=theirs.path,
            base_sha256=self.request.base_sha256,
            current_sha256=digest_of(theirs.text),
            base=base.text if base else None,
            theirs=theirs.text,
            yours=self._with_edits(base) if base else None,
            merged=self._with_edits(theirs),
        )

    def _with_edits(self, file: SourceFile) -> str | None:
        """The file alone after the edits, their guards left out; None when they cannot be made."""
        result = edit_files((file,), self.request.edits, guarded=False)
        return None if isinstance(result, EditRefusal) else result[0].text

    async def _checked(self, files: tuple[SourceFile, ...]) -> RulesEdited | ErrorsAdded:
        changed = changed_files(self.copy.files, files)
        before = await _compiled(self.engine, self.shop, self.copy.files)
        after = await _compiled(self.engine, self.shop, files)
        diagnostics = explain_diagnostics(after.diagnostics, files, self.language)
        added = explain_diagnostics(new_errors(before.diagnostics, after.diagnostics), files, self.language)
        if added and not self.request.allow_errors and not self.request.dry_run:
            return ErrorsAdded(files=changed, new_errors=added, diagnostics=diagnostics)
        number = None if self.request.dry_run or not changed else await self._store(files, after)
        return RulesEdited(files=changed, diagnostics=diagnostics, new_errors=added, revision=number)

    async def _store(self, files: tuple[SourceFile, ...], compiled: Compiled) -> int:
        fingerprint = compiled.program.fingerprint if compiled.program else ""
        stored = await self.engine.store.add_revision(
            self.shop,
            files,
            fingerprint,
            self.actor,
            self.request.note[:1000],
            self.engine.clock.now(),
            self.copy.newest,
            self.request.receipt,
        )
        self.engine.changes.tell(rules_topic(self.shop))
        return stored.number


async def _compiled(engine: Engine, shop: str, files: tuple[SourceFile, ...]) -> Compiled:
    catalog = await engine.store.catalog(shop)
    async with asyncio.timeout(COMPILE_SECONDS):
        return await asyncio.to_thread(compile_files, files, catalog, complete=True)
