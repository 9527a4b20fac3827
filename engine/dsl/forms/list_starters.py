"""Lists of buyers to begin from, and who sends: the settings that messages need (S2.2, S2.22, J3)."""

from engine.dsl.forms.starter import Blank, Starter
from engine.dsl.messages.entry import Said
from engine.model.records import SourceFile

_SMS_JA = """\
category: follow
class: essential
subject: ご購入ありがとうございます
---
{{ shop.name }}です。ご購入ありがとうございます。ご注文番号 {{ order.id }}
"""
_SMS_EN = """\
category: follow
class: essential
subject: Thank you
---
{{ shop.name }}: thank you for your order {{ order.id }}.
"""
_MAIL_JA = """\
category: follow
class: essential
subject: 【{{ shop.name }}】商品の使い方のご案内
---
{{ customer.name | default: "お客" }}さま

先日はお買い上げありがとうございました（ご注文番号 {{ order.id }}）。
お届けした商品の使い方をご案内します。

（ここに、使い方やよくあるご質問を書いてください）

{{ shop.name }}
"""
_MAIL_EN = """\
category: follow
class: essential
subject: {{ shop.name }}: how to use what you bought
---
Hello {{ customer.name | default: "there" }},

thank you for your order {{ order.id }}. This is how to get the most out of it:

(Write here how the product is used, and what customers often ask.)

{{ shop.name }}
"""

SENDER = Starter(
    name="sender",
    kind="shop",
    title=Said("Who sends the messages", "メッセージの送信者情報"),
    story=Said(
        "Name, address and contact of the shop, the sender of mails and SMS, and the hours of the night in which "
        "nothing is sent. The law wants them in every advertising message, so reminders and lists ask for them first.",
        "お店の名称・住所・問い合わせ先、メールと SMS の差出人、夜間に送信しない時間帯です。"
        "広告メッセージには法律上必要な表示なので、カゴ落ちやリストのメッセージを送る前に設定します。",
    ),
    text="""\
shop {
  sender email ""
  sender sms "SHOP"
  quiet from 21:00 to 08:00
  legal {
    name ""
    address ""
    contact ""
  }
}
""",
    blanks=(
        Blank(
            label="sender",
            hint=Said("an address of the shop; a name for SMS", "お店のメールアドレスと、SMS の送信者名"),
        ),
        Blank(label="name", hint=Said("the shop or company by its name", "お店または会社の名称")),
        Blank(label="address", hint=Said("its postal address", "住所")),
        Blank(
            label="contact",
            hint=Said("where complaints go", "苦情・問い合わせの受付先(メールアドレスか電話番号)"),
        ),
        Blank(label="quiet", hint=Said("when nothing is sent", "送信しない時間帯")),
    ),
)

LIST_STARTERS: tuple[Starter, ...] = (
    Starter(
        name="list-buyers",
        kind="list",
        title=Said("Messages to those who bought a product", "購入者リストとステップメッセージ"),
        story=Said(
            "Who buys a product becomes a reader of its list: an SMS says thanks at once, a mail tells days later how "
            "it is used. A refund ends it.",
            "商品を購入した方を、その商品の購入者リストに自動で登録します。購入直後に SMS でお礼を、"
            "数日後にメールで使い方をお送りします。返金されると配信は止まります。",
        ),
        text="""\
list "buyers" {
  title "購入者リスト"
  when order paid with product "SAMPLE-1"
  segment buyers
  leave when refund approved with product "SAMPLE-1"
  class essential
  step on join send sms "buyers-thanks"
  step 3 days at 10:00 send email "buyers-guide"
}
""",
        blanks=(
            Blank(label="when", hint=Said("the product whose buyers join", "リストに登録するきっかけの商品")),
            Blank(label="step", hint=Said("when which message goes", "いつ、どのメッセージを送るか")),
            Blank(label="leave", hint=Said("what ends it", "配信を止めるきっかけ")),
        ),
        files=(
            SourceFile(path="templates/buyers-thanks.ja.liquid", text=_SMS_JA),
            SourceFile(path="templates/buyers-thanks.en.liquid", text=_SMS_EN),
            SourceFile(path="templates/buyers-guide.ja.liquid", text=_MAIL_JA),
            SourceFile(path="templates/buyers-guide.en.liquid", text=_MAIL_EN),
        ),
    ),
)
