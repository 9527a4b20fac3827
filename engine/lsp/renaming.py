"""Rename: a new name everywhere, and a `was` line so that a rule keeps its coupons and figures."""

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from engine.dsl.edit import edit_files
from engine.dsl.editing.messages import refusal_text
from engine.lsp.folder import Snapshot
from engine.lsp.names import AREAS, Named, block_of, name_at
from engine.model.records import SourceFile
from engine.model.rule_edits import EditRefusal, RenameRule, RuleAddress


class CannotRename(JsonRpcException):
    """Nothing can be renamed so; the message says why."""

    CODE = -32803  # RequestFailed
    MESSAGE = "cannot rename"


def renamable(snapshot: Snapshot, path: str, offset: int) -> Named | None:
    """The name at an offset, if a block of this folder makes it."""
    named = name_at(snapshot, path, offset)
    return named if named and named.area in AREAS and block_of(snapshot, named) else None


def renamed(
    snapshot: Snapshot, path: str, offset: int, to: str, language: str
) -> dict[str, list[types.TextEdit]]:
    """The edits by file. Raises CannotRename."""
    named = renamable(snapshot, path, offset)
    block = block_of(snapshot, named) if named else None
    if named is None or block is None:
        raise CannotRename("ここには名前がありません" if language == "ja" else "there is no name here")
    files = [SourceFile(path=name, text=one.text) for name, one in snapshot.sources.items()]
    edit = RenameRule(path=block.span.path, rule=RuleAddress(kind=block.kind, name=named.name), to=to)
    changed = edit_files(files, [edit])
    if isinstance(changed, EditRefusal):
        raise CannotRename(refusal_text(changed, language))
    return {
        file.path: edits
        for file in changed
        if (edits := snapshot.places[file.path].edits_to(file.text.removeprefix("\ufeff")))
    }
