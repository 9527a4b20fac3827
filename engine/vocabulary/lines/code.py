"""`code 8 digits` of a coupon; `code "WELCOME10"` of a sale."""

from engine.values.code import Alphabet, CodeShape, canonical
from engine.vocabulary.literals import Integer, Literal, Names
from engine.vocabulary.literals import Word as Spoken
from engine.vocabulary.reports import in_range, refuse, wrong_form
from engine.vocabulary.settings import SharedCodes
from engine.vocabulary.word import Place, Reading, Widget, Word

SHORTEST, LONGEST = 4, 32
LONGEST_SHARED = 64
EXAMPLES = {Place.COUPON: "code 8 digits", Place.SALE: 'code "WELCOME10"'}


def read(values: tuple[Literal, ...], reading: Reading) -> CodeShape | SharedCodes | None:
    """The shape of generated codes in a coupon, the shared codes in a sale."""
    match values, reading.place:
        case (Integer() as length, Spoken(text=alphabet)), Place.COUPON:
            found = in_range(length, SHORTEST, LONGEST, reading, WORD.label)
            return None if found is None else CodeShape(length=found, alphabet=Alphabet(alphabet))
        case (Names() as names,), Place.SALE:
            return _shared(names, reading)
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


WORD = Word(
    label="code",
    read=read,
    doc={
        "en": "In a coupon: how long the generated code is, and of what: digits, letters, or characters (both, with a "
        "check character). In a sale: the codes that shoppers type; without this line the sale applies by itself.",
        "ja": "クーポンでは、自動発行する番号の桁数と文字の種類(digits 数字、letters 英字、characters 英数字)です。"
        "セールでは、お客様が入力する共通コードです。省略すると自動で適用されます。",
    },
    example="code 8 digits",
    widget=Widget.CODE,
    requirements=("S1.5", "S1.12", "S1.13", "S1.43"),
)
