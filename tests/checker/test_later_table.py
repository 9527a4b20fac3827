"""Rules whose runtime is to come: bad text → the code and exactly what is underlined."""

import pytest

from tests.checker.shop import checked, codes, coupon, errors, mail, sale, underlined
from tests.checker.shop_later import QUIET, SHOP, contract, gift_card, offer, reader_list, reminder, shop

LEGAL = "{{ shop.legal.name }} {{ shop.legal.address }} {{ shop.legal.contact }} {{ unsubscribe_url }}"
MONTHLY = 'when subscription started with product "MONTHLY-1"'
BEFORE_EVENT = 'step 1 day before event date send email "x"'
AFTER_EVENT = 'step 2 hours after event date send email "x"'
LIMIT = "  limit 1 per customer\n"
EXPERIMENT = """experiment "x" {
  ends 2026-05-06
  holdout 10%
  variant "A" 45%
  variant "B" 45% {
    discount 15%
  }
}
"""
LONG_CODE = 'code pattern "G-****-****-****"'
EARLY = 'step 1 day at 7:59 send email "x"'
LOUD = SHOP.replace(QUIET, "")
FIRST = 'send email "first"'
SECOND = 'send email "second" after 71 hours'
TO_CONTRACT = "pattern subscription to subscription"

ERRORS = [
    ("E0302", offer("uses 1"), ["uses"]),
    ("E0302", coupon("timer 10 minutes"), ["timer"]),
    ("E0302", SHOP + reminder('show product "UPSELL-1"'), ["show"]),
    ("E0303", offer('button buy "A"', 'button buy "B"'), ['button buy "B"']),
    ("E0303", SHOP + reminder("skip redirected", "skip redirected"), ["skip redirected"]),
    ("E0304", 'offer "x" {\n  title "x"\n  when order paid\n  pattern once to once\n}\n', ['offer "x"']),
    (
        "E0304",
        offer("pattern once to subscription", 'show product "TEIKI-1" plan "monthly"'),
        ["pattern once to subscription"],
    ),
    ("E0304", contract('terms {\n    payment "x"\n    delivery "x"\n    period "x"\n  }'), ["terms"]),
    ("E0304", 'reminder "x" {\n  when cart abandoned\n  send email "x"\n}\n', ['reminder "x"']),
    ("E0304", 'giftcard "x" {\n  code pattern "########"\n}\n', ['giftcard "x"']),
    ("E0304", 'list "x" {\n  segment general\n}\n', ['list "x"']),
    ("E0310", SHOP + reminder("after 90 minutes"), ["after 90 minutes"]),
    ("E0310", SHOP + reminder("after 1 day"), ["after 1 day"]),
    ("E0311", offer("quantity 0"), ["0"]),
    ("E0311", offer("timer 0 minutes"), ["0 minutes"]),
    ("E0311", SHOP + reminder("rearm after 0 days"), ["0 days"]),
    ("E0311", SHOP + reminder("max late 0 hours"), ["0 hours"]),
    ("E0311", SHOP + reminder("cap 0"), ["0"]),
    ("E0311", SHOP + reminder("cap 1 every 0 days"), ["0 days"]),
    ("E0311", gift_card("pool 0"), ["0"]),
    ("E0311", SHOP + reader_list('step 36501 days send email "x"'), ["36501 days"]),
    ("E0314", gift_card("code 8 digits"), ["code 8 digits"]),
    ("E0314", gift_card('notify email "x" on issued'), ['notify email "x" on issued']),
    ("E0314", gift_card('notify webhook "x" on clicked'), ['notify webhook "x" on clicked']),
    ("E0315", offer("when cart abandoned"), ["cart abandoned"]),
    ("E0315", SHOP + reminder("when order paid"), ["order paid"]),
    ("E0315", SHOP + reminder("stop when cart abandoned"), ["cart abandoned"]),
    ("E0315", SHOP + reminder("stop when refund requested"), ["refund requested"]),
    ("E0315", SHOP + reminder('stop when event "x"'), ['event "x"']),
    ("E0315", reader_list("when customer joined"), ["customer joined"]),
    ("E0315", reader_list("when refund approved"), ["refund approved"]),
    ("E0315", reader_list("leave when form abandoned"), ["form abandoned"]),
    ("E0315", reader_list("leave when customer inactive for 90 days"), ["customer inactive for 90 days"]),
    ("E0316", offer("button buy hidden"), ["button buy hidden"]),
    ("E0316", offer('button buy " "'), ['button buy " "']),
    ("E0317", SHOP + reader_list('step 3 hours at 10:00 send email "x"'), ["10:00"]),
    ("E0318", gift_card('code pattern "GIFT-####"'), ['"GIFT-####"']),
    ("E0320", contract('show product "TEIKI-1"'), ['show product "TEIKI-1"']),
    ("E0321", offer('show product "TEIKI-1" plan "monthly"'), ['"monthly"']),
    ("E0329", offer('when subscription started with product "TEIKI-1"'), ["pattern once to once"]),
    ("E0329", offer("pattern subscription to once"), ["pattern subscription to once"]),
    ("E0329", offer('when order paid with product "MONTHLY-1"'), ["pattern once to once"]),
    ("E0401", offer('show product "UPSEL-1"'), ['"UPSEL-1"']),
    ("E0402", contract('show product "TEIKI-1" plan "monthly", "wekly"'), ['"wekly"']),
    ("E0410", contract('show product "UPSELL-1" plan "monthly"'), ['"UPSELL-1"']),
    ("E0412", reminder('send sms "x"', "needs consent"), ["sms"]),
    ("E0415", SHOP + reader_list(BEFORE_EVENT), [BEFORE_EVENT]),
    ("E0415", SHOP + reader_list(AFTER_EVENT), [AFTER_EVENT]),
    ("E0412", reader_list('step on join send push "x"'), ["push"]),
    ("E0501", gift_card("balance 100% of cart.totl"), ["cart.totl"]),
    ("E0501", gift_card('meta "x" from order.nte'), ["order.nte"]),
    ("E0503", SHOP + reminder('if order.note is ""'), ["order.note"]),
    ("E0503", offer(MONTHLY, "if cart.lines over 1"), ["cart.lines"]),
    ("E0506", offer("quantity 3 to 1"), ["quantity 3 to 1"]),
    ("E0601", gift_card("balance 5 USD"), ["5 USD"]),
    ("E0602", gift_card("balance 101% of order.total"), ["101%"]),
    ("E0605", gift_card("redeem by anyone"), ["redeem by anyone"]),
    ("E0605", gift_card("redeem by anyone", "cash refund allowed"), ["redeem by anyone"]),
    ("E0605", gift_card("redeem by anyone", "pin 4 digits"), ["redeem by anyone"]),
    ("E0311", gift_card("pin 3 digits"), ["3"]),
    ("E0311", gift_card("pin 9 digits"), ["9"]),
    ("E0605", gift_card('code pattern "G-####-####-####"', "redeem by anyone"), ["redeem by anyone"]),
    ("E0605", gift_card(LONG_CODE, "pool 100000", "redeem by anyone"), ["redeem by anyone"]),
    ("E0608", gift_card('code pattern "gift ########"'), ['"gift ########"']),
    ("E0702", gift_card("begins 2026-05-02", "valid until 2026-05-01"), ["valid until 2026-05-01"]),
    ("E0801", offer(name="a") + offer('show product "UPSELL-2"', name="b"), ['offer "b"']),
    ("E0801", offer(name="a") + offer("when order paid", name="b"), ['offer "b"']),
    ("E0804", SHOP + reminder('send sms "x"'), ['send sms "x"']),
    ("E0804", SHOP + reminder("class essential"), ["class essential"]),
    ("E0805", reminder(), ['reminder "left"']),
    ("E0805", reader_list("class advertising", 'step on join send email "x"'), ["class advertising"]),
]

