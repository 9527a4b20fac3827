"""Codes of the coupons and gift cards of a decision: derived (ADR 0020), or another system's (ADR 0081)."""

from collections.abc import Mapping

from engine.model.card_effects import PublishCard
from engine.model.decision import Decision
from engine.model.effects import IssueCoupon
from engine.model.records import MintedCode
from engine.service.engine import Engine
from engine.service.seal_code import seal_code
from engine.values.code import canonical, derive, derive_pattern, derive_pin, lookup_hash, pin_hash
from engine.values.masked_code import shown_end


def mint(
    engine: Engine, shop: str, decision: Decision, attempts: Mapping[str, int]
) -> tuple[MintedCode, ...]:
    """One code for each; `attempts` counts derived ones that were taken already."""
    return tuple(
        _minted(engine, shop, effect, attempts)
        for effect in decision.effects
        if isinstance(effect, PublishCard | IssueCoupon)
    )


def is_taken_over(decision: Decision, subject: str) -> bool:
    """Whether the code of a coupon or card is another system's: it is what it is, no other can be derived."""
    return any(
        effect.code != "" and subject == _subject(effect)
        for effect in decision.effects
        if isinstance(effect, PublishCard | IssueCoupon)
    )


def _subject(effect: PublishCard | IssueCoupon) -> str:
    return effect.card_id if isinstance(effect, PublishCard) else effect.coupon_id


def _minted(
    engine: Engine, shop: str, effect: PublishCard | IssueCoupon, attempts: Mapping[str, int]
) -> MintedCode:
    subject = _subject(effect)
    attempt = attempts.get(subject, 0)
    code = canonical(effect.code) if effect.code else _derived(engine, shop, effect, attempt)
    pin = _pin(engine, shop, effect)
    return MintedCode(
        coupon_id=subject,
        lookup=lookup_hash(engine.keys.peppers.key(), shop, code),
        key_id=engine.keys.codes.current,
        attempt=attempt,
        last_four=shown_end(code),
        sealed=seal_code(engine.keys, shop, subject, effect.code) if effect.code else "",
        pin=pin_hash(engine.keys.peppers.key(), shop, code, pin) if pin else "",
        pin_draw=1 if pin and not effect.code else 0,
    )


def _pin(engine: Engine, shop: str, effect: PublishCard | IssueCoupon) -> str:
    """The PIN of a gift card that has one: the first that is derived, or another system's."""
    if not isinstance(effect, PublishCard) or not effect.terms.pin:
        return ""
    if effect.code:
        return effect.pin
    return derive_pin(engine.keys.codes.key(), shop, effect.card_id, 1, effect.terms.pin)


def _derived(engine: Engine, shop: str, effect: PublishCard | IssueCoupon, attempt: int) -> str:
    key = engine.keys.codes.key()
    if isinstance(effect, PublishCard):
        return canonical(derive_pattern(key, shop, effect.card_id, attempt, effect.pattern.text))
    return derive(key, shop, effect.coupon_id, attempt, effect.shape)
