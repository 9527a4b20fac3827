"""Gift cards in words."""

from engine.dsl.sentences.rewards import send_text, validity_text
from engine.dsl.sentences.speech import Speech
from engine.model.gift_card import Balance, Consideration, GiftCardBody, Redeemer, RefundOrder
from engine.model.selector import ANY_PRODUCT


def gift_card_texts(body: GiftCardBody, when: str, speech: Speech) -> list[str]:
    """Who gets a card of what worth, and who may spend it; `when` is the trigger as a clause, empty without one."""
    code = f'"{body.code.text}"'
    said = [
        speech.say(
            f"When {when}, the customer gets a gift card with a code like {code}."
            if when
            else f"Gift cards with a code like {code} are given by the API.",
            f"{when}たとき、お客様に{code}の型の番号のギフトカードを発行します。"
            if when
            else f"{code}の型の番号のギフトカードを API で発行します。",
        ),
        _balance(body.balance, speech),
        validity_text(body.validity, speech),
        _consideration(body.consideration, speech),
        _redeemer(body.redeem, speech),
    ]
    if body.pin:
        said.append(
            speech.say(
                f"Whoever pays types a PIN of {body.pin} digits, too.",
                f"支払いには{body.pin}桁の PIN も必要です。",
            )
        )
    if body.targets != ANY_PRODUCT:
        products = speech.products(body.targets)
        said.append(speech.say(f"It pays for {products}.", f"{products}の支払いに使えます。"))
    said.append(
        speech.say("The balance can be paid out in cash.", "残高は現金で払い戻せます。")
        if body.cash_refund
        else speech.say("The balance is not paid out in cash.", "残高は現金で払い戻しません。")
    )
    said.append(_refund(body.refund_order, speech))
    return [*said, *_kept(body, speech), *(send_text(one, speech) for one in body.sends)]


def _kept(body: GiftCardBody, speech: Speech) -> list[str]:
    said = []
    if body.pool is not None:
        said.append(
            speech.say(
                f"At most {body.pool:,} cards are given in all.",
                f"発行するカードは全部で{body.pool:,}枚までです。",
            )
        )
    said += [
        speech.say(f'{one.field} is kept as "{one.name}".', f"{one.field} を「{one.name}」として残します。")
        for one in body.meta
    ]
    for hook in body.hooks:
        events = speech.both(sorted(one.value for one in hook.events))
        said.append(
            speech.say(
                f'The webhook "{hook.name}" is told of: {events}.',
                f"webhook「{hook.name}」に {events} を知らせます。",
            )
        )
    return said


def _balance(balance: Balance, speech: Speech) -> str:
    if balance.field:
        share = speech.percent(balance.share)
        return speech.say(f"It holds {share} of {balance.field}.", f"残高は {balance.field} の{share}です。")
    amount = speech.money(balance.amount)
    return speech.say(f"It holds {amount} at first.", f"最初の残高は{amount}です。")


def _consideration(consideration: Consideration, speech: Speech) -> str:
    if consideration is Consideration.PAID:
        return speech.say("The balance counts as paid for.", "残高は有償として扱います。")
    return speech.say("The balance is a present.", "残高は無償です。")


def _redeemer(redeemer: Redeemer, speech: Speech) -> str:
    if redeemer is Redeemer.OWNER:
        return speech.say("Only the customer who got it can use it.", "受け取ったお客様だけが使えます。")
    return speech.say("Anyone who has the code can use it.", "コードを知っていればだれでも使えます。")


def _refund(order: RefundOrder, speech: Speech) -> str:
    if order is RefundOrder.CARD:
        return speech.say("A refund goes to the card first.", "併用した注文の返金は、先にカードへ戻します。")
    return speech.say(
        "A refund goes to the other payment first.", "併用した注文の返金は、先に他の支払いへ戻します。"
    )