WARNINGS = [
    ("W1001", sale() + sale(name="Ｓｐｒｉｎｇ"), ['"Ｓｐｒｉｎｇ"']),
    ("W1102", offer("discount 5 JPY").replace(LIMIT, ""), ["discount 5 JPY"]),
    ("W1115", offer("discount 5 JPY", "limit 9"), ["discount 5 JPY"]),
    ("W1115", offer("timer 5 minutes", "discount 5%", "limit 1 per customer every 29 days"), ["timer 5 minutes"]),
    ("W1201", offer('title ""'), ['offer "upsell"']),
    ("W1204", offer("priority 1", name="a").replace(LIMIT, "") + offer(name="b"), ['offer "b"']),
    ("W1303", shop("quiet from 21:00 to 08:00") + reader_list(EARLY), [EARLY]),
    ("W1303", shop("quiet from 12:00 to 13:00") + coupon('send email "x" at 12:30'), ['send email "x" at 12:30']),
    ("W1304", shop("cart lifetime 9 days") + reminder("rearm after 3 days"), ["rearm after 3 days"]),
    ("W1305", LOUD + reminder(), ["shop"]),
    ("W1305", LOUD + reader_list('step 3 days send email "x"'), ["shop"]),
    ("W1305", LOUD + coupon("class advertising", 'send email "x"'), ["shop"]),
    ("W1306", SHOP + reminder("rearm after 71 hours"), ["rearm after 71 hours"]),
    ("W1306", SHOP + reminder(FIRST, SECOND), [SECOND]),
    ("W1306", SHOP + reminder(FIRST, SECOND, "cap 2 per customer every 7 days"), [SECOND]),
    ("W1306", SHOP + reminder(name="a") + reminder("after 24 hours", name="b"), ['reminder "b"']),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), ERRORS)
