"""A shop's settings outside its rule text, and a mail that shows whether mail works."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace

from engine.delivery.channel import Outcome, OutgoingMail
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import Actor
from engine.model.shop_profile import ShopProfile
from engine.service.engine import Engine
from engine.values.identity import normal_email

LONGEST_NAME = 200
MOST_TESTERS = 20
COLOUR = re.compile(r"#[0-9a-f]{6}")
LANGUAGES = ("ja", "en")
TEST_TEXT = {
    "ja": "このメールは、{shop} のメール送信を確認するためのものです。届いていれば、設定は正しく動いています。",
    "en": "This mail checks that {shop} can send mail. If you read it, the settings work.",
}


async def update_shop(  # noqa: PLR0913 - what can be set
    engine: Engine,
    shop: str,
    *,
    name: str | None = None,
    colour: str | None = None,
    language: str | None = None,
    review_required: bool | None = None,
    testers: Sequence[str] | None = None,
    actor: Actor,
) -> ShopProfile | Rejection:
    """Change what is given; the rest stays. A rejection names the setting and changes nothing."""
    head, before = await engine.store.shop(shop), await engine.store.shop_profile(shop)
    if head is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    called = head.name if name is None else name.strip()
    if not 1 <= len(called) <= LONGEST_NAME or not called.isprintable():
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    if colour is not None and not COLOUR.fullmatch(colour.lower()):
        return Rejection(problem=Problem.TEXT_INVALID, path=("colour",))
    if language is not None and language not in LANGUAGES:
        return Rejection(problem=Problem.TEXT_INVALID, path=("language",))
    addresses = [normal_email(one) for one in testers or ()]
    if None in addresses or len(addresses) > MOST_TESTERS:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("testers",))
    after = replace(
        before,
        colour=before.colour if colour is None else colour.lower(),
        language=before.language if language is None else language,
        review_required=before.review_required if review_required is None else review_required,
        testers=before.testers if testers is None else tuple(dict.fromkeys(one for one in addresses if one)),
    )
    if (called, after) != (head.name, before):
        await engine.store.save_shop_profile(shop, called, after, actor, engine.clock.now())
    return after


async def send_test_mail(engine: Engine, shop: str, *, to: str, actor: Actor) -> str | Rejection:
    """Send a mail to one of the testers now; returns what the mail server said, empty when it took the mail.

    EMAIL_INVALID for whoever is no tester: nobody can use this to write to strangers.
    """
    head, profile = await engine.store.shop(shop), await engine.store.shop_profile(shop)
    address = normal_email(to)
    if head is None or address not in profile.testers:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("to",))
    channel = engine.channels.live.get(ChannelName.EMAIL) or engine.channels.inbox
    text = TEST_TEXT[profile.language].format(shop=head.name)
    now = engine.clock.now()
    mail = OutgoingMail(
        shop=shop,
        message_id=f"{secrets.token_hex(12)}.{shop}@{engine.mail.sender.rpartition('@')[2]}",
        sender=engine.mail.sender,
        sender_name=head.name,
        recipient=address,
        subject=f"[Otoku] {head.name}",
        text=f"{text}\n",
        html="",
        locale=profile.language,
        return_path=engine.mail.return_path or engine.mail.sender,
        at=now,
    )
    await engine.store.add_audit(shop, actor, "test mail sent", shop, {}, now)
    sent = await channel.send(mail, _go)
    return "" if sent.outcome is Outcome.SENT else sent.reason or sent.outcome.value


async def _go() -> bool:
    return True
