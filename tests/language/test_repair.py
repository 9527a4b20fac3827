"""What is said about a line that is wrong, and that one slip is one message."""

from collections import Counter
from random import Random

import pytest

from engine.dsl.diagnostics import wording
from engine.dsl.parser import parse_file
from tests.language.programs import GOOD, sample, slip

HEAD = 'otoku 1\ncoupon "x" {\n'


def said(text: str) -> list[str]:
    """Code, message and label of everything wrong in a file."""
    lines = []
    for one in parse_file("x", text).diagnostics:
        words = wording(one)
        lines.append(f"{one.code} {words.message}: {words.label}".removesuffix(": "))
    return lines


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("vaild 14 days", "E0201 unknown word `vaild`: did you mean `valid`?"),
        ("Discount 10%", "E0201 unknown word `Discount`: did you mean `discount`?"),
        ("valid14days", "E0201 unknown word `valid14days`: did you mean `valid 14 days`?"),
        ("when order purchased", "E0201 unknown word `purchased`: did you mean `paid`?"),
        ("値引き 10%", "E0201 unknown word `値引き`: did you mean `discount`?"),
        ("blah 1", "E0201 unknown word `blah`: no setting begins with this word"),
        ("title Spring", 'E0201 unknown word `Spring`: your own words go in quotes: `"Spring"`'),
        ('send "email" "x"', 'E0200 did not expect `"email"` here: write `email` without quotes'),
        ("uses = 1", "E0200 did not expect `=` here: delete it"),
        ("uses 1;", "E0200 did not expect `;` after a complete line: the `uses` line is already complete here"),
        ('for product "A" "B"', 'E0200 `,` is missing before `"B"`: write `,`'),
        ("bound email", "E0200 `to` is missing before `email`: write `to`"),
        ("valid 14 day today", ("E0200 did not expect `today` after a complete line: "
            "the `valid` line is already complete here")),
        ("priority high", "E0200 did not expect `high` here: expected a whole number"),
        ("bound to", "E0202 this `bound` line is not finished: expected `anyone`, `customer` or `email`"),
        ("valid", "E0202 this `valid` line is not finished: expected `forever`, `until` or a whole number"),
        ("currency JPY", "E0200 `currency` is not a setting of this block: belongs to: `shop`"),
        ("cart.total over 5 JPY", "E0200 did not expect `cart.total` here: a condition begins with `if`"),
        ("or cart.total over 5 JPY", "E0207 a line cannot start with `or`"),
        ("uses 1 valid 14 days", ("E0203 `valid` must start a line of its own: "
            "the `uses` line is already complete here")),
        ("uses 1 }", "E0203 `}` stands on a line of its own: begin a new line here"),
        ("us}es 1", "E0200 did not expect `}` here: delete it"),
    ],
)  # fmt: skip
def test_what_is_said_about_a_line(line: str, message: str) -> None:
    ending = "" if line.endswith(" }") else "}\n"
    assert said(f"{HEAD}  {line}\n{ending}") == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('cuopon "x" {\n}', "E0201 unknown word `cuopon`: did you mean `coupon`?"),
        ('coupon "x"\n}', "E0205 a `coupon` block opens with `{`: write `{` here"),
        ('coupon "x"\n{\n}', "E0205 a `coupon` block opens with `{`: write `{` here"),
        ("coupon x {\n}", 'E0201 unknown word `x`: your own words go in quotes: `"x"`'),
        ("coupon {\n  foo\n}", 'E0202 this line is not finished: expected a "text in quotes"'),
        ('coupon "x {\n}', "E0103 this text has no closing quote: opened here"),
        ('coupon "x" {\n  uses 1', 'E0204 the block `coupon "x"` is never closed: the file ends here'),
        ('coupon "x" {\n  bound to', ("E0209 the file ends in the middle of a line: "
            "expected `anyone`, `customer` or `email`")),
        ('coupon "x" {\n}\n}', "E0206 this `}` closes nothing"),
        ("uses 1\nuses 2\n}", "E0208 2 line(s) stand outside any block: settings belong between `{` and `}`"),
        ('coupon "x" {\n  if any {\n    cart.a\n  uses 1\n}', ("E0204 the block `if any` is never closed: "
            "this line belongs to the block around it")),
        ('coupon "x" {\n  if any\n    cart.a\n  }\n}', "E0205 a `if` block opens with `{`: write `{` here"),
        ('coupon "x" { uses 1 }', "E0203 `{` stands at the end of its line: begin a new line after it"),
    ],
)  # fmt: skip
def test_what_is_said_about_a_block(text: str, message: str) -> None:
    assert said(f"otoku 1\n{text}") == [message]


def test_a_hundred_mistakes_are_enough() -> None:
    found = parse_file("x", HEAD + "  foo 1\n" * 500 + "}\n").diagnostics
    assert len(found) == 101
    assert found[-1].code == "E0299"


def test_every_text_is_filled_in_both_languages() -> None:
    random = Random(3)
    for _ in range(100):
        for one in parse_file("x", slip(random, sample("showcase"))).diagnostics:
            for language in ("en", "ja"):
                words = wording(one, language)
                texts = (words.message, words.label, *words.notes, *words.helps)
                assert not any("{found}" in text or "{label}" in text or "{write}" in text for text in texts)
                assert words.message


def slips(seed: int, count: int) -> Counter[int]:
    """How many messages each of `count` slips gives."""
    random = Random(seed)
    return Counter(
        len(parse_file("x", slip(random, sample(random.choice(GOOD)))).diagnostics) for _ in range(count)
    )


def test_one_slip_is_about_one_message() -> None:
    heard = slips(seed=1, count=400)
    assert sum(count * times for count, times in heard.items()) <= 1.2 * 400
    assert sum(times for count, times in heard.items() if count > 3) <= 1


@pytest.mark.slow
def test_thousands_of_slips_never_crash_and_hardly_echo() -> None:
    heard = slips(seed=2, count=4000)
    assert sum(count * times for count, times in heard.items()) <= 1.2 * 4000
    assert sum(times for count, times in heard.items() if count > 3) <= 4


@pytest.mark.slow
def test_one_slip_hurts_one_rule() -> None:
    random = Random(5)
    text = sample("six_rules")
    names = {block.name.value for block in parse_file("x", text).blocks if block.name}
    whole = {block.text for block in parse_file("x", text).blocks}
    for _ in range(1000):
        after = parse_file("x", slip(random, text))
        kept = {block.text for block in after.blocks if block.name and block.name.value in names}
        assert len(whole - kept) <= 2
