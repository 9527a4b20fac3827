"""Editors count in UTF-16 units: one `𠮷` before a place moves it by one."""

from hypothesis import given
from hypothesis import strategies as st

from engine.values.utf16 import utf16_of


@given(st.text(alphabet="aあ𠮷\n😀é"), st.data())
def test_offsets_are_those_of_the_text_in_utf_16_and_come_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(min_value=0, max_value=len(text)))
    units = utf16_of(text).units(offset)
    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert utf16_of(text).characters(units) == offset


def test_the_middle_of_a_pair_is_its_beginning() -> None:
    assert utf16_of("a𠮷b").characters(2) == 1
