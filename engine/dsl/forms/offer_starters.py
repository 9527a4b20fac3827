"""Offers to begin from: the four patterns, each with its story (S4.13-16)."""

from engine.dsl.forms.starter import Blank, Starter
from engine.dsl.messages.entry import Said

_TRIGGER = Said("the product that leads to the page", "購入すると案内ページが出る商品")
_SHOWN = Said("the product that is offered", "案内する商品")
_PLAN = Said(
    "the product that is offered, and its plan with the same cycle as the one that was bought",
    "案内する商品と、購入された定期便と同じ周期のプラン",
)
_PLAN_OWN = Said("the product that is offered, and its plan", "案内する商品とプラン")
_HEADLINE = Said("what stands at the top of the page", "ページの一番上に出る見出し")
_WORTH = Said("what is taken off the first payment", "初回の価格から引く金額・割合")
_TERMS = (
    Blank(label="payment", hint=Said("when and how it is paid", "お支払いの時期と方法")),
    Blank(label="delivery", hint=Said("when it arrives", "お届けの時期")),
    Blank(label="period", hint=Said("for how long the contract runs", "契約の期間")),
    Blank(label="cancel", hint=Said("how it is cancelled", "解約の方法と条件")),
)
_TERMS_TEXT = """\
  terms {
    payment "お届けごとに、ご注文のときのお支払い方法でお支払い"
    delivery "初回は3日以内、以後は毎回同じ間隔でお届け"
    period "期間の定めはなく、解約のお申し出まで続きます"
    cancel "次回お届けの10日前までに、マイページから解約できます"
  }
"""

OFFER_STARTERS: tuple[Starter, ...] = (
    Starter(
        name="offer-one-more",
        kind="offer",
        title=Said("After a purchase: one more product", "購入直後に、もう1品をご案内"),
        story=Said(
            "Who has just paid is offered another product on a page before the thank-you page. One press adds it to "
            "the order, without entering the payment again.",
            "購入が終わったお客様に、サンクスページの前で別の商品を案内します。決済情報を入れ直さず、ワンプッシュで同じ注文に追加できます。",
        ),
        text="""\
offer "one-more" {
  title "購入直後のもう1品"
  when order paid with product "PACK-1"
  others allowed
  pattern once to once
  show product "KYUSU-1"
  headline "いまのご注文に、もう1品いかがですか"
  text from product
  timer 10 minutes "このページの有効期限"
  discount 10% up to 1,000 JPY
  quantity 1 to 3
  shipping free
  button buy "追加注文する"
  button close "追加せずに進む"
  limit 1 per customer
  priority 10
}
""",
        blanks=(
            Blank(label="when", hint=_TRIGGER),
            Blank(label="show", hint=_SHOWN),
            Blank(label="headline", hint=_HEADLINE),
            Blank(label="discount", hint=_WORTH),
        ),
    ),
    Starter(
        name="offer-to-subscription",
        kind="offer",
        title=Said("After a purchase: the subscription instead", "単品の購入直後に、定期便をご案内"),
        story=Said(
            "Who has just bought once is offered a subscription. The order becomes the subscription: first comes the "
            "contract, then the order is cancelled.",
            "単品を購入したお客様に定期便を案内します。申し込まれると、定期便の契約が成立してから元の注文を取り消し、切り替えます。",
        ),
        text=f"""\
offer "to-subscription" {{
  title "単品購入者に定期便をご案内"
  when order paid with product "SAMPLE-1"
  others refused
  pattern once to subscription
  show product "TEIKI-1" plan "monthly"
  headline "今だけ、定期便が初回20%OFF"
  text from product
  timer 10 minutes "このページの有効期限"
  discount 20% up to 1,000 JPY on first order
  quantity 1
  shipping free
  button buy "定期便にする"
  button close "今回は単品のみで購入する"
{_TERMS_TEXT}  limit 1 per customer
  priority 10
}}
""",
        blanks=(
            Blank(label="when", hint=_TRIGGER),
            Blank(label="show", hint=_PLAN_OWN),
            Blank(label="headline", hint=_HEADLINE),
            Blank(label="discount", hint=_WORTH),
            *_TERMS,
        ),
    ),
    Starter(
        name="offer-into-subscription",
        kind="offer",
        title=Said(
            "After a subscription: one more product in it", "定期便の申込直後に、もう1種類の定期便をご案内"
        ),
        story=Said(
            "Who has just subscribed is offered a second product in the same contract; it comes with every delivery.",
            "定期便を申し込んだお客様に、同じ契約に加える商品を案内します。2回目以降も毎回一緒に届きます。",
        ),
        text=f"""\
offer "into-subscription" {{
  title "定期便にもう1種類"
  when subscription started with product "TEIKI-1"
  on multiple plans first
  pattern subscription to subscription
  show product "TEIKI-2" plan "monthly"
  headline "もう1種類、いっしょにお届けします"
  text from product
  timer 10 minutes "このページの有効期限"
  discount 20% up to 1,000 JPY on first order
  quantity 1
  shipping free
  button buy "定期便に追加する"
  button close "追加せずに進む"
{_TERMS_TEXT}  limit 1 per customer
  priority 10
}}
""",
        blanks=(
            Blank(label="when", hint=_TRIGGER),
            Blank(label="show", hint=_PLAN),
            Blank(label="headline", hint=_HEADLINE),
            Blank(label="discount", hint=_WORTH),
            *_TERMS,
        ),
    ),
    Starter(
        name="offer-first-delivery",
        kind="offer",
        title=Said(
            "After a subscription: something for the first delivery",
            "定期便の申込直後に、初回だけの1品をご案内",
        ),
        story=Said(
            "Who has just subscribed is offered a product that goes into the first delivery only.",
            "定期便を申し込んだお客様に、初回のお届けにだけ同梱する商品を案内します。2回目以降の請求には入りません。",
        ),
        text="""\
offer "first-delivery" {
  title "定期便の初回にもう1品"
  when subscription started with product "TEIKI-1"
  on multiple plans first
  pattern subscription to once
  show product "KYUSU-1"
  headline "初回のお届けに、いかがですか"
  text "初回のお届けに同梱します。送料はかかりません。"
  timer 10 minutes "このページの有効期限"
  discount 500 JPY
  quantity 1
  shipping free
  button buy "初回のお届けに追加する"
  button close "追加せずに進む"
  limit 1 per customer
  priority 20
}
""",
        blanks=(
            Blank(label="when", hint=_TRIGGER),
            Blank(label="show", hint=_SHOWN),
            Blank(label="headline", hint=_HEADLINE),
            Blank(label="discount", hint=_WORTH),
        ),
    ),
)
