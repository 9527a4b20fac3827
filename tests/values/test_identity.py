"""E-mail addresses and telephone numbers in comparable form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.values.identity import normal_email, normal_phone


@pytest.mark.requirement("S1.7", "S1.8", "D1.g", "V6")
@pytest.mark.parametrize(
    ("typed", "comparable"),
    [
        ("a@x.jp", "a@x.jp"),
        ("A@x.jp", "a@x.jp"),
        ("  a@X.JP ", "a@x.jp"),
        ("ａ＠ｘ．ｊｐ", "a@x.jp"),
        ("a\u200b@x.jp", "a@x.jp"),
        ("a..b.@docomo.ne.jp", "a..b.@docomo.ne.jp"),
        ("Straße@example.de", "straße@example.de"),
        ("a+b@x.jp", "a+b@x.jp"),
        ("ユーザー@例え.jp", "ユーザー@例え.jp"),
    ],
)
def test_addresses_are_trimmed_and_folded(typed: str, comparable: str) -> None:
    assert comparable == normal_email(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "", "a", "@x.jp", "a@", "a@x", "a@x.", "a@.jp", "a@x..jp", "a b@x.jp", "a@x.jp\nBcc: b@y.jp", "a@-x.jp",
        "a@x_y.jp", "a,b@x.jp", "<a@x.jp>", '"a"@x.jp', "a@b@x.jp", "a" * 65 + "@x.jp", "a@" + "x." * 127 + "jp",
        "a\x00@x.jp", "a@x.jp,b@y.jp",
    ],
)  # fmt: skip
def test_what_mail_cannot_be_sent_to_is_no_address(typed: str) -> None:
    assert normal_email(typed) is None


@pytest.mark.requirement("D1.g")
def test_a_plus_tag_is_dropped_only_on_request() -> None:
    assert "a@x.jp" == normal_email("a+shop@x.jp", fold_plus=True)
    assert "+a@x.jp" == normal_email("+a@x.jp", fold_plus=True)


@given(st.text(max_size=80))
def test_a_comparable_address_stays_what_it_is(typed: str) -> None:
    once = normal_email(typed + "@x.jp")
    assert once is None or normal_email(once) == once


@pytest.mark.parametrize(
    ("typed", "comparable"),
    [
        ("090-1234-5678", "+819012345678"),
        ("０９０ー１２３４ー５６７８", "+819012345678"),
        ("+81 (0)90 1234 5678", "+819012345678"),
        ("+81 090-1234-5678", "+819012345678"),
        ("0081-090-1234-5678", "+819012345678"),
        ("+1 (415) 555-2671", "+14155552671"),
        ("0014155552671", "+14155552671"),
        ("03.1234.5678", "+81312345678"),
        ("12345", None),
        ("", None),
        ("+٠٩٠١٢٣٤٥٦٧٨", None),
        ("090-1234-56789012345", None),
    ],
)
def test_telephone_numbers_become_e164(typed: str, comparable: str | None) -> None:
    assert comparable == normal_phone(typed)
