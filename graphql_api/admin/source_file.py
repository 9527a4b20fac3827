"""Files of a rule set, as they come and go."""

import strawberry

from engine.model.records import SourceFile
from engine.service.rule_forms import with_draft
from graphql_api.context import Info
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right

MOST_FILES = 500
LONGEST_FILE = 262_144


@strawberry.type(name="SourceFile", description="One file of a rule set.")
class FileType:
    """A file."""

    path: str = strawberry.field(description="rules.otoku, templates/thanks.ja.liquid.")
    text: str = strawberry.field(description="Its text, byte for byte as published.")


@strawberry.input(description="One file of a rule set.")
class FileInput:
    """A file."""

    path: str = strawberry.field(description="rules.otoku, templates/thanks.ja.liquid; with / and without ..")
    text: str = strawberry.field(description="Its text, at most 256 KiB.")


def sources(files: list[FileInput]) -> tuple[SourceFile, ...]:
    """The files as the compiler takes them. Raises Refused BAD_VALUE for names and sizes that cannot be."""
    paths = [file.path for file in files]
    if not 1 <= len(files) <= MOST_FILES or len(set(paths)) != len(paths):
        raise Refused(RequestCode.BAD_VALUE, expected=f"1 to {MOST_FILES} files, each path once")
    for file in files:
        parts = file.path.split("/")
        if not file.path.isprintable() or len(file.path) > 200 or {"", ".", ".."} & set(parts):
            raise Refused(
                RequestCode.BAD_VALUE, expected="a relative path such as templates/thanks.ja.liquid"
            )
        if len(file.text) > LONGEST_FILE:
            raise Refused(RequestCode.BAD_VALUE, expected=f"a file of at most {LONGEST_FILE} characters")
    return tuple(SourceFile(path=file.path, text=file.text) for file in files)


async def asked_files(
    info: Info, files: list[FileInput] | None, draft: FileInput | None
) -> tuple[SourceFile, ...]:
    """The `files`, or the working copy with the text that is open in the editor. Raises Refused."""
    if (files is None) == (draft is None):
        raise Refused(RequestCode.BAD_VALUE, expected="either `files` or `draft`")
    if files is not None:
        return sources(files)
    if Right.READ not in info.context.caller.rights:
        raise Refused(RequestCode.FORBIDDEN, right=Right.READ)
    (open_text,) = sources([draft] if draft else [])
    return await with_draft(info.context.engine, info.context.shop, open_text)