def test_an_error_is_found_where_it_stands_and_alone(code: str, text: str, expected: list[str]) -> None:
    result = checked(text)
    assert [code] * len(expected) == errors(result)
    assert result.program is None
    assert expected == underlined(result, code, text)


@pytest.mark.parametrize(("code", "text", "expected"), WARNINGS)
def test_a_warning_is_found_where_it_stands(code: str, text: str, expected: list[str]) -> None:
    result = checked(text)
    assert [] == errors(result)
    assert expected == underlined(result, code, text)


@pytest.mark.requirement("V11", "S3.14", "S3.40")
@pytest.mark.parametrize("when", ["confirm abandoned", "form abandoned"])
@pytest.mark.parametrize(
    ("hours", "found"), [("0", ["E0310"]), ("1", []), ("24", []), ("25", ["E0310"]), ("1.5", ["E0310"])]
)
def test_a_reminder_waits_1_to_24_whole_hours(when: str, hours: str, found: list[str]) -> None:
    text = SHOP + reminder(f"when {when}", f"after {hours} hours")
    result = checked(text)
    assert found == errors(result)
    assert [f"after {hours} hours"] * len(found) == underlined(result, "E0310", text)


@pytest.mark.requirement("V12", "S3.15", "D3.c")
@pytest.mark.parametrize(
    ("lifetime", "found"), [("1440 minutes", ["E0703"]), ("1441 minutes", []), ("unlimited", [])]
)
def test_a_cart_lives_longer_than_its_reminder_waits(lifetime: str, found: list[str]) -> None:
    text = shop(f"cart lifetime {lifetime}") + reminder("after 24 hours")
    result = checked(text)
    assert found == errors(result)
    assert all(
        {"after": "24 hours", "lifetime": lifetime} == one.args
        for one in result.diagnostics
        if one.code in found
    )
    assert ["after 24 hours"] * len(found) == underlined(result, "E0703", text)


@pytest.mark.requirement("S4.26")
@pytest.mark.parametrize("offered", [offer('show product "EBOOK-1"')])
def test_a_product_that_is_not_shipped_cannot_be_offered(offered: str) -> None:
    result = checked(offered)
    assert ["E0410"] == errors(result)
    assert ['"EBOOK-1"'] == underlined(result, "E0410", offered)


@pytest.mark.requirement("S4.27")
@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["pattern once to once", 'show product "MONTHLY-1"'], ["E0410"]),
        (["when subscription started", "pattern subscription to once", 'show product "MONTHLY-1"'], ["E0410"]),
        ([MONTHLY, TO_CONTRACT, 'show product "MONTHLY-1" plan "monthly"'], ["E0410"]),
        (["pattern once to subscription", 'show product "MONTHLY-1" plan "monthly"'], []),
    ],
)  # fmt: skip
def test_a_product_only_sold_by_subscription_is_offered_from_once_to_subscription_only(
    lines: list[str], found: list[str]
) -> None:
    made = contract(*lines) if lines[-1].endswith('plan "monthly"') else offer(*lines)
    assert found == errors(checked(made))


@pytest.mark.requirement("S4.30")
@pytest.mark.parametrize("lines", [(), (MONTHLY, TO_CONTRACT)])
def test_a_subscription_is_offered_with_a_plan(lines: tuple[str, ...]) -> None:
    assert ["E0320"] == errors(checked(contract(*lines, 'show product "TEIKI-1"')))
    assert [] == errors(checked(contract(*lines)))


@pytest.mark.requirement("S4.32")
@pytest.mark.parametrize(
    ("plans", "found"), [('"weekly"', ["E0322"]), ('"weekly", "monthly"', []), ('"monthly"', [])]
)
def test_a_contract_gets_a_product_on_a_plan_of_its_cycle(plans: str, found: list[str]) -> None:
    text = contract(MONTHLY, TO_CONTRACT, f'show product "TEIKI-1" plan {plans}')
    result = checked(text)
    assert found == errors(result)
    assert [plans] * len(found) == underlined(result, "E0322", text)


