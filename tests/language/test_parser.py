"""Lines to typed values, and places that stay right when a block moves."""

from fractions import Fraction

import pytest

from engine.dsl.chunk import SHELF, Shelf, read_chunk
from engine.dsl.nodes import BadLine, Line
from engine.dsl.parser import parse_file
from engine.values.duration import Unit
from tests.language.programs import GOOD, sample
from tests.language.trees import plain


def line_of(text: str, head: str = 'sale "x"') -> Line:
    """The first line of a block with this one line."""
    file = parse_file("x", f"otoku 1\n{head} {{\n{text}\n}}\n")
    assert file.diagnostics == ()
    line = file.blocks[0].lines[0]
    assert isinstance(line, Line)
    return line


@pytest.mark.parametrize(
    ("text", "label", "values"),
    [
        ("valid 1 day", "valid", (("Length", 1, "day"),)),
        ("discount 5,000 JPY", "discount", (("Amount", Fraction(5000), "JPY"),)),
        ("discount 500円", "discount", (("Amount", Fraction(500), "JPY"),)),
        ("discount 12.5 % up to 2,000 JPY", "discount", (
            ("Percent", Fraction(1, 8)), ("Word", "up"), ("Word", "to"), ("Amount", Fraction(2000), "JPY"))),
        ("discount to 500 JPY", "discount", (("Word", "to"), ("Amount", Fraction(500), "JPY"))),
        ("code 8 digits", "code", (("Integer", 8), ("Word", "digits"))),
        ('code "A", "B"', "code", (("Names", (("Text", "A"), ("Text", "B"))),)),
        ('title "a \\"b\\" \\\\ か\u3099"', "title", (("Text", 'a "b" \\ が'),)),
        ('for any product except "A"', "for", (("Selection", "any", (("Text", "A"),)),)),
        ("gateway shows payable", "gateway", (("Word", "shows"), ("Word", "payable"))),
        ("needs ad flag, phone", "needs", (("Word", "ad"), ("Word", "flag"), ("Word", "phone"))),
    ],
)  # fmt: skip
def test_values_are_typed_and_in_written_order(text: str, label: str, values: object) -> None:
    line = line_of(text)
    assert (line.label, plain(line.values)) == (label, values)


def test_a_label_of_two_words() -> None:
    line = line_of("cart lifetime 3 days", "shop")
    assert (line.label, plain(line.values)) == ("cart lifetime", (("Length", 3, "day"),))


def test_a_trigger_is_one_value() -> None:
    line = line_of('when order paid with all of product "A"', 'coupon "x"')
    picked = ("Selection", "product", (("Text", "A"),))
    assert plain(line.values) == (("TriggerPhrase", ("order", "paid"), None, True, picked, None, None),)


def test_an_own_event_has_its_name_in_the_trigger() -> None:
    line = line_of('when event "booked"', 'coupon "x"')
    assert plain(line.values) == (("TriggerPhrase", ("event",), ("Text", "booked"), False, None, None, None),)


def test_a_wait_and_a_rule_are_parts_of_the_trigger() -> None:
    inactive = line_of("when customer inactive for 90 days", 'coupon "x"')
    wait = ("Length", 90, Unit.DAY)
    assert plain(inactive.values) == (
        ("TriggerPhrase", ("customer", "inactive", "for"), None, False, None, wait, None),
    )
    used = line_of('when coupon "friend" redeemed by others', 'coupon "x"')
    words = ("coupon", "redeemed", "by", "others")
    assert plain(used.values) == (("TriggerPhrase", words, None, False, None, None, ("Text", "friend")),)


def test_conditions_of_one_line_and_of_a_group_say_the_same() -> None:
    inline = line_of('if not (cart.a over 1 or cart.b and customer in audience "g")')
    group = line_of('if none {\nany {\ncart.a over 1\nall {\ncart.b\ncustomer in audience "g"\n}\n}\n}')
    assert plain(inline.values) == plain(group.values)


