"""What a rule gives, to whom, how often and until when, in words."""

from typing import assert_never

from engine.dsl.sentences.speech import Speech
from engine.model.program import (
    AmountOff,
    Bearer,
    Discount,
    FreeShipping,
    Limit,
    Opening,
    PercentOff,
    Scope,
    Send,
    Stacking,
    StackingKind,
    Validity,
    Window,
)
from engine.model.selector import Selector
from engine.values.code import Alphabet, CodeShape

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAYS_JA = "月火水木金土日"


def discount_text(discount: Discount, targets: Selector, speech: Speech) -> str:
    """`500 JPY off any product`; in Japanese a clause: `すべての商品が500円引き`."""
    products = speech.products(targets)
    match discount:
        case AmountOff(amount=amount):
            money = speech.money(amount)
            return speech.say(f"{money} off {products}", f"{products}が{money}引き")
        case PercentOff(rate=rate, cap=cap):
            percent = speech.percent(rate)
            most = "" if cap is None else speech.money(cap)
            return speech.say(
                f"{percent} off {products}{f' (at most {most})' if most else ''}",
                f"{products}が{percent}引き{f'(最大{most})' if most else ''}",
            )
        case FreeShipping():
            return speech.say("free shipping", "送料が無料")
        case _:
            assert_never(discount)


def code_text(shape: CodeShape, speech: Speech) -> str:
    """`a code of 8 digits`."""
    what = {
        Alphabet.DIGITS: ("digits", "桁の数字"),
        Alphabet.LETTERS: ("letters", "文字の英字"),
        Alphabet.CHARACTERS: ("characters", "文字の英数字"),
    }[shape.alphabet]
    return speech.say(f"a code of {shape.length} {what[0]}", f"{shape.length}{what[1]}のコード")


def validity_text(validity: Validity, speech: Speech) -> str:
    """Until when a coupon can be used."""
    if validity.days is not None:
        return speech.say(
            f"It is valid to the end of day {validity.days} after the day of issue.",
            f"有効期限は、発行日から{validity.days}日後の終わりまでです。",
        )
    if validity.wait is not None:
        length = speech.length(validity.wait)
        return speech.say(f"It is valid for {length}.", f"有効期間は発行から{length}です。")
    if validity.until is not None:
        end = speech.last_moment(validity.until)
        return speech.say(f"It is valid until {end}.", f"有効期限は {end} までです。")
    return speech.say("It never ends.", "有効期限はありません。")


def uses_text(uses: int | None, speech: Speech) -> str:
    """How often."""
    if uses is None:
        return speech.say("It can be used any number of times.", "何回でも使えます。")
    times = "once" if uses == 1 else f"{uses} times"
    return speech.say(f"It can be used {times}.", f"{uses}回使えます。")


def bearer_text(bearer: Bearer, speech: Speech) -> str:
    """Who may use a coupon."""
    match bearer:
        case Bearer.EMAIL:
            return speech.say(
                "Only the e-mail address it was issued to can use it.",
                "発行先のメールアドレスでだけ使えます。",
            )
        case Bearer.CUSTOMER:
            return speech.say(
                "Only the customer it was issued to can use it.", "発行されたお客様だけが使えます。"
            )
        case Bearer.ANYONE:
            return speech.say("Anyone who has the code can use it.", "コードを知っていればだれでも使えます。")
        case _:
            assert_never(bearer)


def stacking_text(stacking: Stacking, speech: Speech) -> str:
    """With which other discounts it combines."""
    match stacking.kind:
        case StackingKind.ALONE:
            return speech.say("It does not combine with other discounts.", "ほかの割引とは併用できません。")
        case StackingKind.ANY:
            return speech.say(
                "It combines with other discounts that allow it.", "併用できるほかの割引と併用できます。"
            )
        case StackingKind.WITH:
            names = speech.both(f'"{one}"' for one in sorted(stacking.names))
            return speech.say(f"It combines with {names}.", f"{names}と併用できます。")
        case _:
            assert_never(stacking.kind)


_SCOPES = {
    Scope.SHOP: ("in all", "全体で"),
    Scope.CUSTOMER: ("per customer", "お客様1人につき"),
    Scope.EMAIL: ("per e-mail address", "メールアドレス1つにつき"),
    Scope.ORDER: ("per order", "1回の注文につき"),
}


def limit_text(limit: Limit, speech: Speech) -> str:
    """How often the rule acts."""
    en, ja = _SCOPES[limit.scope]
    times = "once" if limit.count == 1 else f"{limit.count:,} times"
    every = (
        speech.say(f" in every {speech.length(limit.every)}", f"{speech.length(limit.every)}ごとに")
        if limit.every
        else ""
    )
    return speech.say(f"At most {times} {en}{every}.", f"{every}{ja}{limit.count:,}回までです。")


def window_texts(window: Window, speech: Speech) -> list[str]:
    """When the rule acts; nothing for always."""
    texts = []
    if window.begins:
        begins = speech.moment(window.begins)
        texts.append(speech.say(f"It begins at {begins}.", f"{begins} から始まります。"))
    if window.ends:
        end = speech.last_moment(window.ends)
        texts.append(speech.say(f"It ends at {end}.", f"{end} に終わります。"))
    if window.openings:
        hours = speech.either(_opening(one, speech) for one in window.openings)
        texts.append(speech.say(f"It is open on {hours}.", f"{hours}に動きます。"))
    return texts


def _opening(opening: Opening, speech: Speech) -> str:
    days = sorted(opening.weekdays)
    named = speech.say(
        ", ".join(_DAYS[one - 1] for one in days), "・".join(_DAYS_JA[one - 1] for one in days)
    )
    if opening.since == opening.until:
        return speech.say(named, f"{named}曜")
    hours = f"{opening.since:%H:%M}-{opening.until:%H:%M}"
    return speech.say(f"{named} {hours}", f"{named}曜の {hours}")


def send_text(send: Send, speech: Speech) -> str:
    """Which message leaves, and when."""
    after = speech.length(send.after) if send.after else ""
    en = f'The {send.channel.value} "{send.template}" is sent'
    en += f" {after} later" if after else " at once" if send.at is None else ""
    en += f" at {send.at:%H:%M}" if send.at else ""
    ja = f"{after}後の" if after else "" if send.at else "すぐに"
    ja += f"{send.at:%H:%M} に" if send.at else "に" if after else ""
    channel = {"email": "メール", "sms": "SMS"}[send.channel.value]
    return speech.say(f"{en}.", f"{ja.replace('のに', 'に')}{channel}「{send.template}」を送ります。")
