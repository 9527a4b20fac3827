"""W1305: a shop that sends advertising and says nothing about the hours of the night (J15)."""

from collections.abc import Iterator, Sequence

from engine.dsl.check.placed import Placed
from engine.dsl.editing.lines import add_line
from engine.dsl.editing.refused import CannotEdit
from engine.dsl.editing.sheet import open_sheet
from engine.dsl.nodes import BadLine, Block
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.model.gift_card import GiftCardBody
from engine.model.messages import ListBody, ReminderBody, Step
from engine.model.program import CouponBody, MessageClass, Rule, Send, Status
from engine.model.records import SourceFile
from engine.model.rule_edits import AddLine, RuleAddress
from engine.values.span import Span

USUAL = "from 21:00 to 08:00"
_EDITION = "otoku 1\n"


def no_quiet_hours(shops: Sequence[Placed], ruled: Sequence[tuple[Placed, Rule]]) -> Iterator[Diagnostic]:
    """At the `shop` block, with the first rule that sends advertising; without a block E0805 asks for one."""
    if not shops or _says(shops[0].block):
        return
    for _, rule in ruled:
        if rule.status is not Status.ARCHIVED and _advertises(rule):
            block = shops[0].block
            args = {"name": rule.name, "kind": rule.kind.value}
            yield Diagnostic(code="W1305", span=block.header, args=args, helps=("", "none"), fix=_fix(block))
            return


def _says(block: Block) -> bool:
    """Whether the block has a `quiet` line, or one that nobody could read and that may be it."""
    return any(isinstance(one, BadLine) or one.label == "quiet" for one in block.lines)


def _advertises(rule: Rule) -> bool:
    return any(one.message_class is MessageClass.ADVERTISING for one in _sent(rule))


def _sent(rule: Rule) -> Sequence[Send | Step]:
    match rule.body:
        case CouponBody(sends=sends) | ReminderBody(sends=sends) | GiftCardBody(sends=sends):
            return sends
        case ListBody(steps=steps):
            return steps
        case _:
            return ()


def _fix(block: Block) -> Fix | None:
    """The usual hours at their place in the block; a person decides, for messages will leave later."""
    sheet = open_sheet(SourceFile(path=block.span.path, text=_EDITION + block.text))
    try:
        mended = add_line(
            sheet, AddLine(path=sheet.path, rule=RuleAddress(kind="shop"), label="quiet", value=USUAL)
        )
    except CannotEdit:
        return None
    before, after = sheet.text, mended.text
    same = next(
        (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), len(before)
    )
    added = after[same : same + len(after) - len(before)]
    at = block.span.start + same - len(_EDITION)
    edit = Edit(span=Span(path=block.span.path, start=at, end=at), text=added)
    return Fix(edits=(edit,), confidence=Confidence.MAYBE)
