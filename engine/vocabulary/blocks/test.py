"""`test "…" { … }`: a timeline that proves a rule."""

from operator import attrgetter

from engine.model.timeline import Step, Timeline
from engine.vocabulary.word import BlockWord, Place, Settings

BLOCK = BlockWord(
    place=Place.TEST,
    lines=("note", "at", "customer", "given", "do", "wait", "expect"),
    doc={
        "en": "A test of the rules: what happens at which moment, and what must come of it.",
        "ja": "ルールのテストです。いつ何が起き、どうなるべきかを順に書きます。",
    },
    example="""test "the coupon lives until the end of day 14" {
  at 2026-05-20 10:00
  customer "a@example.com"
  do order paid with product "SAMPLE-1" total 3,000 JPY
  expect coupon "thanks-coupon" issued until 2026-06-03 23:59
  wait 15 days
  expect no coupon "thanks-coupon" usable
}
""",
)


def build(name: str, path: str, line: int, settings: Settings) -> Timeline:
    """The timeline; steps in written order."""
    steps = [
        one.value for found in settings.by_label.values() for one in found if isinstance(one.value, Step)
    ]
    return Timeline(name=name, path=path, line=line, steps=tuple(sorted(steps, key=attrgetter("line"))))
