"""The working copy: what people edit, which is the newest draft, or the live revision when that went live later."""

from dataclasses import dataclass

from engine.dsl.editing.sheet import digest_of
from engine.model.answers_rules import RulesEdited
from engine.model.decision import OTHER_REQUEST, Rejection
from engine.model.records import Page, Receipt, Revision, RevisionState, SourceFile
from engine.service.engine import Engine
from engine.store.port import ReceiptMismatch

REMEMBERED = 50
"""How many revisions back the text that a caller started from is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCopy:
    """The files that an edit starts from; `newest` is the number that the next draft follows, 0 for none."""

    files: tuple[SourceFile, ...]
    revision: int
    newest: int

    def file(self, path: str) -> SourceFile | None:
        """One of the files."""
        return next((file for file in self.files if file.path == path), None)


async def working_copy(engine: Engine, shop: str) -> WorkingCopy:
    """What an edit starts from; no files when nothing was ever stored."""
    found = await engine.store.revisions(shop, Page(limit=1))
    head = await engine.store.shop(shop)
    if not found or head is None:
        return WorkingCopy(files=(), revision=0, newest=0)
    newest = found[0]
    live = await engine.store.revision(shop, head.live_revision) if head.live_revision else None
    chosen = newest if live is None or _is_newer(newest, live) else live
    return WorkingCopy(files=chosen.files, revision=chosen.number, newest=newest.number)


def _is_newer(draft: Revision, live: Revision) -> bool:
    """Whether a draft was stored after the live revision went live; a rollback leaves older drafts behind."""
    since = live.published_at or live.created_at
    return draft.state is RevisionState.DRAFT and draft.created_at >= since


async def live_revision(engine: Engine, shop: str) -> Revision | None:
    """What is live with its files; None when nothing is."""
    head = await engine.store.shop(shop)
    return await engine.store.revision(shop, head.live_revision) if head and head.live_revision else None


async def served_before(engine: Engine, shop: str, receipt: Receipt | None) -> RulesEdited | Rejection | None:
    """The answer to a request whose key is known: the draft that it stored; None for a new one (C23)."""
    if receipt is None:
        return None
    try:
        answer = await engine.store.receipt_answer(shop, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    return None if answer is None else RulesEdited(files=(), diagnostics=(), revision=int(answer))


async def text_of_digest(engine: Engine, shop: str, path: str, sha256: str) -> SourceFile | None:
    """The text that a caller started from, when it is among the latest revisions."""
    for revision in await engine.store.revisions(shop, Page(limit=REMEMBERED)):
        for file in revision.files:
            if file.path == path and digest_of(file.text) == sha256:
                return file
    return None
