"""A rule read back as sentences, for approval and for colleagues who do not read rule files."""

from typing import assert_never
from zoneinfo import ZoneInfo

from engine.dsl.sentences.conditions import condition_text
from engine.dsl.sentences.experiments import experiment_text, variant_text
from engine.dsl.sentences.gift_cards import gift_card_texts
from engine.dsl.sentences.messages import list_texts, reminder_texts, step_text
from engine.dsl.sentences.offers import offer_texts
from engine.dsl.sentences.rewards import (
    bearer_text,
    code_text,
    discount_text,
    limit_text,
    send_text,
    stacking_text,
    uses_text,
    validity_text,
    window_texts,
)
from engine.dsl.sentences.sales import lane_texts, reach_texts, sale_text
from engine.dsl.sentences.speech import Speech
from engine.dsl.sentences.triggers import trigger_text
from engine.model.condition import ALWAYS
from engine.model.gift_card import GiftCardBody
from engine.model.messages import ListBody, ReminderBody
from engine.model.offer import OfferBody
from engine.model.program import (
    CouponBody,
    GatewayShows,
    Program,
    Rule,
    SaleBody,
    Status,
    TargetsAt,
    TriggerKind,
    World,
)
from engine.vocabulary.groups import PERSONAL


def describe(rule: Rule, program: Program, language: str = "en") -> str:
    """`rule` of `program` in sentences (`en` or `ja`); everything that it does is said, defaults included."""
    settings = program.settings
    speech = Speech(
        language=language, catalog=program.catalog, currency=settings.currency, zone=ZoneInfo(settings.zone)
    )
    said = _acts(rule, speech)
    changed = [
        (arm, [one for one in _acts(other, speech) if one not in said]) for arm, other in rule.variants
    ]
    said.extend(limit_text(one, speech) for one in rule.limits)
    if rule.budget:
        said.append(
            speech.say(f'It is paid from the budget "{rule.budget}".', f"予算「{rule.budget}」から出します。")
        )
    if rule.experiment is not None and rule.experiment in program.experiments:
        said.append(experiment_text(program.experiments[rule.experiment], speech))
        said.extend(variant_text(arm, texts, speech) for arm, texts in changed if texts)
    said.extend(_standing(rule, speech))
    return speech.say(" ", "").join(said)


def _acts(rule: Rule, speech: Speech) -> list[str]:
    """What the rule does, for whom and when: what a variant may say otherwise."""
    return [*_body(rule, speech), *_condition(rule, speech), *window_texts(rule.window, speech)]


def describe_steps(body: ListBody, program: Program, language: str = "en") -> tuple[str, ...]:
    """Each step of a list in a sentence, in the order of the rule."""
    settings = program.settings
    speech = Speech(
        language=language, catalog=program.catalog, currency=settings.currency, zone=ZoneInfo(settings.zone)
    )
    return tuple(step_text(step, speech) for step in body.steps)


def _body(rule: Rule, speech: Speech) -> list[str]:
    when = trigger_text(rule.trigger, speech) if rule.trigger else ""
    match rule.body:
        case CouponBody() as body:
            return _coupon(rule, body, speech)
        case SaleBody() as body:
            return _sale(body, speech)
        case OfferBody() as body:
            return offer_texts(body, when, speech)
        case ReminderBody() as body:
            return reminder_texts(body, when, speech)
        case ListBody() as body:
            return list_texts(body, when, speech)
        case GiftCardBody() as body:
            return gift_card_texts(body, when, speech)
        case _:
            assert_never(rule.body)


def _coupon(rule: Rule, body: CouponBody, speech: Speech) -> list[str]:
    terms = body.terms
    discount = discount_text(terms.discount, terms.targets, speech)
    late = terms.targets_at is TargetsAt.CURRENT
    if body.code is None:
        return [_earned(rule, body, speech)]
    return [
        _earned(rule, body, speech),
        speech.say(
            f"It is worth {discount}{', or whatever this rule names when it is used' if late else ''}.",
            f"{discount}になります{'(対象は利用時のルールに従います)' if late else ''}。",
        ),
        validity_text(body.validity, speech),
        uses_text(body.uses, speech),
        bearer_text(terms.bearer, speech),
        stacking_text(terms.stacking, speech),
        _gateway(terms.gateway_shows, speech),
        *(send_text(one, speech) for one in body.sends),
    ]


def _earned(rule: Rule, body: CouponBody, speech: Speech) -> str:
    when = trigger_text(rule.trigger, speech) if rule.trigger else ""
    if body.code is None:
        return speech.say(f"When {when}, nothing is issued.", f"{when}ても、クーポンは発行しません。")
    code = code_text(body.code, speech)
    who = _receiver(rule, speech)
    return speech.say(f"When {when}, {who} gets {code}.", f"{when}たとき、{who}に{code}を発行します。")


def _receiver(rule: Rule, speech: Speech) -> str:
    kind = rule.trigger.kind if rule.trigger else TriggerKind.ORDER_PAID
    if kind is TriggerKind.COUPON_REDEEMED:
        return speech.say("the person it was issued to", "その発行先のお客様")
    return speech.say("the customer", "そのお客様") if kind in PERSONAL else speech.say("the buyer", "購入者")


def _condition(rule: Rule, speech: Speech) -> list[str]:
    if rule.condition == ALWAYS:
        return []
    text = condition_text(rule.condition, speech)
    return [speech.say(f"Only if {text}.", f"条件: {text}。")]


def _sale(body: SaleBody, speech: Speech) -> list[str]:
    discount = sale_text(body, speech)
    codes = speech.either(f'"{one}"' for one in sorted(body.codes))
    return [
        speech.say(
            f"{f'Who types {codes}' if codes else 'Every buyer'} gets {discount}.",
            f"{f'コード{codes}を入力すると' if codes else '自動で'}、{discount}になります。",
        ),
        *reach_texts(body, speech),
        stacking_text(body.stacking, speech),
        *lane_texts(body, speech),
        _gateway(body.gateway_shows, speech),
    ]


def _gateway(shows: GatewayShows, speech: Speech) -> str:
    if shows is GatewayShows.PAYABLE:
        return speech.say(
            "The payment screen shows the reduced price.", "外部の決済画面には割引後の金額が表示されます。"
        )
    return speech.say(
        "The payment screen shows the price before the discount; the confirmation screen shows the discount.",
        "外部の決済画面には割引前の金額が表示され、割引は確認画面に表示されます。",
    )


def _standing(rule: Rule, speech: Speech) -> list[str]:
    said = []
    if rule.world is World.SANDBOX:
        said.append(speech.say("It acts in test orders only.", "テスト注文でだけ動きます。"))
    if rule.status is not Status.LIVE:
        said.append(
            speech.say(
                f"It is {rule.status.value}: it does nothing now.",
                f"今は {rule.status.value} のため動きません。",
            )
        )
    return said
