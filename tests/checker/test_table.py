"""Bad text → the code and exactly what is underlined."""

import pytest

from tests.checker.shop import checked, coupon, errors, mail, sale, underlined

BUDGET = 'budget "b" {\n  issue at most 100\n}\n'
LEGAL = 'shop {\n  rounding down\n  legal {\n    name "S"\n    address "A"\n    contact "C"\n  }\n}\n'

TRIED = (
    sale('experiment "x"')
    + """experiment "x" {
  ends 2026-05-06
  holdout 10%
  variant "A" 45%
  variant "B" 45% {
    discount 15%
  }
}
"""
)
ERRORS = [
    ("E0301", sale() + sale(), ['sale "spring"']),
    ("E0301", sale(name="x") + coupon(name="x"), ['coupon "x"']),
    ("E0301", "shop {\n}\nshop {\n}\n", ["shop"]),
    ("E0302", sale("uses 1", "bound to email"), ["uses", "bound"]),
    ("E0302", sale("timer 10 minutes"), ["timer"]),
    ("E0303", coupon("valid 3 days", "valid 4 days"), ["valid 4 days"]),
    ("E0303", coupon("discount 5 JPY", "discount 6 JPY"), ["discount 6 JPY"]),
    ("E0303", coupon("discount 5%", "discount free shipping"), ["discount free shipping"]),
    ("E0303", coupon("discount 5%", "discount 5 JPY", "discount 6 JPY"), ["discount 6 JPY"]),
    ("E0304", coupon(without=("uses",)), ['coupon "thanks"']),
    ("E0304", coupon(without=("code",)), ['coupon "thanks"']),
    ("E0304", coupon(without=("discount",)), ['coupon "thanks"']),
    ("E0304", coupon(without=("when", "uses")), ['coupon "thanks"', 'coupon "thanks"']),
    ("E0304", 'audience "a" {\n  note "x"\n}\n', ['audience "a"']),
    ("E0304", 'budget "b" {\n  then pause\n}\n', ['budget "b"']),
    ("E0305", sale('was "other"') + sale(name="other"), ['"other"']),
    ("E0305", sale('was "old"') + sale('was "old"', name="other"), ['"old"']),
    ("E0307", sale(name=" "), ['" "']),
    ("E0304", 'experiment "x" {\n  holdout 10%\n}\n', ['experiment "x"']),
    ("E0306", TRIED.replace("discount 15%", "code 8 digits"), ["code"]),
    ("E0306", TRIED.replace("discount 15%", "limit 5"), ["limit"]),
    ("E0406", TRIED.replace('experiment "x"', 'experiment "y"', 1), ['"y"']),
    ("E0602", TRIED.replace("discount 15%", "discount 150%"), ["150%"]),
    ("E0604", TRIED.replace("holdout 10%", "holdout 11%"), ["45%"]),
    ("E0604", TRIED.replace('"B"', '"A"'), ['"A"']),
    (
        "E0808",
        coupon("when customer joined", 'experiment "x"')
        + TRIED.replace("holdout", "split by order\n  holdout"),
        ['experiment "x"'],
    ),
    ("E0315", coupon("when cart abandoned"), ["cart abandoned"]),
    ("E0315", coupon('when customer joined with product "SAMPLE-1"'), ['product "SAMPLE-1"']),
    ("E0311", coupon("when customer birthday in 99 days"), ["99 days"]),
    ("E0311", coupon("when customer birthday in 1 month"), ["1 month"]),
    ("E0311", coupon("when customer inactive for 0 days"), ["0 days"]),
    ("E0311", coupon("when customer inactive for 3 hours"), ["3 hours"]),
    ("E0409", coupon('when coupon "thank" redeemed'), ['"thank"']),
    (
        "E0315",
        coupon('when refund approved with product "SAMPLE-1"'),
        ['refund approved with product "SAMPLE-1"'],
    ),
    ("E0308", coupon("discount 20% on first order"), ["discount 20% on first order"]),
    ("E0308", coupon("discount to 300 JPY"), ["discount to 300 JPY"]),
    (
        "E0308",
        'test "t" {\n  at 2026-05-20\n  do subscription cancelled\n  expect no coupon "x" usable\n}\n',
        ["subscription cancelled"],
    ),
    ("E0309", sale('code "A-1", "a１"'), ['"a１"']),
    ("E0309", sale('code "A-1"') + sale('code "B", "a1"', name="other"), ['"a1"']),
    ("E0311", coupon("valid 0 days"), ["0 days"]),
    ("E0311", coupon("uses 0"), ["0"]),
    ("E0311", coupon("code 3 digits"), ["3"]),
    ("E0311", coupon("code 33 digits"), ["33"]),
    ("E0311", coupon("code 0 digits"), ["0"]),
    ("E0311", sale("limit 0"), ["0"]),
    ("E0311", sale("limit 1 every 0 days"), ["0 days"]),
    ("E0311", sale("priority 10000"), ["10000"]),
    ("E0311", sale('budget "b"') + 'budget "b" {\n  spend at most 0 JPY\n}\n', ["0 JPY"]),
    ("E0311", coupon("discount 10,000,000,000,000,000 JPY"), ["10,000,000,000,000,000 JPY"]),
    ("E0313", sale("if " + " and ".join(['cart.channel is not "x"'] * 201)), None),
    ("E0313", sale("if " + "not " * 17 + "customer.member"), None),
    ("E0314", sale("code 8 digits"), ["code 8 digits"]),
    ("E0314", coupon('code "ABC"'), ['code "ABC"']),
    ("E0314", coupon('code pattern "GIFT-####"'), ['code pattern "GIFT-####"']),
    ("E0401", coupon('for product "UPSELL-1", "UPSEL-1"'), ['"UPSEL-1"']),
    ("E0401", sale('for any product except "NOPE"'), ['"NOPE"']),
    ("E0401", sale('if cart.items has product "NOPE"'), ['"NOPE"']),
    ("E0403", sale('for category "teas"'), ['"teas"']),
    ("E0304", 'sale "x" {\n  title "x"\n  limit 1\n}\n', ['sale "x"']),
    ("E0311", sale("tier from 0 items discount 10%"), ["0"]),
    ("E0311", sale("buy 0 get 1 free"), ["0"]),
    ("E0311", sale("buy 1 get 0 free"), ["0"]),
    ("E0311", sale("buy 1 get 1 free up to 0 times"), ["0"]),
    ("E0311", sale('bundle 1 of category "tea" for 5 JPY'), ["1"]),
    ("E0311", sale('bundle 2 of category "tea" for 5 JPY up to 0 times'), ["0"]),
    ("E0311", sale('gift 100 of product "SAMPLE-1"'), ["100"]),
    ("E0311", sale("pick 0 cheapest"), ["0"]),
    ("E0324", sale("discount 5%", "buy 1 get 1 free"), ["buy 1 get 1 free"]),
    ("E0324", sale("tier from 2 items discount 5%", "discount 5%"), ["discount 5%"]),
    ("E0325", sale("discount free shipping", "pick cheapest"), ["pick cheapest"]),
    ("E0325", sale("buy 2 get 1 free", "pick 2 dearest"), ["pick 2 dearest"]),
    ("E0325", sale('gift product "SAMPLE-1"', "floor 5 JPY"), ["floor 5 JPY"]),
    ("E0325", sale('bundle 2 of tag "new" for 5 JPY', "for any product"), ["for any product"]),
    (
        "E0326",
        sale("tier from 2 items discount 5%", "tier from 50 JPY discount 6%"),
        ["tier from 50 JPY discount 6%"],
    ),
    (
        "E0326",
        sale("tier from 2 items discount 5%", "tier from 2 items discount 6%"),
        ["tier from 2 items discount 6%"],
    ),
    ("E0327", sale('bundle product "UPSELL-1", "UPSELL-1" for 5 JPY'), ['product "UPSELL-1", "UPSELL-1"']),
    ("E0327", sale('bundle tag "new" for 5 JPY'), ['tag "new"']),
    ("E0328", sale('lane " "'), ['" "']),
    ("E0401", sale('gift product "NOPE"'), ['"NOPE"']),
    ("E0401", sale('bundle product "UPSELL-1", "NOPE" for 5 JPY'), ['"NOPE"']),
    ("E0401", sale('buy 1 get 1 free of product "NOPE"'), ['"NOPE"']),
    ("E0414", sale('gift product "MONTHLY-1"'), ['"MONTHLY-1"']),
    ("E0601", sale("tier from 5 USD discount 5%"), ["5 USD"]),
    ("E0601", sale("floor 5 USD"), ["5 USD"]),
    ("E0602", sale("buy 1 get 1 discount 101%"), ["101%"]),
    (
        "E0803",
        sale("tier from 2 items discount 9 JPY", 'budget "b"') + 'budget "b" {\n  spend at most 5 JPY\n}\n',
        ['budget "b"'],
    ),
    ("E0405", sale('budget "nope"'), ['"nope"']),
    ("E0407", sale('unless customer in audience "nope"'), ['"nope"']),
    ("E0409", sale('stacking with "spring", "nope"'), ['"nope"']),
    ("E0311", coupon('send email "x" after 36501 days'), ["36501 days"]),
    ("E0311", "shop {\n  cart lifetime 0 days\n}\n", ["0 days"]),
    ("E0311", 'budget "b" {\n  issue at most 0\n}\n', ["0"]),
    ("E0311", 'budget "b" {\n  issue at most 5 every 0 days\n}\n', ["0 days"]),
    ("E0311", 'budget "b" {\n  spend at most 5 JPY every 0 days\n}\n', ["0 days"]),
    ("E0601", 'budget "b" {\n  spend at most 5 USD\n}\n', ["5 USD"]),
    ("E0412", 'shop {\n  sender push "x"\n}\n', ["push"]),
    ("E0413", 'shop {\n  sender sms " "\n}\n', ['" "']),
    ("E0706", 'shop {\n  timezone "../x"\n}\n', ['"../x"']),
    ("E0706", 'shop {\n  timezone "qqqq"\n}\n', ['"qqqq"']),
    ("E0412", coupon('send push "x"'), ["push"]),
    ("E0412", coupon('send sms "x"'), ["sms"]),
    ("E0413", 'shop {\n  sender email "nobody"\n}\n', ['"nobody"']),
    ("E0501", sale("if cart.totl over 5 JPY"), ["cart.totl"]),
    ("E0502", sale("if cart.total over 5"), ["5"]),
    ("E0502", sale('if customer.tags is "gold"'), ['customer.tags is "gold"']),
    ("E0502", sale("if cart.total"), ["cart.total"]),
    ("E0502", sale('if cart.items has "TEA-1"'), ['"TEA-1"']),
    ("E0502", sale("if customer.last_order_at over 3 days"), ["customer.last_order_at over 3 days"]),
    ("E0503", sale('if order.note is ""'), ["order.note"]),
    ("E0503", 'audience "a" {\n  if cart.total over 5 JPY\n}\n', ["cart.total"]),
    ("E0504", sale("if cart.total under 0 JPY"), ["if cart.total under 0 JPY"]),
    (
        "E0504",
        sale("if cart.total over 5 JPY", "unless cart.total over 3 JPY"),
        ["unless cart.total over 3 JPY"],
    ),
    ("E0504", sale('if cart.channel is "a" and cart.channel is "b"'), None),
    ("E0505", 'audience "a" {\n  if customer in audience "a"\n}\n', ['"a"']),
    ("E0506", sale("if cart.quantity between 5 and 2"), ["cart.quantity between 5 and 2"]),
    ("E0601", coupon("discount 5 USD"), ["5 USD"]),
    ("E0601", sale("if cart.total over 5 USD"), ["5 USD"]),
    ("E0601", "shop {\n  currency USD\n}\n", ["currency USD"]),
    ("E0602", sale("discount 100.5%"), ["100.5%"]),
    ("E0606", coupon("bound to anyone"), ["code 8 digits"]),
    ("E0607", coupon("discount 0.5 JPY"), ["0.5 JPY"]),
    ("E0608", sale('code "-"'), ['"-"']),
    ("E0702", sale("begins 2026-05-02", "ends 2026-05-01"), ["ends 2026-05-01"]),
    ("E0702", sale("begins 2026-05-02 10:00", "ends 2026-05-02 10:00"), ["ends 2026-05-02 10:00"]),
    ("E0702", coupon("begins 2026-05-02", "valid until 2026-05-01"), ["valid until 2026-05-01"]),
    ("E0704", sale("open sun from 10:00 to 10:00"), ["10:00"]),
    ("E0704", sale("begins 2026-04-27", "ends 2026-04-28", "open sun"), ["open sun"]),
    ("E0704", "shop {\n  quiet from 10:00 to 10:00\n}\n", ["10:00"]),
    ("E0705", 'budget "b" {\n  issue at most 5 every 23 hours\n}\n', ["issue at most 5 every 23 hours"]),
    ("E0706", 'shop {\n  timezone "Tokyo"\n}\n', ['"Tokyo"']),
    ("E0803", coupon('budget "b"') + 'budget "b" {\n  spend at most 499 JPY\n}\n', ['budget "b"']),
    ("E0805", coupon("class advertising", 'send email "x"'), ["class advertising"]),
    ("E0902", 'test "t" {\n  at 2026-05-20\n  expect sale "nope" applied\n}\n', ['"nope"']),
    (
        "E0902",
        'test "t" {\n  at 2026-05-20\n  do order paid with coupon "nope"\n  expect no email "x"\n}\n',
        ['"nope"'],
    ),
    ("E0903", 'test "t" {\n  at 2026-05-20\n}\n', ['test "t"']),
]

