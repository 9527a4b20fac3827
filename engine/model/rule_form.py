"""Rules as forms: each line with its typed parts, drawn from the text and written back into it (language.md §7)."""

from dataclasses import dataclass
from enum import StrEnum


class PartType(StrEnum):
    """What a part of a line is, and so which control edits it."""

    CHOICE = "choice"  # one of some words of the language
    TEXT = "text"
    NAMES = "names"  # texts, one or more
    NUMBER = "number"  # whole
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    TIME = "time"
    MOMENT = "moment"
    PRODUCTS = "products"
    TRIGGER = "trigger"
    FACT = "fact"
    COMPARISON = "comparison"  # at least, is not, …


class RawReason(StrEnum):
    """Why a line is shown as text only."""

    UNREADABLE = "unreadable"
    GROUPED = "grouped"  # conditions inside conditions
    IN_PARTS = "in_parts"  # it has parts that no control draws


@dataclass(frozen=True, slots=True, kw_only=True)
class PartValue:
    """The value of a part, in the fields that its type uses; what a control shows, and what it sends back.

    CHOICE, COMPARISON, FACT: `choice`. TEXT, NAMES: `texts`. NUMBER, DECIMAL, PERCENT, MONEY: `number` as a plain
    decimal (major units), MONEY with `unit` the currency. DURATION: `number` and `unit`. TIME, MOMENT: `texts` with
    one `HH:MM`, or `YYYY-MM-DD` and perhaps ` HH:MM`. PRODUCTS and TRIGGER: `by` is any, product, category or tag
    (empty: nothing picked), `texts` the names; TRIGGER also `choice` (`order paid`) and `all_of`.
    """

    choice: str = ""
    texts: tuple[str, ...] = ()
    number: str = ""
    unit: str = ""
    by: str = ""
    all_of: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """A word that may stand in a part, and what it is called in the reader's language."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A part of a line; `start` and `end` are character offsets in the file, `number` counts from 0 in its line."""

    index: int
    type: PartType
    value: PartValue
    text: str
    start: int
    end: int
    choices: tuple[FormChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """A setting as a form row. `raw` says why it can only be edited as text; None: its parts can be edited.

    `variants` are other values the line may have, as examples to begin from; `id` names it within the file.
    """

    id: str
    label: str
    nth: int
    title: str
    help: str
    widget: str
    value: str
    comment: str
    start: int
    end: int
    line: int
    required: bool
    repeats: bool
    parts: tuple[FormPart, ...]
    raw: RawReason | None
    variants: tuple[str, ...] = ()
    lines: tuple["FormLine", ...] = ()
    addable: tuple["AddableLine", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddableLine:
    """A setting that the block does not have and may have; `value` is what a new one begins with."""

    label: str
    title: str
    help: str
    widget: str
    value: str
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormBlock:
    """A block as a form: its lines in written order."""

    id: str
    kind: str
    name: str
    title: str
    help: str
    sha256: str
    start: int
    end: int
    line: int
    lines: tuple[FormLine, ...]
    addable: tuple[AddableLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleForm:
    """All blocks of a file."""

    path: str
    blocks: tuple[FormBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdit:
    """Replace the characters `[start, end)` of the old text by `text`."""

    start: int
    end: int
    text: str
