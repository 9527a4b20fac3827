"""The numbers of the mission: read from the mission itself where it is at hand, else from the copy in docs."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MISSION = ROOT.parent / "shared" / "mission.md"
COPY = ROOT / "docs" / "mission-numbers.txt"

SENTENCE = re.compile(r"^- (S\d+\.\d+) [RCXB] (.+)$")
DECISION = re.compile(r"(?:^| )(D\d+\.[a-z]) ")
ROW = re.compile(r"^\| ([MV]\d+) \| (.+) \|$")


def numbers() -> dict[str, str]:
    """Give every number with its sentence, in the order of the mission."""
    return read_mission(MISSION.read_text(encoding="utf-8")) if MISSION.exists() else read_copy()


def read_copy() -> dict[str, str]:
    """Give the numbers of the copy in docs."""
    lines = COPY.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines if line and not line.startswith("#"))


def read_mission(text: str) -> dict[str, str]:
    """Find the numbers in the text of the mission."""
    return {number: sentence for line in text.splitlines() for number, sentence in _numbers_in(line)}


def write_copy() -> None:
    """Write the copy in docs anew from the mission."""
    head = "# Every number of the mission, one a line. Written by `python -m scripts.mission --copy`.\n"
    lines = [f"{number} {sentence}\n" for number, sentence in numbers().items()]
    COPY.write_text(head + "".join(lines), encoding="utf-8")


def area(number: str) -> str:
    """Name the area of a number: S1 of S1.7, V of V10."""
    return number.split(".", maxsplit=1)[0] if "." in number else number[0]


def _numbers_in(line: str) -> Iterator[tuple[str, str]]:
    sentence = SENTENCE.match(line) or ROW.match(line)
    if sentence:
        yield sentence[1], sentence[2].strip()
    elif DECISION.match(line):
        words = DECISION.split(line)[1:]
        yield from zip(words[::2], (text.strip() for text in words[1::2]), strict=True)
