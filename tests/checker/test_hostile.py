"""Whatever is handed in, the answer is a program or diagnostics, soon, and never a traceback."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dsl.compile import compile_files
from engine.dsl.diagnostics import wording
from engine.dsl.messages import CATALOGUE
from engine.model.records import SourceFile
from tests.checker.shop import CATALOG, checked, coupon, errors, mail, sale
from tests.checker.test_meaning import RULES

PIECES = st.sampled_from(
    [
        '"',
        "{",
        "}",
        "\n",
        " ",
        "0",
        "99999999999999999999",
        "%",
        "JPY",
        "product",
        "of",
        "(",
        ")",
        "　",
        "１",
        "\u202e",
        "not",
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = RULES
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.integers(0, 12))
        text = text[:at] + draw(PIECES) + text[at + gone :]
    return text


@settings(deadline=None)
@given(mutated())
def test_damaged_rules_give_diagnostics_that_can_be_said(text: str) -> None:
    result = checked(text, CATALOG)
    assert (result.program is None) == any(code.startswith("E") for code in errors(result))
    for one in result.diagnostics:
        assert one.code in CATALOGUE
        for language in ("en", "ja"):
            said = wording(one, language)
            assert said.message
            assert "{" not in f"{said.label}{''.join(said.notes)}" or "{" in str(dict(one.args))


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=100))
def test_damaged_templates_give_diagnostics(text: str, name: str) -> None:
    sources = [SourceFile(path=f"templates/{name}.ja.liquid", text=text)]
    sources.append(SourceFile(path="templates/x.ja.liquid", text=mail(text)))
    compile_files(sources, CATALOG)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "otoku 1",
        "\ufeffotoku 1\n" + sale(),
        "otoku 1\n"
        + "".join(f'audience "a{n}" {{\n  if customer in audience "a{n + 1}"\n}}\n' for n in range(2000)),
        "otoku 1\n"
        + "".join(
            f'audience "a{n}" {{\n  if customer in audience "a{n + 1}" or customer in audience "a{n + 1}"\n}}\n'
            for n in range(60)
        )
        + 'audience "a60" {\n  if customer.member\n}\n'
        + sale('if customer in audience "a0"'),
        "otoku 1\n" + sale("if " + " or ".join(["cart.total over 5 JPY"] * 190)),
        "otoku 1\n" + sale("if cart.total one of (" + ", ".join(f"{n} JPY" for n in range(3000)) + ")"),
        "otoku 1\n" + "".join(sale('for product "NOPE"', name=f"s{n}") for n in range(500)),
        "otoku 1\n" + sale("# otoku: allow " + "W1102, " * 3000),
    ],
    ids=["nothing", "edition", "mark", "chain", "doubling", "wide", "list", "many", "comment"],
)
def test_large_and_strange_files_are_answered_soon(text: str) -> None:
    started = time.process_time()
    checked(text)
    assert time.process_time() - started < 3


def test_audiences_in_a_long_chain_are_resolved_or_refused() -> None:
    chain = "".join(f'audience "a{n}" {{\n  if customer in audience "a{n + 1}"\n}}\n' for n in range(500))
    end = 'audience "a500" {\n  if customer.member\n}\n'
    assert {"E0313"} == set(errors(checked(chain + end + sale('if customer in audience "a0"'))))


def test_nothing_of_a_template_reaches_the_disk_or_runs_away() -> None:
    text = coupon('send email "thanks"')
    for source in (
        "{% include '/etc/passwd' %}",
        "{% for x in (1..999999999) %}{{ x }}{% endfor %}",
        "{% assign x = 1 %}",
    ):
        result = checked(text, thanks__ja=mail("{{ coupon.code }} アドレス " + source))
        assert {"E0511"} == set(errors(result))
