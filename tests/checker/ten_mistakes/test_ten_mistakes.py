"""Mistakes of a first day: each message alone, in either language, is enough to mend it; no documentation is read."""

from dataclasses import dataclass

import pytest

from engine.dsl.compile import Compiled, compile_files
from engine.dsl.diagnostics import wording
from engine.dsl.mend_files import mend_files
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.records import SourceFile
from tests.checker.shop import CATALOG

SHOP = "otoku 1\n\nshop {\n  currency JPY\n  rounding down\n}\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What a merchant typed, the line (of the rule, from 1) that is named, what is said, and what they type then."""

    typed: str
    code: str
    line: int
    en: str
    ja: str
    then: str
    by_itself: bool = True  # `otoku fix` does it


def sale(*lines: str) -> str:
    return 'sale "spring" {\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


def coupon(*lines: str) -> str:
    return 'coupon "thanks" {\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


COUPON = ("when order paid", "code 8 digits", "valid 14 days", "uses 1", "discount 500 JPY")

MISTAKES = {
    "an amount without its currency": Mistake(
        typed=sale("if cart.total at least 3000", "discount 10%"),
        code="E0502", line=2, en="write `3,000 JPY`", ja="`3,000 JPY` と書きます",
        then=sale("if cart.total at least 3,000 JPY", "discount 10%"), by_itself=False,
    ),
    "a discount without its currency": Mistake(
        typed=sale("discount 3000"),
        code="E0200", line=2, en="did you mean `3,000 JPY`?", ja="もしかして `3,000 JPY` ですか？",
        then=sale("discount 3,000 JPY"), by_itself=False,
    ),
    "the signs of a spreadsheet": Mistake(
        typed=sale("if cart.total >= 3,000 JPY", "discount 10%"),
        code="E0200", line=2, en="did you mean `at least`?", ja="もしかして `at least` ですか？",
        then=sale("if cart.total at least 3,000 JPY", "discount 10%"),
    ),
    "the currency of the keyboard": Mistake(
        typed=sale("discount $20"),
        code="E0601", line=2, en="write the amount in JPY", ja="JPY",
        then=sale("discount 20 JPY"), by_itself=False,
    ),
    "a date as it is printed": Mistake(
        typed=sale("begins 2026/4/29", "discount 10%"),
        code="E0701", line=2, en="write `2026-04-29`", ja="`2026-04-29` と書きます",
        then=sale("begins 2026-04-29", "discount 10%"),
    ),
    "a month that there is not": Mistake(
        typed=sale("ends 2026/13/31", "discount 10%"),
        code="E0701", line=2, en="there is no `2026/13/31`", ja="`2026/13/31` という日付や時刻はありません",
        then=sale("ends 2026-12-31", "discount 10%"), by_itself=False,
    ),
    "a word misspelt": Mistake(
        typed=coupon("when order payed", *COUPON[1:]),
        code="E0201", line=2, en="did you mean `paid`?", ja="もしかして `paid` ですか？",
        then=coupon(*COUPON), by_itself=False,
    ),
    "a forgotten line": Mistake(
        typed=coupon(*COUPON[:3], COUPON[4]),
        code="E0304", line=1, en="for example:  uses 1", ja="例:  uses 1",
        then=coupon(*COUPON), by_itself=False,
    ),
    "a product that is called otherwise": Mistake(
        typed=sale("discount 10%", 'for product "TEA1"'),
        code="E0401", line=3, en='did you mean "TEA-1"?', ja='もしかして "TEA-1" ですか？',
        then=sale("discount 10%", 'for product "TEA-1"'), by_itself=False,
    ),
    "typing in Japanese input mode": Mistake(
        typed=sale("ｄｉｓｃｏｕｎｔ　１０％"),
        code="E0101", line=2, en="write `discount 10%`", ja="`discount 10%` と書きます",
        then=sale("discount 10%"),
    ),
    "a forgotten brace": Mistake(
        typed=sale("discount 10%").removesuffix("}\n") + "\n" + sale("discount 5%").replace("spring", "may"),
        code="E0204", line=4, en="put `}` on its own line before this", ja="`}`",
        then=sale("discount 10%") + "\n" + sale("discount 5%").replace("spring", "may"), by_itself=False,
    ),
    "a code too long": Mistake(
        typed=coupon(COUPON[0], "code 99 digits", *COUPON[2:]),
        code="E0311", line=3, en="the nearest is 32", ja="いちばん近いのは 32 です",
        then=coupon(COUPON[0], "code 32 digits", *COUPON[2:]), by_itself=False,
    ),
    "a percentage in words": Mistake(
        typed=sale("discount 10 percent"),
        code="E0201", line=2, en="did you mean `10%`?", ja="もしかして `10%` ですか？",
        then=sale("discount 10%"),
    ),
}  # fmt: skip

each = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))


def compiled(rule: str) -> Compiled:
    return compile_files((SourceFile(path="rules.otoku", text=SHOP + rule),), CATALOG)


def errors(rule: str) -> list[Diagnostic]:
    return [one for one in compiled(rule).diagnostics if one.severity is Severity.ERROR]


@each
def test_one_message_names_the_line_and_the_remedy_in_both_languages(mistake: Mistake) -> None:
    (error,) = errors(mistake.typed)
    line = SHOP.count("\n") + mistake.line
    assert (mistake.code, line) == (error.code, (SHOP + mistake.typed)[: error.span.start].count("\n") + 1)
    for language, wanted in (("en", mistake.en), ("ja", mistake.ja)):
        words = wording(error, language)
        said = "\n".join((words.message, words.label, *words.helps))
        assert wanted in said
        assert "{" not in said.replace("`{`", "").replace("{`", "")


@each
def test_doing_what_the_message_says_mends_the_file(mistake: Mistake) -> None:
    assert [] == errors(mistake.then)


@each
def test_what_is_certain_is_mended_by_itself(mistake: Mistake) -> None:
    text = SHOP + mistake.typed
    mended = mend_files(
        (SourceFile(path="rules.otoku", text=text),), lambda files: compile_files(files, CATALOG).diagnostics
    )
    (file,) = mended.files
    assert (SHOP + mistake.then == file.text) is mistake.by_itself
