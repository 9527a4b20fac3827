"""Templates: strict about names, few tags, HTML escaped (SEC28, V4)."""

from typing import Any

import pytest

from engine.delivery.render import TemplateProblem, render
from engine.model.program import Template


def template(**changes: str) -> Template:
    """A template that uses one variable in each part."""
    values: dict[str, Any] = {
        "name": "thanks",
        "locale": "ja",
        "category": "coupon",
        "subject": "{{ shop.name }}",
        "text": "{{ coupon.code }}",
        "html": "<b>{{ coupon.code }}</b>",
    }
    return Template(**(values | changes))


VARIABLES = {"shop": {"name": "茶 & 舗"}, "coupon": {"code": "<i>1</i>"}}


def test_html_is_escaped_and_text_is_not() -> None:
    rendered = render(template(), VARIABLES)

    assert rendered.text == "<i>1</i>"
    assert rendered.html == "<b>&lt;i&gt;1&lt;/i&gt;</b>"
    assert rendered.subject == "茶 & 舗"


def test_a_subject_is_one_line() -> None:
    rendered = render(template(subject="{{ shop.name }}\r\nBcc: x@evil.example"), VARIABLES)

    assert rendered.subject == "茶 & 舗 Bcc: x@evil.example"


@pytest.mark.requirement("V4", "S1.14")
@pytest.mark.parametrize("part", ["subject", "text", "html"])
def test_a_name_that_is_not_known_is_a_problem_and_never_a_gap(part: str) -> None:
    with pytest.raises(TemplateProblem, match=part):
        render(template(**{part: "{{ coupon.kode }}"}), VARIABLES)


def test_a_mail_about_a_coupon_without_a_coupon_is_a_problem() -> None:
    with pytest.raises(TemplateProblem, match="coupon"):
        render(template(), {"shop": {"name": "x"}})


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in (1..1000000) %}x{% endfor %}",
        "{% include 'passwords' %}",
        "{% render 'passwords' %}",
        "{% assign x = 1 %}",
        "{% if %}",
        "{{ coupon.code",
        "{{ coupon.code | safe }}",
        "{{ 'now' | date: '%Y' }}",
        "{% increment x %}",
    ],
)
def test_a_template_cannot_run_away_or_reach_out(source: str) -> None:
    with pytest.raises(TemplateProblem):
        render(template(html=source), VARIABLES)


def test_a_choice_between_texts_is_allowed() -> None:
    source = "{% if coupon.code %}yes{% else %}no{% endif %}"

    assert render(template(text=source), VARIABLES).text == "yes"


def test_a_default_fills_an_empty_name() -> None:
    rendered = render(
        template(text="{{ customer.name | default: 'お客' }}さま"), {**VARIABLES, "customer": {"name": ""}}
    )

    assert rendered.text == "お客さま"


def test_a_text_of_a_quarter_of_a_megabyte_is_the_longest() -> None:
    with pytest.raises(TemplateProblem, match="longer than"):
        render(template(text="{{ coupon.code }}" * 100_000), VARIABLES)
