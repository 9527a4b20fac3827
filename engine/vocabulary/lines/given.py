"""`given variant "B" of "spring-depth"`: the arm that buyers have from here on in a test."""

from engine.model.experiment import HOLDOUT
from engine.model.timeline import GiveArm
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import texts
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> GiveArm:
    """The step; without a variant it is the holdout."""
    *arm, experiment = (one.value for one in texts(values))
    return GiveArm(experiment=experiment, arm=arm[0] if arm else HOLDOUT, line=reading.line)


WORD = Word(
    label="given",
    read=read,
    doc={
        "en": "The variant of an experiment, or its holdout, that buyers have from here on; without it, rules act as"
        " they stand.",
        "ja": "ここから先の購入者に適用する、実験のバリエーションまたは holdout です。"
        "書かなければルールのまま適用します。",
    },
    example='given variant "B" of "spring-depth"',
    widget=Widget.TEXT,
    repeats=True,
)
