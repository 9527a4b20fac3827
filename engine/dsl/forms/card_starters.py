"""Gift cards to begin from: for refunds in bulk, for the refund of an order, and as a reward (S5.5, S5.12-S5.18)."""

from engine.dsl.forms.starter import Blank, Starter
from engine.dsl.messages.entry import Said
from engine.model.records import SourceFile

_VALID = Said(
    "how long it can be used; more than six months of paid balance is regulated in Japan",
    "使える期間。有償の残高を6か月より長く使えるようにすると、資金決済法の対象になります",
)
_CODE = Said("what codes look like", "カード番号の形")
_TRIGGER = Said("the product that earns it", "購入のきっかけになる商品")
_BALANCE = Said("how much is on the card", "カードに入る金額")

_MAIL_JA = """\
category: giftcard
class: essential
subject: 【{{ shop.name }}】ギフトカードをお送りします
---
{{ customer.name | default: "お客" }}さま

ギフトカードをお送りします。お支払いのときに番号をご入力ください。

  番号：{{ giftcard.code }}
  残高：{{ giftcard.balance }}
  有効期限：{{ giftcard.valid_until }} まで

残高は、何回かに分けてお使いいただけます。ご本人さまだけがお使いいただけます。

{{ shop.legal.name }}
{{ shop.legal.address }}
{{ shop.legal.contact }}
--- html
<div style="font-family:'Hiragino Sans','Yu Gothic',Meiryo,sans-serif;max-width:560px">
<p style="padding:16px;background:{{ shop.colour }};color:#ffffff;font-size:18px">{{ shop.name }}</p>
<p>{{ customer.name | default: "お客" }}さま</p>
<p>ギフトカードをお送りします。お支払いのときに番号をご入力ください。</p>
<p style="font-size:24px;letter-spacing:2px"><strong>{{ giftcard.code }}</strong></p>
<p>残高：{{ giftcard.balance }}<br>有効期限：{{ giftcard.valid_until }} まで</p>
<p>残高は、何回かに分けてお使いいただけます。ご本人さまだけがお使いいただけます。</p>
<p style="color:#55624a;font-size:12px">{{ shop.legal.name }}<br>{{ shop.legal.address }}<br>
{{ shop.legal.contact }}</p>
</div>
"""
_MAIL_EN = """\
category: giftcard
class: essential
subject: Your gift card from {{ shop.name }}
---
Hello {{ customer.name | default: "there" }},

here is your gift card. Enter its number when you pay.

  Number: {{ giftcard.code }}
  Balance: {{ giftcard.balance }}
  Valid until: {{ giftcard.valid_until }}

You can spend it in parts. It works for you only.

{{ shop.legal.name }}
{{ shop.legal.address }}
{{ shop.legal.contact }}
--- html
<div style="font-family:'Helvetica Neue',Arial,sans-serif;max-width:560px">
<p style="padding:16px;background:{{ shop.colour }};color:#ffffff;font-size:18px">{{ shop.name }}</p>
<p>Hello {{ customer.name | default: "there" }},</p>
<p>here is your gift card. Enter its number when you pay.</p>
<p style="font-size:24px;letter-spacing:2px"><strong>{{ giftcard.code }}</strong></p>
<p>Balance: {{ giftcard.balance }}<br>Valid until: {{ giftcard.valid_until }}</p>
<p>You can spend it in parts. It works for you only.</p>
<p style="color:#55624a;font-size:12px">{{ shop.legal.name }}<br>{{ shop.legal.address }}<br>
{{ shop.legal.contact }}</p>
</div>
"""
_MAILS = (
    SourceFile(path="templates/gift-card.ja.liquid", text=_MAIL_JA),
    SourceFile(path="templates/gift-card.en.liquid", text=_MAIL_EN),
)

CARD_STARTERS: tuple[Starter, ...] = (
    Starter(
        name="card-bulk-refund",
        kind="giftcard",
        title=Said("Gift cards for refunds in bulk", "まとめて返金するギフトカード"),
        story=Said(
            "Cards are made at 0 and get the amount of each refund, from a file under “Bulk refund” or from the API. "
            "Only the owner spends them, in parts.",
            "残高 0 のカードを作り、「まとめて返金」のファイルか API から、返金額をそれぞれ入れます。"
            "ご本人だけが、何回かに分けて使えます。",
        ),
        text="""\
giftcard "bulk-refund" {
  title "返金のギフトカード"
  code pattern "GIFT-****-****-****"
  valid 180 days
  consideration paid
  redeem by owner
  cash refund allowed
  send email "gift-card"
}
""",
        blanks=(
            Blank(label="valid", hint=_VALID),
            Blank(label="code", hint=_CODE),
        ),
        files=_MAILS,
    ),
    Starter(
        name="card-refund",
        kind="giftcard",
        title=Said("A refund as a gift card", "返金をギフトカードで"),
        story=Said(
            "Who takes a gift card in place of money gets one for what was paid. The back end says so when it reports "
            "the refund. Whoever wants cash later gets what is left.",
            "お金の代わりにギフトカードでの返金を選んだお客様に、お支払い額のカードを渡します。"
            "ショップのシステムが返金を知らせるときに指定します。あとから現金を希望されたら、残高を払い戻せます。",
        ),
        text="""\
giftcard "refund-card" {
  title "返金のギフトカード"
  when refund approved
  code pattern "BACK-****-****-****"
  balance 100% of order.total
  valid 180 days
  consideration paid
  redeem by owner
  cash refund allowed
  refund card first
  send email "gift-card"
}
""",
        blanks=(Blank(label="valid", hint=_VALID),),
        files=_MAILS,
    ),
    Starter(
        name="card-reward",
        kind="giftcard",
        title=Said("A purchase earns a gift card", "購入のお礼ギフトカード"),
        story=Said(
            "A part of what was paid comes back on a card for the next purchase. Nobody paid for it, so no cash "
            "is due.",
            "お支払い額の一部を、次のお買い物で使えるカードでお返しします。無償のため、現金での払い戻しは不要です。",
        ),
        text="""\
giftcard "reward-card" {
  title "次回のお買い物に"
  when order paid with product "PACK-1"
  code pattern "THX-****-****-****"
  balance 10% of order.total
  valid 90 days
  consideration free
  redeem by owner
  limit 1 per customer every 30 days
  send email "gift-card"
}
""",
        blanks=(
            Blank(label="when", hint=_TRIGGER),
            Blank(label="balance", hint=_BALANCE),
            Blank(label="valid", hint=_VALID),
        ),
        files=_MAILS,
    ),
)
