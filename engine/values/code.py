"""Coupon codes: alphabets, the comparable form of what is typed, derivation from a key, look-up hashes (SEC1-5)."""

import hashlib
import hmac
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice


class Alphabet(StrEnum):
    """Characters of a generated code; look-alikes (0 O, 1 I L) are left out wherever letters occur."""

    DIGITS = "digits"
    LETTERS = "letters"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShape:
    """`code 8 digits` (S1.12): `length` symbols in all, the check symbol included."""

    length: int
    alphabet: Alphabet

    @property
    def payload(self) -> int:
        """How many of the symbols are drawn; the check symbol of CHARACTERS counts nothing (SEC1)."""
        return self.length - 1 if self.alphabet is Alphabet.CHARACTERS else self.length


SYMBOLS = {
    Alphabet.DIGITS: "0123456789",
    Alphabet.LETTERS: "ABCDEFGHJKMNPQRSTUVWXYZ",
    Alphabet.CHARACTERS: "23456789ABCDEFGHJKMNPQRSTUVWXYZ",
}
"""What each alphabet draws from; CHARACTERS has 31 symbols, a prime, which its check symbol needs (SEC1)."""

_MODULUS = len(SYMBOLS[Alphabet.CHARACTERS])
_VALUE = {symbol: value for value, symbol in enumerate(SYMBOLS[Alphabet.CHARACTERS])}
_DERIVATION = b"otoku coupon code 1"

# The long-vowel mark is typed for a hyphen on Japanese keyboards, but is a letter inside Japanese words.
_LONG_VOWELS = str.maketrans("", "", "ー")
_DASHES = frozenset("-_‐‑‒–—―−⁃﹘﹣～~·・")
_LOOKS_LIKE = str.maketrans("23456789", "ZEASGTBG")
_RUDE = re.compile(
    "ARSE|ASS|CRAP|CUM|CUNT|DAMN|FAG|FART|FU[CK]|GAY|HEET|JAP|KKK|NAZ[EY]|RAPE|SCUM|SEX|SH[AE]T|SUCK|TWAT|WANK"
    "|BAKA|BUSU|DEBU|ERERE|GEBA|HAGE|KASU|KUSO|SHNE|UNK[AU]"
)


def canonical(text: str) -> str:
    """The comparable form of a typed code: full width folded, upper case, without blanks, dashes and invisible marks.

    Letters of other scripts that only look alike stay what they are, so a homoglyph finds nothing (F35).
    """
    if text.isascii():
        return text.upper().translate(_DROPPED)
    folded = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(symbol for symbol in folded if symbol not in _DASHES and not _is_blank(symbol))
    bare = kept.translate(_LONG_VOWELS)
    return bare if bare.isascii() else unicodedata.normalize("NFC", kept)


def _is_blank(symbol: str) -> bool:
    return symbol.isspace() or unicodedata.category(symbol) in {"Pd", "Zs", "Cf", "Cc"}


_DROPPED = {number: None for number in range(128) if chr(number) in _DASHES or _is_blank(chr(number))}
"""What `canonical` leaves out of plain ASCII, which needs no folding: nearly every code is."""


def printed(code: str) -> str:
    """A code as people read it: groups of four joined by hyphens when it is longer than eight symbols."""
    if len(code) <= 8:
        return code
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def search_space(shape: CodeShape) -> int:
    """How many different codes there are, S of SEC2."""
    return int(len(SYMBOLS[shape.alphabet]) ** shape.payload)


def entropy(shape: CodeShape) -> float:
    """Bits that a guesser has to find."""
    return shape.payload * math.log2(len(SYMBOLS[shape.alphabet]))


def derive(key: bytes, shop: str, coupon_id: str, attempt: int, shape: CodeShape) -> str:
    """The canonical code of a coupon: the same inputs give the same code, no key no code (SEC3).

    HMAC-SHA256 in counter mode is the pseudo-random function, rejection keeps the symbols unbiased; a code that reads
    rudely is derived again in the next round. `attempt` counts codes that were taken already.
    """
    spin = 0
    while True:
        drawing = f"{attempt}.{spin}.{shape.length}.{shape.alphabet}"
        seed = _joined(_DERIVATION, shop.encode(), coupon_id.encode(), drawing.encode())
        code = _draw(key, seed, shape.payload, SYMBOLS[shape.alphabet])
        if shape.alphabet is Alphabet.CHARACTERS:
            code += check_symbol(code)
        if not is_rude(code):
            return code
        spin += 1


_PATTERN_DERIVATION = b"otoku gift card code 1"
_DRAWN = {"#": SYMBOLS[Alphabet.DIGITS], "*": SYMBOLS[Alphabet.CHARACTERS]}
PATTERN_SYMBOLS = {mark: len(symbols) for mark, symbols in _DRAWN.items()}
"""How many symbols may stand in the place of each mark of a pattern."""


