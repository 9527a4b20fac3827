"""Advertising keeps the manners of reliability J15: nothing at night, one reminder of a cart in three days."""

import pytest

from engine.dsl.compile import compile_files
from engine.dsl.fixes import apply_fixes
from engine.model.records import SourceFile
from tests.checker.shop import checked, codes, coupon, underlined
from tests.checker.shop_later import QUIET, SHOP, reader_list, reminder, shop

LOUD = SHOP.replace(QUIET, "")
FIRST = 'send email "first"'
SECOND = 'send email "second" after 1 day'


def warned(text: str) -> list[str]:
    return [code for code in codes(checked(text)) if code in {"W1305", "W1306"}]


@pytest.mark.parametrize(
    "text",
    [
        SHOP + reminder(),
        shop("quiet none") + reminder(),
        LOUD + coupon('send email "x"'),
        LOUD + reader_list("class essential", 'step 3 days send email "x"'),
        LOUD + reminder("status archived"),
    ],
)
def test_nothing_is_said_of_quiet_hours_that_are_named_or_not_needed(text: str) -> None:
    assert warned(text) == []


def test_a_shop_without_quiet_hours_says_so_and_a_slip_in_the_line_is_told_once() -> None:
    program = checked(shop("quiet none") + reminder()).program
    assert program is not None
    assert (program.settings.quiet_from, program.settings.quiet_to) == (None, None)
    assert warned(shop("quiet from 21:00 to 21:00") + reminder()) == []
    assert warned(shop("quiet betwen 21:00 and 08:00") + reminder()) == []


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("  currency JPY  # yen\n", "  # who sends\n  sender sms \"MyShop\"\n"),
        ("", "  note \"x\"\n".replace("note", "sender email").replace('"x"', '"a@b.jp"')),
        ("  note \"x\"\n  rounding down\n", ""),
    ],
)  # fmt: skip
def test_the_fix_puts_the_usual_hours_where_they_belong_in_the_file_of_the_shop(
    above: str, below: str
) -> None:
    legal = SHOP[SHOP.index("  legal {") :]
    files = {
        "a.otoku": f"otoku 1\n\n{reminder()}",
        "shop.otoku": f"otoku 1\n\nshop {{\n{above}{below}{legal}",
    }
    found = compile_files([SourceFile(path=path, text=text) for path, text in files.items()])
    (one,) = [one for one in found.diagnostics if one.code == "W1305"]
    assert one.span.path == "shop.otoku"
    assert dict(one.args)["name"] == "left"
    kept, _ = apply_fixes(files["shop.otoku"], [one])
    assert kept == files["shop.otoku"]  # a person decides
    mended, _ = apply_fixes(files["shop.otoku"], [one], maybe=True)
    assert mended == f"otoku 1\n\nshop {{\n{above}{QUIET}{below}{legal}"


@pytest.mark.parametrize(
    "text",
    [
        reminder("rearm after 72 hours"),
        reminder(FIRST, 'send email "second" after 3 days'),
        reminder("cap 1 per customer every 3 days", "rearm after 1 day", FIRST, SECOND),
        reminder("to members", name="a") + reminder("to guests", name="b"),
        reminder("pages lp", name="a") + reminder("pages shop", name="b"),
        reminder(name="a") + reminder("status draft", name="b"),
        reminder(name="a") + reminder("mode sandbox", name="b"),
        reminder(name="a") + reminder("when form abandoned", name="b"),
        reminder("if cart.total over 5,000 JPY", name="a") + reminder("if cart.total at most 5,000 JPY", name="b"),
        reminder("ends 2026-05-01", name="a") + reminder("begins 2026-05-02", name="b"),
        reminder(name="a") + reminder('send email "second" after 3 days', name="b"),
    ],
)  # fmt: skip
def test_reminders_that_never_meet_at_one_cart_within_three_days_are_fine(text: str) -> None:
    assert warned(SHOP + text) == []


def test_of_two_rules_on_one_cart_the_later_is_told_once_with_the_other() -> None:
    text = (
        SHOP + reminder(name="a") + reminder("after 24 hours", name="b") + reminder(FIRST, SECOND, name="c")
    )
    result = checked(text)
    assert underlined(result, "W1306", text) == ['reminder "b"', 'reminder "c"', SECOND]
    second = next(one for one in result.diagnostics if one.label == "rules")
    assert dict(second.args) == {"name": "b", "other": "a"}
    assert [one.label for one in second.also] == ["other"]
