"""`experiment "spring-depth" { … }`: variants of rules for shares of the customers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from engine.model.experiment import Experiment, Goal, SplitBy, Variant
from engine.vocabulary.word import BlockWord, Place, Settings

BLOCK = BlockWord(
    place=Place.EXPERIMENT,
    lines=("title", "note", "begins", "ends", "split", "holdout", "variant", "goal"),
    required=("variant",),
    doc={
        "en": "Variants of the rules that name it: each customer sees one, the same each time; shares add up to 100%.",
        "ja": "この実験を指定したルールのバリエーションです。顧客ごとに1つ、毎回同じものを適用します。"
        "割合の合計は100%です。",
    },
    example="""experiment "spring-depth" {
  ends 2026-05-06
  split by customer
  holdout 10%
  variant "A" 45%
  variant "B" 45% {
    discount 15%
  }
  goal revenue
}
""",
)


def build(name: str, settings: Settings, overrides: Mapping[str, tuple[str, ...]]) -> Experiment:
    """The experiment; `overrides` are the labels of the lines of each variant."""
    variants = settings.all("variant", Variant)
    return Experiment(
        name=name,
        variants=tuple(replace(one, overrides=overrides.get(one.name, ())) for one in variants),
        holdout=settings.one("holdout", Fraction) or Fraction(0),
        split_by=settings.one("split", SplitBy) or SplitBy.CUSTOMER,
        goal=settings.one("goal", Goal) or Goal.ORDERS,
        begins=settings.one("begins", datetime),
        ends=settings.one("ends", datetime),
    )
