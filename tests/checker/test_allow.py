"""`# otoku: allow …` takes a warning away where it stands, with a reason, and nothing else."""

import pytest

from tests.checker.shop import checked, codes, coupon, sale

BARE = 'sale "s" {\n  discount 500 JPY\n}\n'


def without_tests(text: str) -> list[str]:
    return [code for code in codes(checked(text)) if code != "W1401"]


@pytest.mark.parametrize(
    "text",
    [
        BARE.replace("JPY", "JPY  # otoku: allow W1102 because the price list caps it"),
        BARE.replace("  discount", "  # otoku: allow W1102 because the price list caps it\n  discount"),
        BARE.replace("  discount", "  # otoku: allow W1102 because of this\n\n  # more\n  discount"),
        BARE.replace("{", "{  # otoku: allow W1102 because the whole rule is fine"),
        "# otoku: allow W1102 because the whole rule is fine\n" + BARE,
        "# otoku: allow W1102, W1401 because the whole rule is fine\n" + BARE,
        BARE.replace("500 JPY", "500 JPY  #otoku:allow W1102 because 値引き額が小さい"),
    ],
)
def test_a_warning_is_taken_away_by_a_comment_beside_or_above_it(text: str) -> None:
    assert "W1102" in codes(checked(BARE))
    assert [] == without_tests(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (BARE.replace("JPY", "JPY  # otoku: allow W1102"), ["W1102", "W1505"]),
        (BARE.replace("JPY", "JPY  # otoku: allow W1102 because "), ["W1102", "W1505"]),
        (BARE.replace("JPY", "JPY  # otoku: permit W1102 because"), ["W1102", "W1505"]),
        (BARE.replace("JPY", "JPY  # otoku: allow W1103 because wrong code"), ["W1102", "W1504"]),
        (BARE.replace("}", "  # otoku: allow W1102 because below\n}"), ["W1102", "W1504"]),
        ("# otoku: allow W1102 because another rule\n" + sale() + BARE, ["W1504", "W1102"]),
    ],
)
def test_a_comment_that_allows_nothing_is_reported(text: str, left: list[str]) -> None:
    assert sorted(left) == sorted(without_tests(text))


def test_an_error_cannot_be_allowed() -> None:
    text = coupon("uses 0  # otoku: allow E0311 because I want it")
    assert ["E0311", "W1505"] == codes(checked(text))


def test_a_text_that_looks_like_a_comment_is_a_text() -> None:
    assert ["W1102"] == without_tests(BARE.replace("{", '{\n  note "# otoku: allow W1102 because no"'))
