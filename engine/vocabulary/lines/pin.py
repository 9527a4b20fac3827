"""`pin 6 digits`: what whoever pays with a gift card types besides its code."""

from engine.vocabulary.literals import Integer, Literal
from engine.vocabulary.pick import the
from engine.vocabulary.reports import in_range
from engine.vocabulary.word import Reading, Widget, Word

SHORTEST, LONGEST = 4, 8


def read(values: tuple[Literal, ...], reading: Reading) -> int | None:
    """How many digits."""
    return in_range(the(values, Integer), SHORTEST, LONGEST, reading, WORD.label)


WORD = Word(
    label="pin",
    read=read,
    doc={
        "en": "Each new card has a PIN of 4 to 8 digits, which whoever looks at its balance or pays with it types "
        "besides the code. Write it into the mail as `{{ giftcard.pin }}`, or print it under a scratch field. After "
        "ten wrong ones in a day the card answers nobody until the next day, or until staff give it a new one. Cards "
        "given before keep what they have.",
        "ja": "カードごとに4〜8桁の暗証番号(PIN)を付けます。残高の確認や支払いのとき、コードと一緒に入力"
        "してもらいます。メールには `{{ giftcard.pin }}` と書きます。1日に10回まちがえると、翌日になる"
        "か、スタッフが新しい PIN を発行するまで、そのカードは使えません。発行済みのカードは変わりません。",
    },
    example="pin 6 digits",
    widget=Widget.NUMBER,
    requirements=("S5.18",),
)
