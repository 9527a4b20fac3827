"""Surgical edits of rule text, as a form asks for them."""

import strawberry

from engine.model.rule_edits import (
    AddLine,
    AddRule,
    LineAddress,
    MoveRule,
    RemoveLine,
    RemoveRule,
    RenameRule,
    RuleAddress,
    RuleEdit,
    SetLine,
)
from graphql_api.refused import Refused, RequestCode

MOST_EDITS = 100
GUARD = "SHA-256 of the block as you saw it; empty: not compared."


@strawberry.input(description="A block by its name.")
class RuleAddressInput:
    """A block."""

    name: str = strawberry.field(default="", description="Its name; empty for the shop block.")
    kind: str = strawberry.field(
        default="", description="coupon, sale, shop …; empty: whatever has the name."
    )


@strawberry.input(description="A setting by its label.")
class LineAddressInput:
    """A setting."""

    label: str = strawberry.field(description="How the line begins: discount, valid.")
    nth: int | None = strawberry.field(
        default=None, description="Which of several lines of that label, from 1; null: the only one."
    )
    inside: "LineAddressInput | None" = strawberry.field(
        default=None, description="The line whose braces it stands in, such as legal."
    )


@strawberry.input(description="Another value for a setting.")
class SetLineInput:
    """A change of a setting."""

    rule: RuleAddressInput = strawberry.field(description="The block.")
    line: LineAddressInput = strawberry.field(description="The setting.")
    value: str = strawberry.field(description="What follows the label, without a comment.")
    guard: str = strawberry.field(default="", description=GUARD)


@strawberry.input(description="A new setting; it goes to its canonical place.")
class AddLineInput:
    """A new setting."""

    rule: RuleAddressInput = strawberry.field(description="The block.")
    label: str = strawberry.field(description="How the line begins.")
    value: str = strawberry.field(description="What follows the label.")
    inside: LineAddressInput | None = strawberry.field(
        default=None, description="The line whose braces to use."
    )
    after: LineAddressInput | None = strawberry.field(default=None, description="The line to stand after.")
    guard: str = strawberry.field(default="", description=GUARD)


@strawberry.input(description="A setting to take out; its comment stays.")
class RemoveLineInput:
    """A setting that goes."""

    rule: RuleAddressInput = strawberry.field(description="The block.")
    line: LineAddressInput = strawberry.field(description="The setting.")
    guard: str = strawberry.field(default="", description=GUARD)


@strawberry.input(description="A block and its new name, or the file it goes to.")
class RenameRuleInput:
    """A block that changes name or place."""

    rule: RuleAddressInput = strawberry.field(description="The block.")
    to: str = strawberry.field(description="The new name, or the path of the file.")
    guard: str = strawberry.field(default="", description=GUARD)


@strawberry.input(description="A block to take out with the comments above it.")
class RemoveRuleInput:
    """A block that goes."""

    rule: RuleAddressInput = strawberry.field(description="The block.")
    guard: str = strawberry.field(default="", description=GUARD)


@strawberry.input(
    description="One edit: exactly one of `set`, `add`, `remove`, `rename`, `move`, `removeRule`, `addRule`."
)
class RuleEditInput:
    """An edit; which of its parts are given says what kind."""

    set: SetLineInput | None = strawberry.field(default=None, description="Give a setting another value.")
    add: AddLineInput | None = strawberry.field(default=None, description="Add a setting.")
    remove: RemoveLineInput | None = strawberry.field(default=None, description="Take a setting out.")
    rename: RenameRuleInput | None = strawberry.field(
        default=None, description="Give a block another name; references and `was` follow."
    )
    move: RenameRuleInput | None = strawberry.field(default=None, description="Take a block to another file.")
    remove_rule: RemoveRuleInput | None = strawberry.field(default=None, description="Take a block out.")
    add_rule: str | None = strawberry.field(default=None, description="Whole blocks to add, without edition.")


def rule_edits(path: str, asked: list[RuleEditInput]) -> tuple[RuleEdit, ...]:
    """The edits of the file `path`. Raises Refused BAD_VALUE for none, too many, or one that is two."""
    if not 1 <= len(asked) <= MOST_EDITS:
        raise Refused(RequestCode.BAD_VALUE, expected=f"1 to {MOST_EDITS} edits")
    return tuple(_edit(path, one) for one in asked)


def _edit(path: str, asked: RuleEditInput) -> RuleEdit:
    given = [name for name, value in vars(asked).items() if value is not None]
    if len(given) != 1:
        raise Refused(
            RequestCode.BAD_VALUE,
            expected="exactly one of set, add, remove, rename, move, removeRule, addRule in each edit",
        )
    if asked.set:
        one = asked.set
        return SetLine(
            path=path, rule=_rule(one.rule), line=_line(one.line), value=one.value, guard=one.guard
        )
    if asked.add:
        return _addition(path, asked.add)
    if asked.remove:
        gone = asked.remove
        return RemoveLine(path=path, rule=_rule(gone.rule), line=_line(gone.line), guard=gone.guard)
    return _edit_of_block(path, asked)


def _addition(path: str, asked: AddLineInput) -> AddLine:
    return AddLine(
        path=path,
        rule=_rule(asked.rule),
        label=asked.label,
        value=asked.value,
        inside=_line(asked.inside) if asked.inside else None,
        after=_line(asked.after) if asked.after else None,
        guard=asked.guard,
    )


def _edit_of_block(path: str, asked: RuleEditInput) -> RuleEdit:
    if asked.rename:
        named = asked.rename
        return RenameRule(path=path, rule=_rule(named.rule), to=named.to, guard=named.guard)
    if asked.move:
        moved = asked.move
        return MoveRule(path=path, rule=_rule(moved.rule), to=moved.to, guard=moved.guard)
    if asked.remove_rule:
        gone = asked.remove_rule
        return RemoveRule(path=path, rule=_rule(gone.rule), guard=gone.guard)
    return AddRule(path=path, text=asked.add_rule or "")


def _rule(asked: RuleAddressInput) -> RuleAddress:
    return RuleAddress(name=asked.name, kind=asked.kind)


def _line(asked: LineAddressInput) -> LineAddress:
    inside = _line(asked.inside) if asked.inside else None
    return LineAddress(label=asked.label, nth=asked.nth, inside=inside)
