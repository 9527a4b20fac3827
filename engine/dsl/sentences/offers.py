"""An offer in words."""

from engine.dsl.sentences.rewards import discount_text
from engine.dsl.sentences.speech import Speech
from engine.model.offer import Buying, OfferBody, OfferPage, OfferTerms, SeveralPlans
from engine.model.selector import SelectBy, Selector

_SOLD = {Buying.ONCE: ("once", "都度購入"), Buying.SUBSCRIPTION: ("by subscription", "定期購入")}
_BECOMES = {
    (Buying.SUBSCRIPTION, Buying.SUBSCRIPTION): (
        "It is added to the contract.",
        "商品を、購入した定期の契約に加えます。",
    ),
    (Buying.SUBSCRIPTION, Buying.ONCE): (
        "It is added to the first order of the contract.",
        "商品を、契約の初回の注文に加えます。",
    ),
    (Buying.ONCE, Buying.SUBSCRIPTION): (
        "The order is cancelled and becomes a contract for it.",
        "都度購入の注文は取り消し、定期の契約に切り替えます。",
    ),
    (Buying.ONCE, Buying.ONCE): ("It is added to the order.", "商品を、注文に加えます。"),
}
_SEVERAL = {
    SeveralPlans.ALL: (
        "If the trigger product was bought on several plans, it goes into each of those contracts.",
        "きっかけの商品が複数のプランで買われたときは、すべての契約に加えます。",
    ),
    SeveralPlans.FIRST: (
        "If the trigger product was bought on several plans, it goes into the first contract.",
        "きっかけの商品が複数のプランで買われたときは、最初の契約に加えます。",
    ),
    SeveralPlans.NONE: (
        "If the trigger product was bought on several plans, nothing is offered.",
        "きっかけの商品が複数のプランで買われたときは、提案しません。",
    ),
}


def offer_texts(body: OfferBody, when: str, speech: Speech) -> list[str]:
    """What is offered to whom, what becomes of it, and the page; `when` is the trigger as a clause."""
    product = speech.product(body.product)
    plans = speech.either(f'"{one}"' for one in body.plans)
    offered = _SOLD[body.offered]
    said = [
        speech.say(
            f"When {when}, {product} is offered {offered[0]}{f' (plan {plans})' if plans else ''}.",
            f"{when}たとき、{product}を{offered[1]}{f'(プラン{plans})' if plans else ''}で提案します。",
        ),
        speech.say(*_BECOMES[body.bought, body.offered]),
    ]
    if not body.others_allowed:
        said.append(
            speech.say("Orders with other products get no offer.", "ほかの商品も含む注文には提案しません。")
        )
    if body.bought is Buying.SUBSCRIPTION:
        said.append(speech.say(*_SEVERAL[body.several_plans]))
    return [*said, *_price(body, speech), *_page(body.page, speech), *_terms(body.terms, speech)]


def _price(body: OfferBody, speech: Speech) -> list[str]:
    said = []
    if body.discount:
        only = Selector(by=SelectBy.PRODUCT, names=frozenset({body.product}))
        discount = discount_text(body.discount, only, speech)
        said.append(
            speech.say(f"On the first order there is {discount}.", f"初回の注文は{discount}になります。")
        )
    few = body.least == body.most
    said.append(
        speech.say(
            f"The quantity is {body.least}." if few else f"The quantity is {body.least} to {body.most}.",
            f"数量は{body.least}個です。" if few else f"数量は{body.least}〜{body.most}個から選べます。",
        )
    )
    if body.free_shipping:
        said.append(speech.say("It is shipped free with the order.", "注文と一緒に送料無料で届けます。"))
    return said


def _page(page: OfferPage, speech: Speech) -> list[str]:
    said = []
    if page.headline:
        said.append(speech.say(f'The headline is "{page.headline}".', f"見出しは「{page.headline}」です。"))
    if page.text is None:
        said.append(speech.say("The text is that of the product.", "説明文は商品のものです。"))
    elif page.text:
        said.append(speech.say(f'The text is "{page.text}".', f"説明文は「{page.text}」です。"))
    else:
        said.append(speech.say("There is no text.", "説明文は表示しません。"))
    said.append(_timer(page, speech))
    close = speech.say(f' and "{page.close}"', f"と「{page.close}」") if page.close else ""
    return [
        *said,
        speech.say(f'The buttons say "{page.buy}"{close}.', f"ボタンは「{page.buy}」{close}です。"),
    ]


def _timer(page: OfferPage, speech: Speech) -> str:
    if page.timer is None:
        return speech.say("The page waits for the shopper.", "ページに時間制限はありません。")
    length = speech.length(page.timer.length)
    if not page.timer.shown:
        return speech.say(
            f"The page closes after {length}, without a timer.",
            f"ページは{length}後に閉じます(タイマー非表示)。",
        )
    text = page.timer.text
    return speech.say(
        f"The page closes after {length}, with a timer{f' ({text})' if text else ''}.",
        f"ページは{length}後に閉じ、タイマー{f'「{text}」' if text else ''}を表示します。",
    )


def _terms(terms: OfferTerms | None, speech: Speech) -> list[str]:
    if terms is None:
        return []
    return [
        speech.say(
            f"Its terms say: payment: {terms.payment}; delivery: {terms.delivery}; period: {terms.period}; "
            f"cancellation: {terms.cancel}.",
            f"契約条件として、支払い「{terms.payment}」、引渡し「{terms.delivery}」、期間「{terms.period}」、"
            f"解約「{terms.cancel}」を表示します。",
        )
    ]
