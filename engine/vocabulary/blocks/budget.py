"""`budget "spring" { … }`: a cap on what several rules give away together."""

from fractions import Fraction

from engine.model.program import Budget, BudgetReaction, Limit
from engine.vocabulary.settings import Spend
from engine.vocabulary.word import BlockWord, Place, Settings

BLOCK = BlockWord(
    place=Place.BUDGET,
    lines=("title", "note", "owner", "tags", "spend", "issue", "warn", "then"),
    doc={
        "en": "A cap on what the rules that name it give away together: money, or how many.",
        "ja": "この予算を指定したルール全体の上限です。金額または件数で決めます。",
    },
    example="""budget "spring" {
  spend at most 500,000 JPY every 1 month
  warn at 80%
  then pause
}
""",
)


def build(name: str, settings: Settings) -> Budget:
    """The budget; without `then` it pauses."""
    spend = settings.one("spend", Spend)
    return Budget(
        name=name,
        spend=spend.amount if spend else None,
        spend_every=spend.every if spend else None,
        issue=settings.one("issue", Limit),
        warn_at=settings.one("warn", Fraction),
        then=settings.one("then", BudgetReaction) or BudgetReaction.PAUSE,
    )