WARNINGS = [
    ("W1101", sale("discount 5%"), ["discount 5%"]),
    ("W1101", sale("tier from 2 items discount 5%"), ["tier from 2 items discount 5%"]),
    ("W1101", sale("buy 1 get 1 discount 50%"), ["buy 1 get 1 discount 50%"]),
    (
        "W1112",
        sale("tier from 5 items discount 5 JPY", "tier from 2 items discount 6 JPY"),
        ["tier from 5 items discount 5 JPY"],
    ),
    (
        "W1112",
        sale("tier from 2 JPY discount 5%", "tier from 3 JPY discount 5% up to 9 JPY"),
        ["tier from 3 JPY discount 5% up to 9 JPY"],
    ),
    (
        "W1113",
        sale('bundle product "UPSELL-1", "UPSELL-2" for 3,400 JPY'),
        ['bundle product "UPSELL-1", "UPSELL-2" for 3,400 JPY'],
    ),
    ("W1113", sale('bundle 2 of category "tea" for 4,000 JPY'), ['bundle 2 of category "tea" for 4,000 JPY']),
    ("W1114", sale("floor cost", 'for category "tea"'), ["floor cost"]),
    ("W1102", coupon(without=("limit",)), ["discount 500 JPY"]),
    ("W1103", coupon("code 7 digits"), ["code 7 digits"]),
    ("W1104", coupon(without=("valid",)), ['coupon "thanks"']),
    ("W1105", coupon("discount 300 JPY", "discount 20%"), ["discount 20%"]),
    ("W1105", coupon("discount 20%", "discount 0 JPY"), ["discount 20%"]),
    ("W1106", coupon("discount 20%", "discount 0 JPY"), ["discount 0 JPY"]),
    ("W1106", coupon("discount 0%"), ["discount 0%"]),
    ("W1106", coupon("discount 5% up to 0 JPY"), ["discount 5% up to 0 JPY"]),
    ("W1107", "shop {\n  compat paymentex\n}\n" + coupon(without=("code",)), ['coupon "thanks"']),
    ("W1108", "shop {\n  compat paymentex\n}\n" + coupon(without=("uses",)), ['coupon "thanks"']),
    ("W1108", "shop {\n  compat paymentex\n}\n" + coupon("uses 0"), ["uses 0"]),
    ("W1109", coupon('for product "UPSELL-1", "UPSELL-2"'), ['"UPSELL-2"']),
    ("W1110", coupon('for product "HIDDEN-1", "FIXED-1"'), ['"HIDDEN-1"', '"FIXED-1"']),
    ("W1111", coupon("mode sandbox", 'for product "SANDBOX-1"'), ['"SAMPLE-1"']),
    ("W1202", sale("if customer.member or cart.lines over 1 and cart.lines under 9"), None),
    ("W1203", sale("if cart.total at least 0 JPY"), ["if cart.total at least 0 JPY"]),
    ("W1203", sale('unless cart.channel is "a" and cart.channel is "b"'), None),
    ("W1205", coupon('for product "UPSELL-1" as current'), ['for product "UPSELL-1" as current']),
    ("W1206", BUDGET, ['budget "b"']),
    ("W1206", 'audience "a" {\n  if customer.member\n}\n', ['audience "a"']),
    ("W1207", sale('for tag "nwe"'), ['"nwe"']),
    ("W1401", sale(), ['sale "spring"']),
    ("W1403", sale() + 'test "t" {\n  expect no sale "spring" applied\n}\n', ['test "t"']),
    ("W1504", sale("limit 5  # otoku: allow W1205 because no"), ["# otoku: allow W1205 because no"]),
    ("W1505", sale("limit 5  # otoku: allow W1205"), ["# otoku: allow W1205"]),
    ("W1505", sale("limit 5  # otoku: allow E0401 because no"), ["# otoku: allow E0401 because no"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), ERRORS)
def test_an_error_is_found_where_it_stands_and_alone(
    code: str, text: str, expected: list[str] | None
) -> None:
    result = checked(text)
    assert {code} == set(errors(result))
    assert result.program is None
    found = underlined(result, code, text)
    assert found == expected if expected is not None else found


@pytest.mark.parametrize(("code", "text", "expected"), WARNINGS)
def test_a_warning_is_found_where_it_stands_and_keeps_nothing_from_going_live(
    code: str, text: str, expected: list[str] | None
) -> None:
    result = checked(text)
    assert [] == errors(result)
    assert result.program is not None
    found = underlined(result, code, text)
    assert found == expected if expected is not None else found


def mjml(inner: str) -> str:
    """A template with MJML around `inner`."""
    return mail("{{ coupon.code }}\n--- mjml\n" + f"<mjml><mj-body>{inner}</mj-body></mjml>")


TEMPLATES = [
    ("E0510", mail("{{ coupon.code }} {% if x %}"), "}"),
    ("E0511", mail("{{ coupon.code }} {{ coupon.cod }}"), "coupon.cod"),
    ("E0511", mail("{{ coupon.code }} {{ unsubscribe_url }}"), "unsubscribe_url"),
    ("E0511", mail("{{ coupon.code | safe }}"), "safe"),
    ("E0511", mail("{{ coupon.code }}{% include 'x' %}"), "include"),
    ("E0511", mail(subject="{{ shop.nam }}"), "shop.nam"),
    ("E0512", mail(category=""), "---"),
    ("E0512", mail(subject=""), "---"),
    ("E0512", mail(category="news"), "news"),
    ("E0512", mail(**{"class": "urgent"}), "urgent"),
    ("E0512", mail(colour="red"), "colour: red"),
    ("E0512", "category: coupon\nsubject: x\n", "c"),
    ("E0513", mjml("<mj-txt>x</mj-txt>"), "mj-txt"),
    ("E0513", mjml("<mj-section><mj-column></mj-section>"), "mj-column"),
    ("E0513", mjml("</mj-section>"), "mj-section"),
    ("E0513", mjml("<mj-text><mj-button>x</mj-button></mj-text>"), "mj-button"),
    ("E0513", mjml('<mj-include path="/etc/passwd" />'), "mj-include"),
    ("E0513", mjml("<mj-spacer /><mj-raw>" + "<br>" * 2_000 + "</mj-raw>"), "<"),
    ("E0513", mjml("<mj-section").replace("</mj-body>", ""), "mj-body"),
    ("E0513", mjml("<mj-section a=b></mj-section>"), "<mjml"),
    ("E0513", mail("{{ coupon.code }}\n--- mjml\n<p>x</p>\n"), "<"),
    ("E0511", mjml("<mj-text>{{ coupon.cod }}</mj-text>"), "coupon.cod"),
    ("E0805", mail(**{"class": "advertising"}), "category: coupon"),
]


@pytest.mark.requirement("V4")
@pytest.mark.parametrize(("code", "source", "expected"), TEMPLATES)
def test_a_mistake_in_a_template_is_found_where_it_stands(code: str, source: str, expected: str) -> None:
    result = checked(coupon('send email "thanks"'), thanks__ja=source)
    assert result.program is None
    places = [one.span for one in result.diagnostics if one.code == code]
    assert [expected] == [source[one.start : one.end] for one in places]
    assert {"templates/thanks.ja.liquid"} == {one.path for one in places}


@pytest.mark.requirement("S1.6", "S1.9", "S1.33", "V4")
def test_the_mail_of_a_coupon_carries_its_code_and_says_who_can_use_it() -> None:
    text = coupon('send email "thanks"')
    without_code = checked(text, thanks__ja=mail("このメールアドレス"), thanks__en=mail())
    assert ["E0806"] == errors(without_code)
    without_html_code = checked(
        text, thanks__ja=mail("{{ coupon.code }} アドレス\n--- html\n<p>アドレス</p>")
    )
    assert ["E0806"] == errors(without_html_code)
    without_note = checked(text, thanks__ja=mail("{{ coupon.code }}"))
    assert ['send email "thanks"'] == underlined(without_note, "W1301", text)
    anyone = checked(text.replace("}", "  bound to customer\n}"), thanks__ja=mail("{{ coupon.code }}"))
    assert [] == underlined(anyone, "W1301", text)


def test_a_rule_and_its_template_agree_on_the_class() -> None:
    advertising = mail(
        "{{ coupon.code }} e-mail {{ unsubscribe_url }} {{ shop.legal.name }} {{ shop.legal.address }} "
        "{{ shop.legal.contact }}",
        **{"class": "advertising"},
    )
    essential = LEGAL + coupon('send email "thanks"')
    text = LEGAL + coupon("class advertising", 'send email "thanks"')
    assert ["E0411"] == errors(checked(essential, thanks__ja=advertising))
    assert ["E0411"] == errors(checked(text, thanks__ja=mail()))
    assert [] == errors(checked(text, thanks__ja=advertising))


@pytest.mark.parametrize(
    "when",
    ["when customer joined", "when customer inactive for 90 days", 'when coupon "thanks" redeemed by others'],
)
def test_a_mail_without_an_order_of_its_receiver_names_none(when: str) -> None:
    text = coupon(when, 'send email "thanks"')
    named = mail("{{ coupon.code }} e-mail", subject="Your order {{ order.id }}")
    assert ["E0411"] == errors(checked(text, thanks__ja=named))
    assert [] == errors(checked(text, thanks__ja=mail()))


def test_a_file_with_mistakes_of_every_sort_reports_each_of_them_once() -> None:
    text = sale("if cart.totl over 5 JPY", "discount 120%", "limit 0") + coupon(
        "discount 5 USD", "uses 0", name="b"
    )
    assert ["E0501", "E0602", "E0311", "E0311", "E0601"] == sorted(
        errors(checked(text)), key=["E0501", "E0602", "E0311", "E0601"].index
    )


def test_a_line_that_could_not_be_read_is_not_also_reported_as_missing() -> None:
    assert "E0304" not in errors(checked(coupon(without=("uses",)).replace("}", "  usess a 1\n}")))


def test_products_are_not_looked_up_without_a_catalogue() -> None:
    assert [] == errors(checked(coupon('for product "NOPE"', 'send email "nope"'), None))
