"""Responsive mails from MJML: HTML with its Liquid untouched, a text part from its words, nothing from elsewhere."""

from engine.delivery.render import render
from engine.dsl.mjml_text import read_mjml
from tests.checker.shop import checked, coupon, mail

BODY = """<mjml><mj-head><mj-title>T</mj-title></mj-head><mj-body>
<mj-section><mj-column>
  <mj-text>こんにちは {{ customer.name }}さま<br/>A &amp; B</mj-text>
  <!-- <mj-oops> is a comment -->
  <mj-button href="https://shop.example/?code={{ coupon.code }}&amp;x=1">{{ coupon.code }} を使う</mj-button>
</mj-column></mj-section>
</mj-body></mjml>
"""


def test_mjml_becomes_html_that_adapts_to_the_screen_and_asks_no_other_server_for_fonts() -> None:
    html = read_mjml(BODY).html
    assert html.startswith("<!doctype html>")
    assert "@media only screen and (min-width:480px)" in html
    assert "{{ customer.name }}" in html
    assert "googleapis" not in html


def test_the_text_part_comes_from_the_words_where_none_is_written() -> None:
    result = checked(coupon('send email "thanks"'), thanks__ja=mail("").rstrip() + f"\n--- mjml\n{BODY}")
    assert result.program is not None, [one.code for one in result.diagnostics]
    template = result.program.templates[("thanks", "ja")]
    filled = render(template, {"customer": {"name": "<茶>"}, "coupon": {"code": "1234"}})
    expected = "こんにちは <茶>さま\nA & B\n\n1234 を使う\nhttps://shop.example/?code=1234&x=1\n"
    assert expected == filled.text
    assert "こんにちは &lt;茶&gt;さま" in filled.html


def test_a_text_part_that_is_written_stays() -> None:
    result = checked(
        coupon('send email "thanks"'), thanks__ja=mail(f"CODE {{{{ coupon.code }}}} here\n--- mjml\n{BODY}")
    )
    assert result.program is not None, [one.code for one in result.diagnostics]
    assert "CODE {{ coupon.code }} here\n" == result.program.templates[("thanks", "ja")].text
