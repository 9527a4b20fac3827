"""A file of a job names a person however somebody typed them, and nobody else (GDPR)."""

import pytest

from engine.model.data_subject import DataSubject
from engine.store.named_in import is_named

TARO = DataSubject(emails=("taro@shop.example",), phones=("+819012345678", "+14155550123"))


@pytest.mark.parametrize(
    "written",
    [
        "taro@shop.example",
        "TARO@Shop.Example",
        "ｔａｒｏ＠ｓｈｏｐ．ｅｘａｍｐｌｅ",
        "090-1234-5678",
        "09012345678",
        "０９０ー１２３４ー５６７８",
        "+81 90 1234 5678",
        "+81(0)90-1234-5678",
        "+819012345678",
        "0081 90 1234 5678",
        "(090) 1234.5678",
        "+1 (415) 555-0123",
        "1-415-555-0123",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_it_names_them(written: str, encoding: str) -> None:
    assert is_named(f"1,茶,{written},2000\r\n".encode(encoding, errors="replace"), TARO)


@pytest.mark.parametrize(
    "written",
    ["hana@shop.example", "090-1234-5679", "1090-1234-5678", "090-1234-56781", "", "12345678", "5550123"],
)
def test_it_names_somebody_else(written: str) -> None:
    assert not is_named(f"1,茶,{written},2000\r\n".encode(), TARO)


def test_nobody_is_named_by_nothing() -> None:
    assert not is_named(b"taro@shop.example", DataSubject(names=("Taro",)))


def test_a_character_that_is_cut_hides_nothing() -> None:
    content = "茶,ｔａｒｏ＠ｓｈｏｐ．ｅｘａｍｐｌｅ,茶".encode()
    assert is_named(content[1:-1], TARO)
