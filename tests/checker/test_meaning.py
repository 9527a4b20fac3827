"""The fingerprint follows the meaning, and only the meaning."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checker.shop import checked, coupon, sale

RULES = (
    "shop {\n  rounding down\n  currency JPY\n}\n"
    + coupon('title "御礼"', 'for product "UPSELL-1", "TEA-1" as issued', "if customer.orders at least 2")
    + sale(
        'code "A1", "B2"',
        'if any {\n    cart.total over 5 JPY\n    customer.tags has "x"\n  }',
        "open sat, sun from 10:00 to 22:00",
        "discount 10% up to 2,000 JPY",
        'budget "b"',
    )
    + 'budget "b" {\n  spend at most 9,000 JPY\n  warn at 80%\n}\n'
    + 'audience "a" {\n  if customer.orders over 1\n}\n'
)


def fingerprint(text: str) -> str:
    program = checked(text).program
    assert program is not None
    return program.fingerprint


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """The same rules with other blanks, comments, empty lines and order of lines."""
    blocks = re.findall(r"^\w.*?^\}\n", RULES, re.MULTILINE | re.DOTALL)
    written = [_disguised_block(draw, block) for block in draw(st.permutations(blocks))]
    return "".join(written)


def _disguised_block(draw: st.DrawFn, block: str) -> str:
    head, *lines, end = block.rstrip("\n").split("\n")
    groups: list[str] = []
    inside = False
    for line in lines:
        if inside:
            groups[-1] += "\n" + line
        else:
            groups.append(line)
        inside = (inside or line.endswith("{")) and line.strip() != "}"
    shuffled = draw(st.permutations(groups))
    noise = st.sampled_from(["", "\n", "  # nothing\n", "\n\n", "   \t\n"])
    indent = st.sampled_from(["", "  ", "\t", "      "])
    tail = st.sampled_from(["", " ", '  # why not: "}" 全角'])
    parts = [f"{head}{draw(tail)}\n"]
    for group in shuffled:
        parts += [draw(noise), draw(indent), group.strip(), draw(tail), "\n"]
    return "".join([*parts, draw(noise), end, "\n"])


@settings(deadline=None)
@given(disguised())
def test_comments_blanks_and_the_order_of_lines_do_not_change_the_fingerprint(text: str) -> None:
    assert fingerprint(RULES) == fingerprint(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("500 JPY", "501 JPY"),
        ("uses 1", "uses 2"),
        ("valid 14 days", "valid 336 hours"),
        ('"UPSELL-1", "TEA-1"', '"UPSELL-1"'),
        ("as issued", "as current"),
        ("at least 2", "over 2"),
        ("if any {", "if none {"),
        ("10:00 to", "11:00 to"),
        ('"A1", "B2"', '"A1"'),
        ("rounding down", "rounding up"),
        ("9,000 JPY", "9,001 JPY"),
        ('"御礼"', '"お礼"'),
        ('coupon "thanks"', 'coupon "thank"'),
    ],
)
def test_whatever_changes_the_meaning_changes_the_fingerprint(before: str, after: str) -> None:
    assert before in RULES
    assert fingerprint(RULES) != fingerprint(RULES.replace(before, after))


def test_writing_a_value_in_another_way_changes_nothing() -> None:
    other = RULES.replace("5 JPY", "5円").replace("2,000 JPY", "2000 JPY").replace('"A1"', '"a-１"')
    assert fingerprint(RULES) == fingerprint(other)


def test_templates_are_part_of_the_meaning() -> None:
    text = coupon('send email "thanks"')
    head = "category: coupon\nsubject: x\n---\n"
    one = checked(text, thanks__ja=f"{head}{{{{ coupon.code }}}} アドレス").program
    other = checked(text, thanks__ja=f"{head}{{{{ coupon.code }}}}  アドレス").program
    assert one is not None
    assert other is not None
    assert one.fingerprint != other.fingerprint
