"""Reminders to begin from, each with its template: 140001 for carts, 140002 for forms (S3.18-19, S3.47-48)."""

from engine.dsl.forms.starter import Blank, Starter
from engine.dsl.messages.entry import Said
from engine.model.records import SourceFile

_WAIT = Said("how long after leaving it goes: 1 to 24 hours", "離脱から送信までの時間(1〜24時間)")
_TO = Said("members, guests, or everyone", "送る相手(会員・ゲスト・全員)")
_TEXT = Said("the template of the message", "送るメッセージのテンプレート")
_FOOT_JA = """
────────────────────
{{ shop.legal.name }}
{{ shop.legal.address }}
お問い合わせ：{{ shop.legal.contact }}
配信停止：{{ unsubscribe_url }}
"""
_FOOT_EN = """
--
{{ shop.legal.name }}, {{ shop.legal.address }}
Questions: {{ shop.legal.contact }}
Unsubscribe: {{ unsubscribe_url }}
"""


def _responsive(hello: str, left: str, button: str, stop: str) -> str:
    """The cart as a mail that every program shows well, with what the law wants below."""
    return f"""\
--- mjml
<mjml>
  <mj-head>
    <mj-attributes>
      <mj-all font-family="sans-serif" font-size="16px" line-height="1.6" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f5f5f5">
    <mj-section background-color="#ffffff">
      <mj-column>
        <mj-text>{hello}</mj-text>
        <mj-text>{left}</mj-text>
        <mj-text font-weight="bold">{{{{ cart.products }}}}<br />{{{{ cart.total }}}}</mj-text>
        <mj-button href="{{{{ cart.url }}}}" background-color="{{{{ shop.colour }}}}">{button}</mj-button>
      </mj-column>
    </mj-section>
    <mj-section>
      <mj-column>
        <mj-text font-size="13px" color="#555555">
          {{{{ shop.legal.name }}}}<br />{{{{ shop.legal.address }}}}<br />{{{{ shop.legal.contact }}}}<br />
          <a href="{{{{ unsubscribe_url }}}}">{stop}</a>
        </mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
"""


_CART_JA = f"""\
category: abandonment
class: advertising
subject: 【{{{{ shop.name }}}}】カートに商品が残っています
---
{{{{ customer.name | default: "お客" }}}}さま

カートに商品が残っています。下のリンクから、そのままお買い物を続けられます。

  商品：{{{{ cart.products }}}}
  合計：{{{{ cart.total }}}}
  {{{{ cart.url }}}}
{_FOOT_JA}""" + _responsive(
    '{{ customer.name | default: "お客" }}さま',
    "カートに商品が残っています。そのままお買い物を続けられます。",
    "カートを開く",
    "配信を停止する",
)
_CART_EN = f"""\
category: abandonment
class: advertising
subject: {{{{ shop.name }}}}: your cart is waiting
---
Hello {{{{ customer.name | default: "there" }}}},

you left these in your cart. The link opens it just as it was:

  {{{{ cart.products }}}}
  {{{{ cart.total }}}}
  {{{{ cart.url }}}}
{_FOOT_EN}""" + _responsive(
    'Hello {{ customer.name | default: "there" }},',
    "you left these in your cart. It opens just as it was.",
    "Open the cart",
    "Unsubscribe",
)
_FORM_JA = f"""\
category: remarketing
class: advertising
subject: 【{{{{ shop.name }}}}】ご入力の続きからお進みいただけます
---
{{{{ customer.name | default: "お客" }}}}さま

ご注文フォームの入力が途中になっています。下のリンクから、同じページをもう一度お開きいただけます。

  {{{{ cart.url }}}}
{_FOOT_JA}"""
_FORM_EN = f"""\
category: remarketing
class: advertising
subject: {{{{ shop.name }}}}: go on where you stopped
---
Hello {{{{ customer.name | default: "there" }}}},

your order form is not finished. This link opens the same page again:

  {{{{ cart.url }}}}
{_FOOT_EN}"""


