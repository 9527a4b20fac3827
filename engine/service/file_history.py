"""How a file came to be what it is: the revisions in which it changed."""

from itertools import pairwise

from engine.dsl.changed_files import unified
from engine.dsl.editing.sheet import digest_of
from engine.model.answers_rules import FileVersion
from engine.model.records import Page, Revision
from engine.service.engine import Engine

LOOKED_AT = 100
"""Revisions looked at in one go; older ones are asked for with `before`."""


async def file_history(
    engine: Engine, shop: str, path: str, *, before: int | None = None
) -> tuple[FileVersion, ...]:
    """The versions of a file among the 100 revisions before the number `before`, newest first, one statement."""
    cursor = None if before is None else (str(before), "")
    found = await engine.store.revisions(shop, Page(limit=LOOKED_AT + 1, cursor=cursor))
    versions = [_version(new, old, path) for new, old in pairwise(found)]
    if found and len(found) <= LOOKED_AT:  # the first revision of all
        versions.append(_version(found[-1], None, path))
    return tuple(one for one in versions if one is not None)


def _version(new: Revision, old: Revision | None, path: str) -> FileVersion | None:
    text, was = _text(new, path), _text(old, path)
    if text == was:
        return None
    return FileVersion(
        revision=new.number,
        published=new.published_at is not None,
        created_at=new.created_at,
        created_by=new.created_by,
        note=new.note,
        sha256="" if text is None else digest_of(text),
        text=text,
        diff=unified(path, was or "", text or ""),
    )


def _text(revision: Revision | None, path: str) -> str | None:
    files = revision.files if revision else ()
    return next((file.text for file in files if file.path == path), None)
