"""Rules to begin from, each with its story and with what the merchant must fill in."""

from engine.dsl.forms.card_starters import CARD_STARTERS
from engine.dsl.forms.list_starters import LIST_STARTERS, SENDER
from engine.dsl.forms.offer_starters import OFFER_STARTERS
from engine.dsl.forms.reminder_starters import REMINDER_STARTERS
from engine.dsl.forms.starter import Blank, Starter
from engine.dsl.messages.entry import Said
from engine.model.records import SourceFile

_MAIL_JA = """\
category: coupon
class: essential
subject: クーポンをお届けします
---
{{ customer.name | default: "お客" }}様

このたびはお買い上げありがとうございました。
次回ご利用いただけるクーポンをお届けします。

クーポンコード: {{ coupon.code }}
割引: {{ coupon.discount }}
対象商品: {{ coupon.products }}
有効期限: {{ coupon.valid_until }}

このクーポンは、このメールが届いたメールアドレスでのみご利用いただけます。

{{ shop.legal.name }}
{{ shop.legal.address }}
{{ shop.legal.contact }}
"""


_PRODUCT = Said("the product that earns it", "購入のきっかけになる商品")
_TARGET = Said("what it is good for", "割引の対象商品")
_WORTH = Said("what it takes off", "割引の内容")

STARTERS: tuple[Starter, ...] = (
    Starter(
        name="thank-you-coupon",
        kind="coupon",
        title=Said("A purchase earns a coupon", "購入のお礼クーポン"),
        story=Said(
            "Who buys a product gets a one-time code by mail: for another product, for a while, for this buyer only.",
            "商品を購入した人に、別の商品で使える1回限りのクーポンをメールで送ります。本人だけが期限内に使えます。",
        ),
        text="""\
coupon "thank-you" {
  title "購入のお礼クーポン"
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 1
  discount 500 JPY
  for product "PACK-1" as issued
  bound to email
  limit 1 per customer
  send email "thank-you"
}
""",
        blanks=(
            Blank(label="when", hint=_PRODUCT),
            Blank(label="discount", hint=_WORTH),
            Blank(label="for", hint=_TARGET),
            Blank(label="valid", hint=Said("how long it can be used", "使える期間")),
        ),
        files=(SourceFile(path="templates/thank-you.ja.liquid", text=_MAIL_JA),),
    ),
    Starter(
        name="shared-code",
        kind="sale",
        title=Said("A code for everybody", "共通クーポンコード"),
        story=Said(
            "One code for a leaflet or a post: whoever types it gets the discount, once per customer.",
            "チラシやSNSで配る共通のコードです。入力した人が、お一人さま1回まで割引を受けられます。",
        ),
        text="""\
sale "shared-code" {
  title "コードで10%OFF"
  code "WELCOME10"
  discount 10% up to 2,000 JPY
  for any product
  limit 1 per customer
}
""",
        blanks=(
            Blank(label="code", hint=Said("the code that shoppers type", "お客様が入力するコード")),
            Blank(label="discount", hint=_WORTH),
        ),
    ),
    Starter(
        name="first-order",
        kind="sale",
        title=Said("A discount on the first order", "初回購入の割引"),
        story=Said(
            "Who has never ordered before pays less, without typing anything.",
            "はじめて購入する人に、コード入力なしで自動的に割引します。",
        ),
        text="""\
sale "first-order" {
  title "はじめてのご注文 500円OFF"
  if customer.orders is 0
  discount 500 JPY
  for any product
  limit 1 per customer
}
""",
        blanks=(Blank(label="discount", hint=_WORTH),),
    ),
    Starter(
        name="free-shipping",
        kind="sale",
        title=Said("Free shipping from an amount on", "一定金額以上で送料無料"),
        story=Said(
            "From an amount of goods on, the shipping charge is taken off; it goes with every other discount.",
            "商品の合計が一定金額以上になると送料が無料になります。ほかの割引とも併用できます。",
        ),
        text="""\
sale "free-shipping" {
  title "5,000円以上で送料無料"
  if cart.total at least 5,000 JPY
  discount free shipping
  stacking any
  limit 5 per customer every 30 days
}
""",
        blanks=(Blank(label="if", hint=Said("from which amount on", "送料無料になる金額")),),
    ),
    Starter(
        name="weekend-sale",
        kind="sale",
        title=Said("A sale at certain hours", "曜日・時間帯限定セール"),
        story=Said(
            "A percentage off on certain weekdays and hours, for one category, with a cap per order.",
            "決まった曜日・時間帯だけ、特定のカテゴリを割引します。1回の注文での割引額に上限をつけられます。",
        ),
        text="""\
sale "weekend-sale" {
  title "週末10%OFF"
  open sat, sun
  discount 10% up to 1,000 JPY
  for any product
  limit 1 per order
}
""",
        blanks=(
            Blank(label="open", hint=Said("when it applies", "割引する曜日と時間帯")),
            Blank(label="discount", hint=_WORTH),
            Blank(label="for", hint=_TARGET),
        ),
    ),
    *OFFER_STARTERS,
    *REMINDER_STARTERS,
    *LIST_STARTERS,
    SENDER,
    *CARD_STARTERS,
)
