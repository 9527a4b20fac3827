"""The door: files in, a program or diagnostics out."""

from dataclasses import replace

import pytest

from engine.dsl.compile import compile_files, compile_text
from engine.model.catalog import Product
from engine.model.diagnostic import Confidence
from engine.model.records import SourceFile
from tests.checker.shop import CATALOG, checked, codes, compiled, coupon, errors, mail, sale


def test_one_text_compiles_like_one_file() -> None:
    text = "otoku 1\n" + sale()
    result = compile_text(text, CATALOG, path="x.otoku")
    assert result.program is not None
    assert [rule.path for rule in result.program.rules] == ["x.otoku"]
    assert result.program.fingerprint == getattr(checked(text).program, "fingerprint", None)


def test_rules_of_several_files_are_one_rule_set() -> None:
    files = {
        "a.otoku": "otoku 1\n" + sale('if customer in audience "a"', 'budget "b"'),
        "b.otoku": 'otoku 1\naudience "a" {\n  if customer.member\n}\nbudget "b" {\n  issue at most 5\n}\n',
        "README.md": "not a rule file",
    }
    assert [] == errors(compiled(files))
    twice = compiled(files | {"c.otoku": files["a.otoku"]})
    (found,) = [one for one in twice.diagnostics if one.code == "E0301"]
    assert (found.span.path, found.also[0].span.path) == ("c.otoku", "a.otoku")


def test_findings_come_in_the_order_of_files_and_places() -> None:
    files = {
        "b.otoku": "otoku 1\n" + sale("limit 0", "priority 99999"),
        "a.otoku": "otoku 1\n" + coupon("uses 0"),
    }
    found = [(one.span.path, one.span.start) for one in compiled(files).diagnostics]
    assert found == sorted(found)
    assert len(found) == 3


@pytest.mark.parametrize("complete", [True, False])
def test_templates_are_looked_up_when_there_are_some_or_nothing_else_will_come(complete: bool) -> None:
    source = SourceFile(path="a.otoku", text="otoku 1\n" + coupon('send email "thanks"'))
    result = compile_files([source], CATALOG, complete=complete)
    assert (["E0404"] if complete else []) == errors(result)


def test_templates_are_found_in_any_folder_and_every_language() -> None:
    files = {
        "a.otoku": "otoku 1\n" + coupon('send email "thanks"'),
        "shop/templates/thanks.ja.liquid": mail(
            "{{ coupon.code }} アドレス\n--- html\n<p>{{ coupon.code }}</p>"
        ),
        "shop/templates/thanks.en-US.liquid": "\ufeff" + mail(),
    }
    program = compiled(files).program
    assert program is not None
    assert set(program.templates) == {("thanks", "ja"), ("thanks", "en-US")}
    template = program.templates["thanks", "ja"]
    assert (template.category, template.subject) == ("coupon", "Your coupon")
    assert (template.text, template.html) == ("{{ coupon.code }} アドレス\n", "<p>{{ coupon.code }}</p>\n")
    again = compiled(files | {"other/templates/thanks.ja.liquid": mail()})
    assert ["E0512"] == errors(again)


@pytest.mark.parametrize(
    "path", ["templates/thanks.liquid", "templates/.ja.liquid", "templates/thanks.japan.liquid"]
)
def test_a_template_file_says_its_language(path: str) -> None:
    assert ["E0512"] == errors(compiled({path: mail()}))


def test_a_template_may_be_of_any_size_but_huge() -> None:
    assert [] == errors(compiled({"templates/a.ja.liquid": mail("{{ coupon.code }} " + "あ" * 100_000)}))
    assert ["E0512"] == errors(compiled({"templates/a.ja.liquid": mail("あ" * 300_000)}))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (coupon('for product "UPSEL-1"'), '"UPSELL-1"'),
        (sale("if cart.totl over 5 JPY"), "cart.total"),
        (sale('budget "sprng"') + 'budget "spring" {\n  issue at most 5\n}\n', '"spring"'),
        (sale('if customer in audience "Gld"') + 'audience "gold" {\n  if customer.member\n}\n', '"gold"'),
    ],
)
def test_a_misspelt_name_comes_with_the_one_that_was_meant(text: str, mended: str) -> None:
    found = next(one for one in checked(text).diagnostics if one.code.startswith("E"))
    assert found.label == "near"
    assert found.fix is not None
    assert found.fix.confidence is Confidence.MAYBE
    (edit,) = found.fix.edits
    whole = "otoku 1\n" + text
    assert mended == edit.text
    assert [] == errors(checked(whole[: edit.span.start] + edit.text + whole[edit.span.end :]))


def test_a_name_like_no_other_comes_without_a_guess() -> None:
    (found,) = [one for one in checked(coupon('for product "QQQ"')).diagnostics if one.code == "E0401"]
    assert (found.label, found.fix) == ("", None)


def test_names_are_compared_with_those_that_begin_alike_in_a_large_catalogue() -> None:
    products = {
        f"{head}-{n:05}": Product(sku=f"{head}-{n:05}", name="", price=1)
        for n in range(1_500)
        for head in "AB"
    }
    large = replace(CATALOG, products={**CATALOG.products, **products})
    (found,) = [
        one for one in checked(coupon('for product "UPSEL-1"'), large).diagnostics if one.code == "E0401"
    ]
    assert found.args["near"] == "UPSELL-1"


def test_a_head_may_have_empty_lines() -> None:
    assert [] == errors(compiled({"templates/a.ja.liquid": "\n" + mail().replace("class", "\nclass", 1)}))


def test_advertising_is_reported_once_however_many_mails_a_rule_sends() -> None:
    text = coupon("class advertising", 'send email "a"', 'send email "b" after 3 days')
    assert ["E0805"] == errors(checked(text))


@pytest.mark.requirement("S1.9", "S1.33")
def test_a_reminder_without_the_code_is_only_warned_of() -> None:
    text = coupon('send email "a"', 'send email "b" after 3 days')
    result = checked(text, a__ja=mail(), b__ja=mail("アドレス"))
    assert [] == errors(result)
    assert "W1301" in codes(result)
