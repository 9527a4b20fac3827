"""The three sample files, compiled: two are right with what they need beside them, one has every mistake once."""

from pathlib import Path

from engine.dsl.compile import Compiled
from tests.checker.shop import CATALOG, codes, compiled, coupon, errors, mail
from tests.checker.shop_later import SHOP, TERMS

SAMPLES = Path(__file__).parents[1] / "language" / "samples"
LEGAL = "{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}"
ADVERTISING = {
    "cart-reminder": "abandonment",
    "form-reminder-sms": "remarketing",
    "thank-you-sms": "follow",
    "how-to-use": "follow",
    "refill-guide": "follow",
}


def sample(name: str, **more: str) -> Compiled:
    files = {f"{name}.otoku": (SAMPLES / f"{name}.otoku").read_text(encoding="utf-8")}
    files |= {path.replace("__", "."): text for path, text in more.items()}
    return compiled(files, CATALOG)


def test_the_six_rules_are_right_with_their_shop_and_their_templates() -> None:
    shop = SHOP.removesuffix("}\n") + f"  {TERMS}\n}}\n"
    files = {"shop__otoku": f"otoku 1\n{shop}"}
    files["templates/thanks-coupon.ja.liquid"] = mail()
    files["templates/giftcard-refund.ja.liquid"] = mail("{{ giftcard.code }}", category="giftcard")
    for name, category in ADVERTISING.items():
        source = mail(LEGAL, category=category, **{"class": "advertising"})
        files[f"templates/{name}.ja.liquid"] = source
    result = sample("six_rules", **files)
    assert [] == errors(result)
    assert result.program is not None
    assert 6 == len(result.program.rules)
    assert {"W1102", "W1109", "W1116", "W1401"} == set(codes(result))


PLACES = {
    (4, "E0201"), (5, "E0101"), (6, "E0201"), (7, "E0203"), (8, "E0201"), (9, "W1105"), (9, "E0101"), (10, "E0302"),
    (14, "E0101"), (15, "E0101"), (17, "E0103"), (18, "E0105"), (19, "E0202"), (20, "E0200"), (22, "E0204"),
    (24, "E0310"), (25, "E0101"), (26, "E0207"), (27, "E0200"), (30, "E0201"), (33, "E0104"), (35, "E0206"),
}  # fmt: skip
"""Line 25 has two. In line 9 the draft had E0303; an amount beside a percentage is W1105 by now (S1.22, D1.c)."""


def test_the_broken_file_gives_each_mistake_once_and_no_echo() -> None:
    text = (SAMPLES / "broken.otoku").read_text(encoding="utf-8")
    found = list(sample("broken").diagnostics)
    assert PLACES == {(text[: one.span.start].count("\n") + 1, one.code) for one in found}
    assert 23 == len(found)
    (timer,) = [one for one in found if one.code == "E0302"]
    assert ("timer", "offer") == (timer.args["label"], timer.args["places"])


def test_the_showcase_lacks_nothing_but_what_this_version_has_no_block_for() -> None:
    text = (SAMPLES / "showcase.otoku").read_text(encoding="utf-8")
    files = {"showcase.otoku": text, "coupons.otoku": f"otoku 1\n{coupon(name='thanks-coupon')}"}
    found = [one for one in compiled(files, None).diagnostics if one.code.startswith("E")]
    # A sale has no order yet when it is tested, and no headline that a variant could change.
    assert [("E0503", "order.note"), ("E0306", "headline")] == [
        (one.code, text[one.span.start : one.span.end]) for one in found
    ]


def test_a_line_set_twice_and_one_of_another_kind_are_told_beside_lines_that_cannot_be_read() -> None:
    text = 'otoku 1\ncoupon "x" {\n  valide 14 days\n  uses 1\n  uses 2\n  timer 10 minutes\n  headlin\n}\n'
    found = codes(compiled({"x.otoku": text}))
    assert {"E0303", "E0302"} < set(found)
    assert "E0304" not in found
