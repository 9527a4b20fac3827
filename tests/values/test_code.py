"""Codes: what is drawn, what is recognised, what is stored."""

import itertools
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values.code import (
    SYMBOLS,
    Alphabet,
    CodeShape,
    canonical,
    check_holds,
    check_symbol,
    derive,
    entropy,
    is_rude,
    lookup_hash,
    printed,
    search_space,
)

EIGHT_DIGITS = CodeShape(length=8, alphabet=Alphabet.DIGITS)
TEN_CHARACTERS = CodeShape(length=10, alphabet=Alphabet.CHARACTERS)
shapes = st.builds(CodeShape, length=st.integers(4, 32), alphabet=st.sampled_from(Alphabet))
payloads = st.text(SYMBOLS[Alphabet.CHARACTERS], min_size=3, max_size=29)


@pytest.mark.requirement("S1.5", "S1.12", "S1.13")
@given(shapes, st.text(max_size=20), st.integers(0, 3))
def test_a_derived_code_has_its_shape_and_is_the_same_again(
    shape: CodeShape, coupon: str, attempt: int
) -> None:
    code = derive(b"key", "shop", coupon, attempt, shape)
    assert shape.length == len(code)
    assert set(code) <= set(SYMBOLS[shape.alphabet])
    assert (
        code == derive(b"key", "shop", coupon, attempt, shape) == canonical(code) == canonical(printed(code))
    )
    assert not is_rude(code)


def test_key_shop_coupon_attempt_and_shape_each_change_the_code() -> None:
    base = (b"key", "shop", "c1", 0, TEN_CHARACTERS)
    changed = [(b"yek",), (b"key", "shoq"), (b"key", "shop", "c2"), (b"key", "shop", "c1", 1)]
    codes = {derive(*(*change, *base[len(change) :])) for change in ((), *changed)}  # type: ignore[arg-type]
    assert 5 == len(codes)
    longer = CodeShape(length=11, alphabet=Alphabet.CHARACTERS)
    assert not derive(b"key", "shop", "c1", 0, longer).startswith(derive(*base)[:9])


def test_codes_of_successive_coupons_are_spread_evenly() -> None:
    codes = [derive(b"key", "shop", f"c{number}", 0, EIGHT_DIGITS) for number in range(2000)]
    assert len(set(codes)) == len(codes)
    digits = Counter("".join(codes))
    expected = len(codes) * 8 / 10
    spread = sum((digits[digit] - expected) ** 2 / expected for digit in string.digits)
    assert spread < 27.9  # chi-squared, 9 degrees of freedom, 0.1 %
    steps = Counter((int(after) - int(before)) % 10 for before, after in itertools.pairwise(codes))
    assert max(steps.values()) < 300


@given(payloads, st.data())
def test_the_check_symbol_notices_any_wrong_symbol_and_any_swap(payload: str, data: st.DataObject) -> None:
    code = payload + check_symbol(payload)
    assert check_holds(code)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(
        st.sampled_from(SYMBOLS[Alphabet.CHARACTERS]).filter(lambda symbol: symbol != code[place])
    )
    assert not check_holds(code[:place] + other + code[place + 1 :])
    second = data.draw(st.integers(0, len(code) - 1).filter(lambda found: code[found] != code[place]))
    swapped = list(code)
    swapped[place], swapped[second] = swapped[second], swapped[place]
    assert not check_holds("".join(swapped))


def test_what_is_no_code_of_characters_has_no_check_symbol() -> None:
    assert not check_holds("")
    assert not check_holds("0OIL")


def test_no_alphabet_with_letters_has_look_alikes() -> None:
    for alphabet in (Alphabet.LETTERS, Alphabet.CHARACTERS):
        assert set(SYMBOLS[alphabet]).isdisjoint("01OIL")
    assert 31 == len(SYMBOLS[Alphabet.CHARACTERS])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("welcome10", "WELCOME10"),
        (" ＷＥＬＣＯＭＥ－１０　", "WELCOME10"),
        ("1234 5678", "12345678"),
        ("１２３４ー５６７８", "12345678"),
        ("ABCD‐EFGH–JK—L−M", "ABCDEFGHJKLM"),
        ("AB\u200bCD\u00a0EF\ufeff", "ABCDEF"),
        ("夏のセール-10", "夏のセール10"),
        ("ﾊﾞｰｹﾞﾝ", "バーゲン"),
        ("", ""),
    ],
)
def test_codes_are_found_however_they_are_typed(typed: str, found: str) -> None:
    assert found == canonical(typed)


def test_letters_that_only_look_alike_find_nothing() -> None:
    assert canonical("ΑВC") != "ABC"


@given(st.text(max_size=40))
def test_a_canonical_code_stays_what_it_is(typed: str) -> None:
    assert canonical(typed) == canonical(canonical(typed))


def test_a_look_up_hash_depends_on_pepper_shop_and_code_and_on_where_one_ends() -> None:
    hashes = {
        lookup_hash(b"p", "shop", "CODE"),
        lookup_hash(b"q", "shop", "CODE"),
        lookup_hash(b"p", "sho", "pCODE"),
        lookup_hash(b"p", "shop", "CODF"),
    }
    assert 4 == len(hashes)
    assert {32} == {len(one) for one in hashes}
    assert not any(b"CODE" in one for one in hashes)


def test_the_search_space_leaves_the_check_symbol_out() -> None:
    assert 10**8 == search_space(EIGHT_DIGITS)
    assert 31**9 == search_space(TEN_CHARACTERS)
    assert 26.5 < entropy(EIGHT_DIGITS) < 26.6


@pytest.mark.parametrize("code", ["AAFUCKAA", "22SH4T22", "ASSAAAAA", "KUS0KUSO", "5EX22222"])
def test_rude_words_are_noticed_with_digits_for_letters_too(code: str) -> None:
    assert is_rude(code)


def test_digits_alone_are_never_rude() -> None:
    assert not is_rude("45554855")


def test_long_codes_are_printed_in_groups_of_four() -> None:
    assert "12345678" == printed("12345678")
    assert "ABCD-EFGH-JK" == printed("ABCDEFGHJK")


def test_rude_draws_are_drawn_again() -> None:
    shape = CodeShape(length=32, alphabet=Alphabet.LETTERS)
    assert not any(is_rude(derive(b"key", "shop", str(number), 0, shape)) for number in range(500))
