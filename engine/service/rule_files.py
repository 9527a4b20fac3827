"""Files of the working copy: listed, saved as a whole, made, renamed, removed; nothing of it goes live.

Every change is the next draft and carries the SHA-256 of what its author saw: a file that somebody else changed
meanwhile is a conflict with all three texts, never overwritten (language.md §7).
"""

# ruff: noqa: PLR0917 - what a change of a file needs to be told

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from engine.dsl.changed_files import changed_files
from engine.dsl.edit import RULE_FILE
from engine.dsl.editing.sheet import digest_of
from engine.dsl.templates import is_template
from engine.model.answers_rules import EditConflict, RulesEdited
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Receipt, SourceFile
from engine.service.changes import rules_topic
from engine.service.edit_rules import MOST_TRIES
from engine.service.engine import Engine
from engine.service.publish import check_sources
from engine.service.working_copy import WorkingCopy, served_before, text_of_digest, working_copy
from engine.store.port import StaleRevision

MOST_FILES = 500
LONGEST_FILE = 262_144
LONGEST_PATH = 200

Changed = tuple[SourceFile, ...] | EditConflict | Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who changes files and what he says about it; `note` is kept in the history."""

    actor: Actor
    note: str = ""
    receipt: Receipt | None = None
    language: str = "en"


async def save_rule_file(
    engine: Engine, shop: str, path: str, base_sha256: str, text: str, author: Author
) -> RulesEdited | EditConflict | Rejection:
    """Store the whole text of a file as the next draft, errors and all; the same text stores nothing."""

    async def save(copy: WorkingCopy) -> Changed:
        file = copy.file(path)
        if file is None:
            return _missing(path)
        if file.text == text:
            return copy.files
        if digest_of(file.text) != base_sha256:
            return await _conflict(engine, shop, file, base_sha256, text)
        return tuple(replace(one, text=text) if one.path == path else one for one in copy.files)

    return _too_long(text) or await _change(engine, shop, save, author)


async def create_rule_file(
    engine: Engine, shop: str, path: str, text: str, author: Author
) -> RulesEdited | EditConflict | Rejection:
    """Add a file to the working copy; NAME_TAKEN when there is one of that path."""

    async def create(copy: WorkingCopy) -> Changed:
        if copy.file(path) is not None:
            return Rejection(problem=Problem.NAME_TAKEN, path=("path",), args=(("name", path),))
        if len(copy.files) >= MOST_FILES:
            return Rejection(problem=Problem.TEXT_INVALID, path=("path",))
        return (*copy.files, SourceFile(path=path, text=text))

    return _bad_path(path) or _too_long(text) or await _change(engine, shop, create, author)


async def rename_rule_file(
    engine: Engine, shop: str, path: str, base_sha256: str, to: str, author: Author
) -> RulesEdited | EditConflict | Rejection:
    """Give a file another path; NAME_TAKEN when there is one already."""

    async def rename(copy: WorkingCopy) -> Changed:
        file = copy.file(path)
        if file is None:
            return _missing(path)
        if copy.file(to) is not None:
            return Rejection(problem=Problem.NAME_TAKEN, path=("to",), args=(("name", to),))
        if digest_of(file.text) != base_sha256:
            return await _conflict(engine, shop, file, base_sha256, None)
        return tuple(replace(one, path=to) if one.path == path else one for one in copy.files)

    return _bad_path(to, "to") or await _change(engine, shop, rename, author)


async def remove_rule_file(
    engine: Engine, shop: str, path: str, base_sha256: str, author: Author
) -> RulesEdited | EditConflict | Rejection:
    """Take a file out of the working copy; its rules end when that is published."""

    async def remove(copy: WorkingCopy) -> Changed:
        file = copy.file(path)
        if file is None:
            return _missing(path)
        if digest_of(file.text) != base_sha256:
            return await _conflict(engine, shop, file, base_sha256, None)
        return tuple(one for one in copy.files if one.path != path)

    return await _change(engine, shop, remove, author)


async def _change(
    engine: Engine,
    shop: str,
    make: Callable[[WorkingCopy], Awaitable[Changed]],
    author: Author,
) -> RulesEdited | EditConflict | Rejection:
    """Make the change to the newest working copy; somebody who stores in the same moment is looked at again."""
    before = await served_before(engine, shop, author.receipt)
    if before is not None:
        return before
    for _ in range(MOST_TRIES):
        copy = await working_copy(engine, shop)
        files = await make(copy)
        if not isinstance(files, tuple):
            return files
        try:
            return await _stored(engine, shop, copy, files, author)
        except StaleRevision:
            continue
    return Rejection(problem=Problem.BUSY)


async def _stored(
    engine: Engine, shop: str, copy: WorkingCopy, files: tuple[SourceFile, ...], author: Author
) -> RulesEdited:
    checked = await check_sources(engine, shop, files, language=author.language)
    if files == copy.files:
        return RulesEdited(files=(), diagnostics=checked.diagnostics)
    draft = await engine.store.add_revision(
        shop,
        files,
        checked.fingerprint,
        author.actor,
        author.note[:1000],
        engine.clock.now(),
        copy.newest,
        author.receipt,
    )
    engine.changes.tell(rules_topic(shop))
    changed = changed_files(copy.files, files)
    return RulesEdited(files=changed, diagnostics=checked.diagnostics, revision=draft.number)


async def _conflict(
    engine: Engine, shop: str, theirs: SourceFile, base_sha256: str, yours: str | None
) -> EditConflict:
    base = await text_of_digest(engine, shop, theirs.path, base_sha256)
    return EditConflict(
        path=theirs.path,
        base_sha256=base_sha256,
        current_sha256=digest_of(theirs.text),
        base=base.text if base else None,
        theirs=theirs.text,
        yours=yours,
        merged=None,
    )


def _missing(path: str) -> Rejection:
    return Rejection(problem=Problem.NOT_FOUND, path=("path",), args=(("path", path),))


def _too_long(text: str) -> Rejection | None:
    fits = len(text) <= LONGEST_FILE and "\0" not in text
    return None if fits else Rejection(problem=Problem.TEXT_INVALID, path=("text",))


def _bad_path(path: str, field: str = "path") -> Rejection | None:
    """Rule files end in `.otoku`, texts of messages are `templates/<name>.<locale>.liquid`."""
    parts = path.split("/")
    known = path.endswith(RULE_FILE) or is_template(path)
    if known and path.isprintable() and len(path) <= LONGEST_PATH and not {"", ".", ".."} & set(parts):
        return None
    return Rejection(problem=Problem.TEXT_INVALID, path=(field,))
