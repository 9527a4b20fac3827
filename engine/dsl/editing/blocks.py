"""Whole blocks with the comments above them: taken out of one file, put into another."""

from dataclasses import dataclass

from engine.dsl.editing.find import find_block
from engine.dsl.editing.outline import outline, require_same
from engine.dsl.editing.sheet import Sheet
from engine.dsl.editing.written import written_blocks
from engine.dsl.nodes import Block
from engine.dsl.parser import parse_file
from engine.model.rule_edits import RuleAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What is left of a file, and what was taken out of it, ending with a line end."""

    sheet: Sheet
    text: str
    kind: str


def take_block(sheet: Sheet, address: RuleAddress) -> Taken:
    """Take a block out with the comments right above it, and one of the blank lines around it. Raises CannotEdit."""
    body = find_block(sheet, address)
    start, end = _region(sheet, body.block)
    text = sheet.text[start:end].replace("\r\n", "\n")
    first, last = _with_blank_line(sheet.text, start, end)
    left = sheet.with_edits([(first, last, "")])
    (index,) = body.at
    before = outline(sheet)
    require_same(before[:index] + before[index + 1 :], outline(left))
    return Taken(sheet=left, text=text.rstrip("\n") + "\n", kind=body.block.kind)


def _region(sheet: Sheet, block: Block) -> tuple[int, int]:
    """The block's own lines and the comment lines right above them."""
    start = sheet.begin_of_line(block.span.start)
    while start:
        above = sheet.begin_of_line(start - 1)
        if not sheet.text[above:start].lstrip().startswith(("#", "＃")):
            break
        start = above
    return start, sheet.next_line(block.span.end)


def _with_blank_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The region and the blank lines below it, or at the end of the file those above it."""
    rest = text[end:]
    below = len(rest) - len(rest.lstrip())
    if below < len(rest):
        return start, end + rest.rfind("\n", 0, below) + 1
    kept = text[:start].rstrip()
    return text.find("\n", len(kept)) + 1 if kept else 0, len(text)


def put_blocks(sheet: Sheet, text: str, kind: str) -> Sheet:
    """Put blocks after the last one of their kind, or at the end of the file, with blank lines around."""
    same = [block for block in sheet.file.blocks if block.kind == kind]
    at = sheet.next_line(same[-1].span.end) if same else len(sheet.text)
    head = sheet.text[:at]
    above = "" if not head else "\n" if head.endswith("\n") else "\n\n"
    below = "\n" if sheet.text[at : at + 1] not in {"", "\r", "\n"} else ""
    return sheet.with_edits([(at, at, f"{above}{text}{below}")])


def add_blocks(sheet: Sheet, text: str) -> Sheet:
    """Add blocks that somebody typed, tidied. Raises CannotEdit."""
    tidy = written_blocks(text)
    first = parse_file("", f"otoku 1\n{tidy}").blocks[0]
    return put_blocks(sheet, tidy, first.kind)
