"""`status live`: whether the rule acts."""

from engine.model.program import Status
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> Status:
    """The state."""
    return Status(words(values)[0])


WORD = Word(
    label="status",
    read=read,
    doc={
        "en": "Whether the rule acts: live, draft, paused, stopped or archived. Coupons that a paused rule has issued"
        " stay good; those of a stopped one are refused until it is live or paused again. Without this"
        " line it is live.",
        "ja": "ルールの状態です: live(有効)、draft(下書き)、paused(停止中)、stopped(全面停止)、archived(保管)。"
        "発行済みのクーポンは、paused では使えますが、stopped では再び live か paused にするまで使えません。"
        "省略すると有効です。",
    },
    example="status live",
    widget=Widget.CHOICE,
)