_FORM_SMS_JA = """\
category: remarketing
class: advertising
subject: ご注文の続き
---
{{ shop.legal.name }} 停止{{ unsubscribe_url }}
ご注文の続き {{ cart.url }}
{{ shop.legal.address }} {{ shop.legal.contact }}
"""
_FORM_SMS_EN = """\
category: remarketing
class: advertising
subject: Your order
---
{{ shop.legal.name }} stop: {{ unsubscribe_url }}
Go on with your order: {{ cart.url }}
{{ shop.legal.address }} {{ shop.legal.contact }}
"""


def _both(name: str, japanese: str, english: str) -> tuple[SourceFile, ...]:
    return (
        SourceFile(path=f"templates/{name}.ja.liquid", text=japanese),
        SourceFile(path=f"templates/{name}.en.liquid", text=english),
    )


REMINDER_STARTERS: tuple[Starter, ...] = (
    Starter(
        name="reminder-confirm",
        kind="reminder",
        title=Said("A mail after the confirmation screen was left", "確認画面で離脱したお客様へのメール"),
        story=Said(
            "Who reached the confirmation screen and left, or could not pay, gets a mail with a link that brings the "
            "cart back. Whoever buys meanwhile gets none. The storefront reports carts with `cartSave`.",
            "確認画面まで進んで離脱した方、決済できなかった方に、カートを復元するリンクつきのメールを送ります。購入された方には送りません。"
            "カートの状況は、ストアが `cartSave` で知らせます。",
        ),
        text="""\
reminder "confirm-abandoned" {
  title "確認画面離脱メール"
  when confirm abandoned
  after 1 hour
  to members, guests
  skip screening hold, review, ng
  skip redirected
  cap 1 per customer every 3 days
  link cart
  send email "abandonment-140001"
}
""",
        blanks=(
            Blank(label="after", hint=_WAIT),
            Blank(label="to", hint=_TO),
            Blank(label="send", hint=_TEXT),
        ),
        files=_both("abandonment-140001", _CART_JA, _CART_EN),
    ),
    Starter(
        name="reminder-form",
        kind="reminder",
        title=Said("A mail after a form was left", "入力フォームで離脱したお客様へのメール"),
        story=Said(
            "Who came by an advertisement, typed a telephone number and an address into the form of a landing page, "
            "ticked the consent and left, gets a mail with a link to that page. The page reports with `formProgress`.",
            "広告から来て、ランディングページのフォームに電話番号とメールアドレスを入力し、広告に同意して離脱した方に、同じページのリンクを送り"
            "ます。入力の状況は、ページが `formProgress` で知らせます。",
        ),
        text="""\
reminder "form-abandoned" {
  title "入力画面離脱メール"
  when form abandoned
  after 2 hours
  needs ad flag, logged out, phone, email, consent
  pages lp
  cap 1 per customer every 3 days
  link form
  send email "remarketing-140002"
}
""",
        blanks=(Blank(label="after", hint=_WAIT), Blank(label="send", hint=_TEXT)),
        files=_both("remarketing-140002", _FORM_JA, _FORM_EN),
    ),
    Starter(
        name="reminder-form-sms",
        kind="reminder",
        title=Said("An SMS after a form was left", "入力フォームで離脱したお客様への SMS"),
        story=Said(
            "The same by SMS: to who came by an advertisement, typed a telephone number and an address, ticked "
            "the consent and left. It is short: the sender, how to stop it, and the link.",
            "同じ条件の方に、メールの代わりに SMS を送ります。SMS は短く、送信者・配信停止・リンクだけを載せます。",
        ),
        text="""\
reminder "form-abandoned-sms" {
  title "入力画面離脱 SMS"
  when form abandoned
  after 2 hours
  needs ad flag, logged out, phone, email, consent
  pages lp
  cap 1 per customer every 3 days
  link form
  send sms "remarketing-sms"
}
""",
        blanks=(Blank(label="after", hint=_WAIT), Blank(label="send", hint=_TEXT)),
        files=_both("remarketing-sms", _FORM_SMS_JA, _FORM_SMS_EN),
    ),
)
