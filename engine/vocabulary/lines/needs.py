"""`needs ad flag, logged out, phone, email, consent`: what must be so."""

from engine.model.messages import Need
from engine.vocabulary.literals import Literal
from engine.vocabulary.pick import words
from engine.vocabulary.word import Reading, Widget, Word

_SECOND = frozenset({"flag", "out"})


def read(values: tuple[Literal, ...], _reading: Reading) -> frozenset[Need]:
    """The needs; `ad flag` and `logged out` are of two words."""
    said = words(values)
    pairs = {"ad": Need.AD_FLAG, "logged": Need.LOGGED_OUT}
    return frozenset(pairs.get(one) or Need(one) for one in said if one not in _SECOND)


WORD = Word(
    label="needs",
    read=read,
    doc={
        "en": "What must be so for a reminder to go: a phone number or an e-mail was typed, the visitor agreed "
        "to advertising, came by an ad URL with the flag, is not logged in.",
        "ja": "送る条件です: 電話番号(phone)・メール(email)の入力、広告への同意(consent"
        ")、設定済みの広告URL(ad flag)、未ログイン(logged out)。",
    },
    example="needs ad flag, logged out, phone, email, consent",
    widget=Widget.CHOICE,
    requirements=(
        "S3.41",
        "S3.42",
        "S3.43",
        "S3.54",
    ),
)
