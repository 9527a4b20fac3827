"""`code 8 digits` of a coupon; `code "WELCOME10"` of a sale."""

import re

from engine.model.gift_card import CodePattern
from engine.values.code import Alphabet, CodeShape, canonical
from engine.vocabulary.literals import Integer, Literal, Names, Text
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.reports import in_range, refuse, wrong_form
from engine.vocabulary.settings import SharedCodes
from engine.vocabulary.word import Place, Reading, Widget, Word

SHORTEST, LONGEST = 4, 32
LONGEST_SHARED = 64
EXAMPLES = {
    Place.COUPON: "code 8 digits",
    Place.SALE: 'code "WELCOME10"',
    Place.GIFT_CARD: 'code pattern "GIFT-####-####"',
}
RANDOM_PLACES = 8
_PATTERN = re.compile(r"[A-Z0-9#*-]+")


def read(values: tuple[Literal, ...], reading: Reading) -> CodeShape | SharedCodes | CodePattern | None:
    """The shape of generated codes in a coupon, the shared codes in a sale, the pattern of a gift card's codes."""
    match values, reading.place:
        case (Integer() as length, Spoken(text=alphabet)), Place.COUPON:
            found = in_range(length, SHORTEST, LONGEST, reading, WORD.label)
            return None if found is None else CodeShape(length=found, alphabet=Alphabet(alphabet))
        case (Names() as names,), Place.SALE:
            return _shared(names, reading)
        case (Spoken(text="pattern"), Text() as pattern), Place.GIFT_CARD:
            return _pattern(pattern, reading)
        case _:
            wrong_form(reading, WORD.label, EXAMPLES.get(reading.place, WORD.example))
            return None


def _shared(names: Names, reading: Reading) -> SharedCodes | None:
    codes: dict[str, None] = {}
    for text in names.items:
        code = canonical(text.value)
        if not 1 <= len(code) <= LONGEST_SHARED:
            refuse(reading, "E0608", text, code=text.value, most=str(LONGEST_SHARED))
            return None
        if code in codes:
            refuse(reading, "E0309", text, code=text.value)
            return None
        codes[code] = None
    return SharedCodes(codes=tuple(codes))


def _pattern(written: Text, reading: Reading) -> CodePattern | None:
    found = CodePattern(text=written.value)
    if not _PATTERN.fullmatch(written.value) or len(written.value) > LONGEST_SHARED:
        refuse(reading, "E0608", written, code=written.value, most=str(LONGEST_SHARED))
        return None
    if found.random_places < RANDOM_PLACES:
        refuse(reading, "E0318", written, found=str(found.random_places), least=str(RANDOM_PLACES))
        return None
    return found


WORD = Word(
    label="code",
    read=read,
    doc={
        "en": "In a coupon: how long the generated code is, and of what: digits, letters, or characters (both, with a "
        "check character). In a sale: the codes that shoppers type; without this line the sale applies by itself. "
        "In a gift card: a pattern, each `#` a random digit and each `*` a random letter or digit.",
        "ja": "クーポンでは、自動発行する番号の桁数と文字の種類(digits 数字、letters 英字、characters 英数字)です。"
        "セールでは、お客様が入力する共通コードです。省略すると自動で適用されます。"
        "ギフトカードでは番号の型です(`#` は数字、`*` は英数字に変わります)。",
    },
    example="code 8 digits",
    widget=Widget.CODE,
    requirements=("S1.5", "S1.12", "S1.13", "S1.43"),
)
