"""A setting as `otoku fmt` writes it, from a label and whatever somebody typed for its value."""

from engine.dsl.editing.refused import CannotEdit
from engine.dsl.format import format_text
from engine.dsl.lexer import NEWLINE, tokens
from engine.dsl.nodes import Block, File, Line
from engine.dsl.parser import parse_file
from engine.dsl.typing_slips import fold
from engine.model.rule_edits import EditProblem

_OPENERS = {"shop": "shop {", "legal": "legal {", "terms": "terms {", "variant": 'variant "x" 1% {'}
_EDITION = "otoku 1\n\n"


def written(kinds: tuple[str, ...], label: str, value: str) -> tuple[str, ...]:
    """The physical lines of one setting of a body; the first has no indentation, the others that of a tidy file.

    Full-width typing is mended. Raises CannotEdit when label and value are not exactly one setting there.
    """
    openers = [_OPENERS.get(kind, f'{kind} "x" {{') for kind in kinds]
    plain = value.replace("\r\n", "\n").strip()
    closers = ["}"] * len(kinds)
    text, _ = format_text("", _EDITION + "\n".join((*openers, f"{label} {plain}", *closers)) + "\n")
    file = parse_file("", text)
    if file.diagnostics or _says(file, len(kinds)) != label or _has_comment(text):
        raise CannotEdit(EditProblem.VALUE_INVALID, {"label": label, "value": plain}, file.diagnostics)
    first, *rest = text.splitlines()[2 + len(kinds) : -len(kinds)]
    return (first.strip(), *rest)


def _says(file: File, depth: int) -> str:
    """The label of the only line in the innermost braces, if that is all there is in the file."""
    label = ""
    inner: tuple[Block | None, ...] = file.blocks
    for _ in range(depth):
        match inner:
            case (Block(lines=(Line() as line,)),):
                label, inner = line.label, (line.block,)
            case _:
                return ""
    return label


def _has_comment(text: str) -> bool:
    return any(token.kind == NEWLINE and "#" in text[token.start : token.end] for token in tokens(text))


def written_blocks(text: str) -> str:
    """Whole blocks as `otoku fmt` writes them, without edition and outer blank lines. Raises CannotEdit."""
    body = text.replace("\r\n", "\n").strip()
    tidy, _ = format_text("", f"{_EDITION}{body}\n")
    file = parse_file("", tidy)
    if file.diagnostics or not file.blocks:
        first = body.partition("\n")[0]
        raise CannotEdit(EditProblem.BLOCKS_INVALID, {"first": first}, file.diagnostics)
    return tidy.removeprefix(_EDITION)


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but blanks, line ends and comments."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return [text[token.start : token.end].strip() for token in tokens(text) if token.kind != NEWLINE]


def quoted(name: str) -> str:
    """A name as it is written in a rule file."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def is_plain(name: str) -> bool:
    """Whether a name holds nothing that rule files cannot show: control and invisible characters."""
    return name.isprintable() and not fold("", quoted(name))[1]
