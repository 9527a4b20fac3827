"""One place where a line stops being a line, and what can be said there."""

from dataclasses import dataclass

from engine.dsl.expect import MOST_ALTERNATIVES, alternatives, ending, spelled
from engine.dsl.lexer import NEWLINE, Token
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.values.span import Span

_LONGEST_EXAMPLE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """The token at `index` of `line` cannot follow what is before it."""

    text: str
    entry: str
    line: list[Token]
    index: int
    states: tuple[int, ...]

    @property
    def token(self) -> Token:
        """The first token that cannot stand where it stands."""
        return self.line[self.index]

    @property
    def written(self) -> str:
        """That token as the merchant wrote it, typing folded."""
        return self.text[self.token.start : self.token.end]

    @property
    def label(self) -> str:
        """The first word of the line."""
        return self.line[0].spelling(self.text)

    def span(self, first: Token | None = None) -> Span:
        """The place of the token, or from `first` to it."""
        return Span(path="", start=(first or self.token).start, end=self.token.end)

    def instead(self, *tokens: Token) -> list[Token]:
        """The line with these tokens instead of the wrong one."""
        return [*self.line[: self.index], *tokens, *self.line[self.index + 1 :]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is wrong, and the line as it was meant; `rest` is a setting of its own."""

    finding: Diagnostic
    line: list[Token] | None = None
    rest: list[Token] | None = None


def fix_of(span: Span, text: str, *, sure: bool) -> Fix:
    """One edit as a fix."""
    return Fix(edits=(Edit(span=span, text=text),), confidence=Confidence.SURE if sure else Confidence.MAYBE)


def expectation(trouble: Trouble) -> tuple[str, dict[str, str]]:
    """The key of a label and its argument: what could stand here, when that is short enough to help."""
    could = alternatives(trouble.states)
    if not could or len(could) > MOST_ALTERNATIVES:
        return "many", {}
    return "", {"expected": "\n".join(could)}


def example(trouble: Trouble) -> tuple[tuple[str, ...], dict[str, str]]:
    """A good line that begins like this one."""
    rest = ending(trouble.states)
    if not rest or not 0 < trouble.index <= _LONGEST_EXAMPLE:
        return (), {}
    begun = [token.spelling(trouble.text) for token in trouble.line[: trouble.index] if token.kind != NEWLINE]
    said = " ".join([*begun, *map(spelled, rest)])
    return ("example",), {"example": said.replace(" ,", ",").replace("( ", "(").replace(" )", ")")}
