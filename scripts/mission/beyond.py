"""What puts Otoku beyond all peers (M6): rows of `tests/beyond.toml`, their proofs, and the page that shows them."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from scripts.mission.marks import PROVES_NOTHING, marks
from scripts.mission.numbers import ROOT

ROWS = ROOT / "tests" / "beyond.toml"
PAGE = ROOT / "docs" / "beyond.md"
PAPER = ROOT.parent / "shared" / "notes" / "peers.md"
KEYS = {"bar", "does", "proofs", "open"}

HEAD = """# Beyond other systems

Written by `python -m scripts.mission --beyond` from `tests/beyond.toml`; do not edit. Ten systems were read for it,
and what their users complain of. Each row is one thing that none or few of them do; a row holds when its tests pass,
and a house test sees that they are there. **○** nothing of it, **◐** in part, **●** all of it.

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing to be better at; `missing` is what is not there yet, empty when the row holds."""

    number: str
    bar: str
    does: str
    proofs: tuple[str, ...]
    missing: str

    @property
    def mark(self) -> str:
        """● holds, ◐ holds in part, ○ open."""
        if not self.missing:
            return "●"
        return "◐" if self.proofs else "○"


def rows() -> tuple[Row, ...]:
    """Every row, in the order of the paper."""
    found = _file()["row"]
    return tuple(
        Row(
            number=number,
            bar=row["bar"],
            does=row["does"],
            proofs=tuple(row.get("proofs", ())),
            missing=row.get("open", ""),
        )
        for number, row in sorted(found.items(), key=lambda item: _places(item[0]))
    )


def open_rows() -> tuple[Row, ...]:
    """Those that do not hold, or in part only."""
    return tuple(row for row in rows() if row.missing)


def mistakes() -> tuple[str, ...]:
    """Sentences for whoever wrote a row wrongly: an unknown key, no proof, or a proof that is not there."""
    found = []
    for number, row in _file()["row"].items():
        if section(number) not in _file()["title"]:
            found.append(f"{number} is in no section with a title")
        found += [f"{number} has the unknown key {key!r}" for key in sorted(set(row) - KEYS)]
    for one in rows():
        if not one.proofs and not one.missing:
            found.append(f"{one.number} says neither what proves it nor what is open")
        found += [
            f"{one.number} names {proof}, which is not there" for proof in one.proofs if not exists(proof)
        ]
    return tuple(found)


def exists(proof: str) -> bool:
    """Tell whether `path::test name` is a test that is there and runs; other files are searched for the text."""
    path, _, name = proof.partition("::")
    if not name or not (ROOT / path).is_file():
        return False
    if path.endswith(".py") and name.startswith("test_"):
        return name in _tests(path)
    return name in (ROOT / path).read_text(encoding="utf-8")


@cache
def _tests(path: str) -> frozenset[str]:
    """The tests of a file, without those that are skipped or expected to fail."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"), path)
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not marks(node) & PROVES_NOTHING
    )


def page() -> str:
    """The text of `docs/beyond.md`."""
    every = rows()
    parts = [HEAD, _counts(every), "\n"]
    titles: Mapping[str, str] = _file()["title"]
    for name, members in groupby(every, key=lambda row: section(row.number)):
        parts.append(
            f"\n## {titles[name]}\n\n| | | what it takes | Otoku | proof, or what is missing |\n|---|---|---|---|---|\n"
        )
        parts += [_line(row) for row in members]
    return "".join(parts)


def write_page() -> None:
    """Write `docs/beyond.md` anew."""
    PAGE.write_text(page(), encoding="utf-8")


def section(number: str) -> str:
    """The table or list of a row: 1.3 of 1.3.2, 2 of 2.7."""
    return number.rpartition(".")[0]


def numbers_of_paper(text: str) -> tuple[str, ...]:
    """The numbers of the paper's rows: of its tables, its other anchors, the pains, and what nobody has."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[str]:
    heading, count = "", 0
    for line in text.splitlines():
        found = re.match(r"#{2,3} (\d+(?:\.\d+)?)\.? ", line)
        if found:
            heading, count = found[1], 0
        elif line.startswith("### "):
            heading = ""
        elif _counted(heading, line):
            count += 1
            yield f"{heading}.{count}"


def _counted(heading: str, line: str) -> bool:
    if heading == "1.15":
        return line.startswith("- ")
    if heading.startswith("1."):
        return line.startswith("| ") and not line.startswith("| Feature")
    return heading in {"2", "3"} and re.match(r"\d+\. ", line) is not None


def _counts(every: tuple[Row, ...]) -> str:
    marks = [row.mark for row in every]
    return f"{len(every)} rows: ● {marks.count('●')}, ◐ {marks.count('◐')}, ○ {marks.count('○')}.\n"


def _line(row: Row) -> str:
    proofs = "<br>".join(f"`{one}`" for one in row.proofs)
    missing = f"**missing:** {row.missing}" if row.missing else ""
    return f"| {row.number} | {row.mark} | {row.bar} | {row.does} | {'<br>'.join(filter(None, (missing, proofs)))} |\n"


def _places(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _file() -> dict[str, Any]:
    return tomllib.loads(ROWS.read_text(encoding="utf-8"))
