"""Reminders and lists in words."""

from engine.dsl.sentences.rewards import limit_text, send_text
from engine.dsl.sentences.speech import Speech
from engine.dsl.sentences.triggers import trigger_text
from engine.model.messages import (
    Lateness,
    LinkTo,
    ListBody,
    Need,
    Page,
    ReminderBody,
    Skips,
    Step,
    StepFrom,
    Visitor,
)
from engine.model.program import ChannelName, MessageClass

_VISITORS = {Visitor.MEMBERS: ("members", "会員"), Visitor.GUESTS: ("guests", "ゲスト")}
_NEEDS = {
    Need.PHONE: ("a phone number was typed", "電話番号の入力"),
    Need.EMAIL: ("an e-mail address was typed", "メールアドレスの入力"),
    Need.CONSENT: ("they agreed to advertising", "広告への同意"),
    Need.AD_FLAG: ("they came by an ad URL with the flag", "設定済みの広告URLからの訪問"),
    Need.LOGGED_OUT: ("they are not logged in", "未ログイン"),
}
_PAGES = {Page.LP: ("landing pages", "ランディングページ"), Page.SHOP: ("the shop", "ショップ")}


def reminder_texts(body: ReminderBody, when: str, speech: Speech) -> list[str]:
    """Who is reminded of what, and when not; `when` is the trigger as a clause."""
    whom = speech.both(speech.say(*_VISITORS[one]) for one in sorted(body.to))
    wait = speech.length(body.after)
    said = [
        speech.say(
            f"When {when}, {whom} are reminded after {wait}.", f"{when}たとき、{wait}後に{whom}へ送ります。"
        ),
        *(send_text(one, speech) for one in body.sends),
        _class(any(one.message_class is MessageClass.ADVERTISING for one in body.sends), speech),
        speech.say("A purchase stops it.", "購入されると、残りは送りません。"),
        _link(body.link, speech),
        *(_stop(trigger_text(one, speech), speech) for one in body.stops),
    ]
    if body.needs:
        needs = speech.both(speech.say(*_NEEDS[one]) for one in sorted(body.needs))
        said.append(speech.say(f"It goes only if {needs}.", f"条件: {needs}。"))
    if body.pages != frozenset(Page):
        pages = speech.both(speech.say(*_PAGES[one]) for one in sorted(body.pages))
        said.append(speech.say(f"Only what was left on {pages} counts.", f"対象は{pages}での離脱だけです。"))
    said.extend(_skips(body.skips, speech))
    if body.rearm:
        pause = speech.length(body.rearm)
        said.append(
            speech.say(
                f"Who comes back to the cart {pause} after the last reminder can get another one.",
                f"最後の送信から{pause}以上たってカートに戻ると、また対象になります。",
            )
        )
    return [*said, *(_cap(limit_text(one, speech), speech) for one in body.caps), *_late(body.late, speech)]


def list_texts(body: ListBody, when: str, speech: Speech) -> list[str]:
    """Who becomes a reader, what they get, and what takes them off."""
    tab = body.segment.value
    said = [
        speech.say(
            f'When {when}, the customer becomes a reader; the list stands under "{tab}".',
            f"{when}たとき、お客様を読者に加えます(分類: {tab})。",
        ),
        *(step_text(one, speech) for one in body.steps),
    ]
    if body.steps:
        advertising = any(one.message_class is MessageClass.ADVERTISING for one in body.steps)
        said.append(_class(advertising, speech))
    said += [_stop(trigger_text(one, speech), speech) for one in body.leaves]
    return [*said, *(_cap(limit_text(one, speech), speech) for one in body.caps), *_late(body.late, speech)]


def _class(advertising: bool, speech: Speech) -> str:
    if advertising:
        return speech.say(
            "It is advertising, for those who agreed.", "広告として、同意した人にだけ送ります。"
        )
    return speech.say("It is essential.", "必要な連絡として送ります。")


def _link(link: LinkTo, speech: Speech) -> str:
    if link is LinkTo.CART:
        return speech.say("The link brings the cart back.", "リンクを開くと、カートが戻ります。")
    return speech.say("The link opens the form.", "リンクを開くと、購入フォームが開きます。")


def _stop(trigger: str, speech: Speech) -> str:
    return speech.say(f"When {trigger}, nothing more is sent.", f"{trigger}たときは、以後送りません。")


def _cap(text: str, speech: Speech) -> str:
    return speech.say(f"Messages: {text[0].lower()}{text[1:]}", f"メッセージは、{text}")


def _skips(skips: Skips, speech: Speech) -> list[str]:
    said = []
    verdicts = speech.either(one.value.upper() for one in sorted(skips.verdicts))
    if verdicts and skips.redirected:
        said.append(
            speech.say(
                f"Carts that screening found {verdicts} and that were redirected are left out.",
                f"不正検知の結果が{verdicts}で、かつリダイレクトされたカートには送りません。",
            )
        )
    elif verdicts:
        said.append(
            speech.say(
                f"Carts that screening found {verdicts} are left out.",
                f"不正検知の結果が{verdicts}のカートには送りません。",
            )
        )
    elif skips.redirected:
        said.append(
            speech.say("Carts that were redirected are left out.", "リダイレクトされたカートには送りません。")
        )
    if skips.out_of_stock:
        said.append(
            speech.say(
                "Carts with a product that is sold out are left out.",
                "在庫切れの商品があるカートには送りません。",
            )
        )
    return said


def step_text(step: Step, speech: Speech) -> str:
    """One step of a list in a sentence."""
    at = f"{step.at:%H:%M}" if step.at else ""
    channel = speech.say(
        *{ChannelName.EMAIL: ("email", "メール"), ChannelName.SMS: ("sms", "SMS")}[step.channel]
    )
    en, ja = _moment(step, speech)
    return speech.say(
        f'The {channel} "{step.template}" is sent {en}{f" at {at}" if at else ""}.',
        f"{ja}{f'の {at} ' if at else ''}に{channel}「{step.template}」を送ります。",
    )


def _moment(step: Step, speech: Speech) -> tuple[str, str]:
    if step.wait is None:
        return "on joining", "登録時"
    length = speech.length(step.wait)
    match step.origin:
        case StepFrom.JOIN:
            return f"{length} after joining", f"登録の{length}後"
        case StepFrom.BEFORE_EVENT:
            return f"{length} before the event", f"開催日の{length}前"
        case StepFrom.AFTER_EVENT:
            return f"{length} after the event", f"開催日の{length}後"


def _late(late: Lateness, speech: Speech) -> list[str]:
    if not late.send:
        return [speech.say("What cannot leave in time is left out.", "時刻に送れなかったものは送りません。")]
    if late.most is None:
        return []
    most = speech.length(late.most)
    return [speech.say(f"What is more than {most} late is left out.", f"{most}より遅れたものは送りません。")]
