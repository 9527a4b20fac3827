"""Test mails: does mail work, and how does a template look where it is read?

Only the shop's testers and whoever asks are written to: nobody can use this to write to strangers.
"""

import secrets
from dataclasses import dataclass

from engine.delivery.channel import Outcome, OutgoingMail
from engine.delivery.render import RenderedTexts
from engine.model.decision import Problem, Rejection
from engine.model.program import ChannelName
from engine.model.records import Actor, Shop
from engine.service import ask
from engine.service.engine import Engine
from engine.service.preview_template import TemplateCase, TemplatePreview, preview_template
from engine.values.identity import normal_email

CHECK_TEXT = {
    "ja": "このメールは、{shop} のメール送信を確認するためのものです。届いていれば、設定は正しく動いています。",
    "en": "This mail checks that {shop} can send mail. If you read it, the settings work.",
}
MARK = {"ja": "[テスト] ", "en": "[Test] "}
"""Before the subject of a template that is tried out."""

MOST_AN_HOUR = 30
HOUR = 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tester:
    """Who is written to, from where."""

    shop: Shop
    address: str
    actor: Actor


async def send_test_mail(engine: Engine, shop: str, *, to: str, actor: Actor) -> str | Rejection:
    """Send a mail to a tester or oneself now; returns what the mail server said, empty when it took the mail.

    EMAIL_INVALID for anybody else, TOO_MANY_TEST_MAILS.
    """
    tester = await _tester(engine, shop, to, actor)
    if isinstance(tester, Rejection):
        return tester
    language = (await engine.store.shop_profile(shop)).language
    name = tester.shop.name
    texts = RenderedTexts(
        subject=f"[Otoku] {name}", text=f"{CHECK_TEXT[language].format(shop=name)}\n", html=""
    )
    return await _send(engine, tester, texts, language, "test mail sent", shop)


async def send_template(  # noqa: PLR0913 - what there is to say
    engine: Engine,
    shop: str,
    path: str,
    text: str,
    *,
    to: str,
    case: TemplateCase,
    actor: Actor,
    language: str,
) -> str | TemplatePreview | Rejection:
    """Send a template as typed to a tester or oneself, marked as a test; nothing is stored but that it was sent.

    No consent is asked for and none follows from it. Returns what the mail server said, empty when it took the
    mail; the preview when there is nothing to send yet.
    """
    tester = await _tester(engine, shop, to, actor)
    if isinstance(tester, Rejection):
        return tester
    shown = await preview_template(engine, shop, path, text, language=language, case=case)
    if isinstance(shown, Rejection):
        return shown
    if shown.text == "" or shown.problem:
        return shown
    mark = MARK["ja" if shown.locale.startswith("ja") else "en"]
    texts = RenderedTexts(subject=mark + shown.subject, text=shown.text, html=shown.html)
    return await _send(engine, tester, texts, shown.locale, "test of a template sent", path)


async def own_address(engine: Engine, shop: str, actor: Actor) -> str | None:
    """Where the person who is signed in gets mail; None for a token, and for an owner who has said no address yet."""
    if actor.kind != "staff" or not actor.id:
        return None
    return next((one.email for one in await engine.store.staff(shop) if one.id == actor.id), "") or None


async def _tester(engine: Engine, shop: str, to: str, actor: Actor) -> _Tester | Rejection:
    head, profile = await engine.store.shop(shop), await engine.store.shop_profile(shop)
    address = normal_email(to)
    if (
        head is None
        or address is None
        or address not in {*profile.testers, await own_address(engine, shop, actor)}
    ):
        return Rejection(problem=Problem.EMAIL_INVALID, path=("to",))
    key = (f"test-mail:{shop}", MOST_AN_HOUR, HOUR)
    if not await engine.store.take_attempts([key], engine.clock.now()):
        return Rejection(problem=Problem.TOO_MANY_TEST_MAILS)
    return _Tester(shop=head, address=address, actor=actor)


async def _send(  # noqa: PLR0917 - what is sent, and what is written down about it
    engine: Engine, tester: _Tester, texts: RenderedTexts, locale: str, action: str, subject: str
) -> str:
    shop, now = tester.shop, engine.clock.now()
    settings = await ask.settings(engine, shop.id)
    sender = settings.sender_email or engine.mail.sender
    mail = OutgoingMail(
        shop=shop.id,
        message_id=f"{secrets.token_hex(12)}.{shop.id}@{sender.rpartition('@')[2]}",
        sender=sender,
        sender_name=settings.legal.name or shop.name,
        recipient=tester.address,
        subject=texts.subject,
        text=texts.text,
        html=texts.html,
        locale=locale,
        return_path=engine.mail.return_path or sender,
        at=now,
    )
    await engine.store.add_audit(shop.id, tester.actor, action, subject, {}, now)
    channel = engine.channels.live.get(ChannelName.EMAIL) or engine.channels.inbox
    sent = await channel.send(mail, _go)
    return "" if sent.outcome is Outcome.SENT else sent.reason or sent.outcome.value


async def _go() -> bool:
    return True
