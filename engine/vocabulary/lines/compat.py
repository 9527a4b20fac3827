"""`compat paymentex`: blank fields mean what they mean there."""

from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], _reading: Reading) -> str:
    """The name of the other system."""
    return words(values)[0]


WORD = Word(
    label="compat",
    read=read,
    doc={
        "en": "`compat paymentex` gives blank fields the meaning they have in PaymentEX: no `code` line issues "
        "nothing, no `uses` line means 0 uses. Without it both are errors.",
        "ja": "`compat paymentex` は空欄の意味を PaymentEX に合わせます: `code` が無ければ発行せず、`uses` が無ければ"
        "0回です。このモードでなければ、どちらもエラーになります。",
    },
    example="compat paymentex",
    widget=Widget.SWITCH,
    requirements=("S1.14", "S1.19", "D1.j"),
)