@pytest.mark.requirement("S4.33")
def test_there_is_one_plan_per_cycle() -> None:
    text = contract('show product "TEIKI-1" plan "monthly", "weekly", "monthly-light"')
    result = checked(text)
    assert ["E0323"] == errors(result)
    assert ['"monthly-light"'] == underlined(result, "E0323", text)


@pytest.mark.requirement("S3.12", "S3.39")
@pytest.mark.parametrize(
    ("when", "category", "found"),
    [
        ("confirm abandoned", "abandonment", []),
        ("cart abandoned", "remarketing", ["E0411"]),
        ("confirm abandoned", "follow", ["E0411"]),
        ("form abandoned", "remarketing", []),
        ("form abandoned", "abandonment", ["E0411"]),
    ],
)
def test_a_reminder_is_made_of_a_template_of_its_category(when: str, category: str, found: list[str]) -> None:
    template = mail(LEGAL, category=category, **{"class": "advertising"})
    assert found == errors(checked(SHOP + reminder(f"when {when}"), cart__ja=template))


def test_messages_of_one_class_only() -> None:
    template = mail("{{ giftcard.code }}", category="giftcard")
    assert [] == errors(checked(gift_card('send email "g"'), g__ja=template))
    assert ["E0411"] == errors(
        checked(SHOP + gift_card("class advertising", 'send email "g"'), g__ja=template)
    )
    assert ["E0806"] == errors(checked(gift_card('send email "g"'), g__ja=mail("Hello", category="giftcard")))
    assert ["E0411"] == errors(checked(coupon('send email "g"'), g__ja=template))
    assert ["E0404"] == errors(checked(SHOP + reader_list('step on join send email "x"'), g__ja=template))


@pytest.mark.parametrize(
    "text",
    [
        offer("priority 1", name="a") + offer("priority 2", name="b"),
        offer("if customer.member", name="a") + offer("unless customer.member", name="b"),
        offer("ends 2026-05-01", name="a") + offer("begins 2026-05-02", name="b"),
        offer(name="a") + offer('when order paid with product "TEA-1"', name="b"),
        offer("status draft", name="a") + offer(name="b"),
        offer(name="a") + offer(MONTHLY, "pattern subscription to once", name="b"),
        offer("priority 1", "if customer.member", name="a") + offer(name="b"),
    ],
)
def test_offers_that_do_not_meet_or_have_an_order_are_fine(text: str) -> None:
    assert not {"E0801", "W1204"} & set(codes(checked(text)))


def test_two_offers_for_one_order_are_told_with_that_order() -> None:
    text = offer('when order paid with tag "new"', name="a") + offer(
        'when order paid with category "tea"', name="b"
    )
    found = [one for one in checked(text).diagnostics if one.code == "E0801"]
    assert ['order paid with product "TEA-1"'] == [one.args["order"] for one in found]
    assert [] == errors(checked(text, None))  # without a catalogue nobody knows


def test_a_test_may_expect_an_offer_with_its_prices_and_press_its_buttons() -> None:
    steps = (
        'do order paid with product "TEA-1" plan "monthly"',
        'expect offer "upsell" at 720 JPY then 900 JPY',
        "do offer accepted quantity 2",
        'expect offer "upsell" ordered',
        "do offer declined",
    )
    body = "".join(f"  {one}\n" for one in steps)
    found = checked(offer() + f'test "t" {{\n  at 2026-05-20 10:00\n  customer "a@x.jp"\n{body}}}\n')
    assert [] == errors(found)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('expect offer "upsell" issued', "E0308"),
        ('expect offer "upsell" at 720 USD', "E0601"),
        ('expect sale "spring" at 720 JPY', "E0314"),
        ("do offer accepted quantity 0", "E0311"),
        ('expect offer "other"', "E0902"),
    ],
)
def test_what_an_offer_cannot_come_to_is_no_expectation(line: str, code: str) -> None:
    text = offer() + sale() + f'test "t" {{\n  at 2026-05-20\n  {line}\n  expect pays 1 JPY\n}}\n'
    assert [code] == errors(checked(text))


@pytest.mark.parametrize(
    "lines",
    [
        ("discount 5%", "limit 1 per customer"),
        ("discount 5%", "limit 1 per email every 1 month"),
        ("discount 5%", "timer hidden", "limit 9"),
        ("discount 5%", "timer off", "limit 9"),
        ("discount free shipping", "limit 9"),
        ("limit 9",),
    ],
)
def test_a_countdown_that_is_true_or_not_there_is_no_finding(lines: tuple[str, ...]) -> None:
    assert "W1115" not in codes(checked(offer(*lines)))