@pytest.mark.parametrize(
    ("text", "operator", "operands"),
    [
        ("cart.x", "is_true", ()),
        ("cart.x is not 5", "is_not", (("Integer", 5),)),
        ("cart.x at least 5", "at_least", (("Integer", 5),)),
        ("cart.x between 1.5 and 5%", "between", (("Decimal", Fraction(3, 2)), ("Percent", Fraction(1, 20)))),
        ('cart.x one of ("a", yes)', "one_of", (("Text", "a"), ("Word", "yes"))),
        ('cart.x has product "a"', "has", (("Selection", "product", (("Text", "a"),)),)),
        ("cart.x within 3 hours", "within", (("Length", 3, "hour"),)),
    ],
)
def test_comparisons(text: str, operator: str, operands: object) -> None:
    ((_, field, found, values),) = plain(line_of(f"if {text}").values)
    assert (field, found, values) == (("Field", "cart.x"), operator, operands)


def test_a_line_that_opens_braces_holds_a_block() -> None:
    line = line_of('legal {\nname "N"\n}', "shop")
    assert line.block is not None
    assert plain(line.block) == ("legal", None, (("name", (("Text", "N"),), None),))


@pytest.mark.parametrize("name", GOOD)
def test_every_place_is_the_text_it_stands_for(name: str) -> None:
    text = sample(name)
    for block in parse_file(name, text).blocks:
        assert text[block.span.start : block.span.end] == block.text
        assert text[block.header.start : block.header.end].startswith(block.kind)
        for line in block.lines:
            assert isinstance(line, Line)
            assert text[line.label_span.start : line.label_span.end] == line.label
            assert text[line.span.start : line.span.end].startswith(line.label)
            assert not text[line.span.end - 1].isspace()


def test_places_of_a_block_that_moved_are_right_and_it_is_not_read_again() -> None:
    before = sample("showcase")
    parse_file("x", before)
    missed = SHELF.misses
    moved = before.replace('note "店長より', 'note "もっと長い文: 店長より')
    file = parse_file("x", moved)
    assert SHELF.misses == missed + 1
    last = file.blocks[-1]
    assert moved[last.span.start : last.span.end] == last.text
    assert all(moved[one.span.start :].startswith(one.label) for one in last.lines if isinstance(one, Line))


def test_a_line_that_cannot_be_read_keeps_its_place_and_leaves_the_others() -> None:
    file = parse_file("x", 'otoku 1\nsale "x" {\n  uses 1\n  priority high\n  discount 10%\n}\n')
    uses, bad, discount = file.blocks[0].lines
    assert isinstance(bad, BadLine)
    assert bad.text == "priority high"
    assert isinstance(uses, Line)
    assert isinstance(discount, Line)


def test_a_repaired_line_is_read_as_it_was_meant() -> None:
    file = parse_file(
        "x", 'otoku 1\ncoupon "x" {\n  code ８　ｄｉｇｉｔ\n  uses 1 discount ￥500\n  valide １４days\n}\n'
    )
    assert plain(file.blocks[0].lines[1:]) == (
        ("uses", (("Integer", 1),), None),
        ("discount", (("Amount", Fraction(500), "JPY"),), None),
        ("valid", (("Length", 14, "day"),), None),
    )


def test_a_bad_header_takes_its_braces_with_it() -> None:
    file = parse_file("x", 'otoku 1\nwhatever "x" {\n  if any {\n  foo\n  }\n}\nsale "y" {\n}\n')
    assert [block.kind for block in file.blocks] == ["sale"]
    assert [one.code for one in file.diagnostics] == ["E0201"]


def test_what_is_remembered_of_rules_is_bounded() -> None:
    shelf = Shelf(room=100)
    chunk = read_chunk('sale "x" {\n}\n')
    for number in range(20):
        shelf.keep(f'sale "{number:02}" {{\n}}\n', chunk)
        assert shelf.used <= 100
    shelf.keep("#" * 10_000, chunk)
    assert shelf.used <= 100