def derive_pattern(key: bytes, shop: str, card_id: str, attempt: int, pattern: str) -> str:
    """The code of a gift card as it is printed: each `#` of `pattern` becomes a digit, each `*` a digit or letter.

    Drawn as `derive` draws; its `canonical` form is what is looked up. A code that reads rudely is drawn again.
    """
    places = _places(pattern)
    spin = 0
    while True:
        seed = _joined(_PATTERN_DERIVATION, shop.encode(), card_id.encode(), f"{attempt}.{spin}".encode())
        code = _filled(places, _stream(key, seed))
        if not is_rude(canonical(code)) or is_rude(canonical(pattern)):
            return code  # what the merchant wrote into the pattern is no chance
        spin += 1


_PIN_DERIVATION = b"otoku gift card pin 1"


def derive_pin(key: bytes, shop: str, card_id: str, draw: int, digits: int) -> str:
    """The `draw`th PIN of a gift card, drawn as `derive` draws: from the same key, but telling nothing of the code."""
    seed = _joined(_PIN_DERIVATION, shop.encode(), card_id.encode(), f"{draw}.{digits}".encode())
    return _draw(key, seed, digits, SYMBOLS[Alphabet.DIGITS])


def pin_hash(pepper: bytes, shop: str, code: str, pin: str) -> str:
    """What the PIN of the card with the canonical `code` is stored as: a keyed hash, in hex (SEC4)."""
    said = _joined(_PIN_DERIVATION, shop.encode(), code.encode(), pin.encode())
    return hmac.digest(pepper, said, hashlib.sha256).hex()


@lru_cache(maxsize=512)
def _places(pattern: str) -> tuple[tuple[str, str, int], ...]:
    """Each character of a pattern, what is drawn in its place, and below what an octet draws without bias."""
    drawn = ((place, _DRAWN.get(place, "")) for place in pattern)
    return tuple((place, symbols, 256 - 256 % len(symbols) if symbols else 0) for place, symbols in drawn)


def _filled(places: Sequence[tuple[str, str, int]], stream: Iterator[int]) -> str:
    code = []
    for place, symbols, unbiased in places:
        if not symbols:
            code.append(place)
            continue
        while (octet := next(stream)) >= unbiased:
            pass
        code.append(symbols[octet % len(symbols)])
    return "".join(code)


def _draw(key: bytes, seed: bytes, count: int, symbols: str) -> str:
    unbiased = 256 - 256 % len(symbols)
    usable = (octet for octet in _stream(key, seed) if octet < unbiased)
    return "".join(symbols[octet % len(symbols)] for octet in islice(usable, count))


def _stream(key: bytes, seed: bytes) -> Iterator[int]:
    counter = 0
    while True:
        yield from hmac.digest(key, seed + counter.to_bytes(4, "big"), hashlib.sha256)
        counter += 1


def check_symbol(payload: str) -> str:
    """The last symbol of a CHARACTERS code: the weighted sum of all symbols becomes a multiple of 31.

    Up to 30 symbols, every single wrong symbol and every swap of two is noticed.
    """
    return SYMBOLS[Alphabet.CHARACTERS][-_weighted(payload, first_weight=2) % _MODULUS]


def check_holds(code: str) -> bool:
    """Whether the canonical CHARACTERS code `code` ends in its check symbol."""
    return bool(code) and set(code) <= _VALUE.keys() and _weighted(code, first_weight=1) % _MODULUS == 0


def _weighted(symbols: str, *, first_weight: int) -> int:
    # Weights count from the right, 1 to 30 and round again: none is a multiple of 31.
    return sum(
        ((place + first_weight - 1) % (_MODULUS - 1) + 1) * _VALUE[symbol]
        for place, symbol in enumerate(reversed(symbols))
    )


def is_rude(code: str) -> bool:
    """Whether a word that nobody wants in a mail can be read in `code`, digits read as the letters they resemble."""
    # Letters stay as they are, so that a word which is there in plain sight is found with the others.
    return not code.isdigit() and _RUDE.search(code.translate(_LOOKS_LIKE)) is not None


def lookup_hash(pepper: bytes, shop: str, code: str) -> bytes:
    """What a canonical code is stored and found under: HMAC-SHA256(pepper, shop, code), 32 bytes (SEC4)."""
    return hmac.digest(pepper, _joined(shop.encode(), code.encode()), hashlib.sha256)


def _joined(*parts: bytes) -> bytes:
    # Lengths in front, so that ("ab", "c") and ("a", "bc") differ.
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
