"""Edits of rule text as a form makes them (language.md §7), and why one cannot be made."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAddress:
    """A block by its name; an empty `kind` finds whatever has this name. The shop block is kind "shop", no name."""

    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAddress:
    """A setting by its label; `nth` counts from 1 among settings of that label, None is the only one.

    `inside` is the line that opens the braces it stands in: `legal` for an address, `variant` for an overriding line.
    """

    label: str
    nth: int | None = None
    inside: "LineAddress | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """Give a setting another value; `value` is what follows the label, without a comment."""

    path: str
    rule: RuleAddress
    line: LineAddress
    value: str
    guard: str = ""  # SHA-256 of the rule's text as the caller saw it; empty: not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLine:
    """Add a setting at its canonical place, or right after the line `after`."""

    path: str
    rule: RuleAddress
    label: str
    value: str
    inside: LineAddress | None = None
    after: LineAddress | None = None
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLine:
    """Take a setting out; its comment stays, on a line of its own."""

    path: str
    rule: RuleAddress
    line: LineAddress
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameRule:
    """Give a block another name: a rule gets a `was` line, and every reference in every file follows."""

    path: str
    rule: RuleAddress
    to: str
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRule:
    """Take a block with the comments above it to the file `to`, which is made when there is none."""

    path: str
    rule: RuleAddress
    to: str
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRule:
    """Take a block out with the comments above it."""

    path: str
    rule: RuleAddress
    guard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRule:
    """Add whole blocks after the last of their kind; `text` has no edition line."""

    path: str
    text: str


RuleEdit = SetLine | AddLine | RemoveLine | RenameRule | MoveRule | RemoveRule | AddRule


class EditProblem(StrEnum):
    """Why an edit cannot be made; nothing is changed then."""

    FILE_NOT_FOUND = "file_not_found"
    FILE_UNREADABLE = "file_unreadable"  # too large, or no text
    RULE_NOT_FOUND = "rule_not_found"
    RULE_AMBIGUOUS = "rule_ambiguous"  # two kinds have a block of this name
    LINE_NOT_FOUND = "line_not_found"
    LINE_AMBIGUOUS = "line_ambiguous"  # several lines of this label, and no `nth`
    LINE_NOT_HERE = "line_not_here"  # the block has no such line by the language
    VALUE_INVALID = "value_invalid"  # what was given is not one setting of this label
    BLOCKS_INVALID = "blocks_invalid"  # what was given are no whole blocks
    NAME_INVALID = "name_invalid"
    NAME_TAKEN = "name_taken"
    RULE_NAMELESS = "rule_nameless"  # the shop block has no name
    TEXT_UNCLEAR = "text_unclear"  # the text around is broken in a way that an edit would make worse
    RULE_CHANGED = "rule_changed"  # the guard does not match: somebody else changed this rule


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRefusal:
    """The first edit (`index`, from 0) that cannot be made. `diagnostics` say what is wrong with a value."""

    problem: EditProblem
    index: int
    args: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
