"""W1402: a condition that no test has fail. Found by playing the tests."""

from collections.abc import Iterator, Mapping, Sequence

from engine.dsl.check.placed import Placed
from engine.dsl.lint.allowed import allowed_lines
from engine.dsl.nodes import File
from engine.dsl.places import line_finder
from engine.model.coverage import Coverage
from engine.model.diagnostic import Diagnostic
from engine.values.span import Span


def never_false(coverage: Coverage, files: Sequence[File], texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """One warning per condition of a rule that tests look at, unless a comment allows it; `texts` are the files'."""
    for file in files:
        text = texts[file.path]
        line_at = line_finder(text)
        blocks = [Placed(block=block, path=file.path, line_at=line_at) for block in file.blocks]
        allowed = allowed_lines("W1402", text, file.path, blocks, line_at)
        for number, words in _unseen(coverage, file.path):
            if number not in allowed:
                span = _line(text, file.path, number)
                yield Diagnostic(code="W1402", span=span, args={"condition": words})


def _unseen(coverage: Coverage, path: str) -> Iterator[tuple[int, str]]:
    for rule in coverage.rules:
        if rule.path == path and rule.reached:
            for point in rule.points:
                if point.label == "if" and not point.seen_false:
                    yield point.line, point.text


def _line(text: str, path: str, number: int) -> Span:
    """The 1-based line without the blanks around it."""
    lines = text.split("\n")
    start = sum(len(one) + 1 for one in lines[: number - 1])
    written = lines[number - 1]
    begin = start + len(written) - len(written.lstrip())
    return Span(path=path, start=begin, end=start + len(written.rstrip()))
