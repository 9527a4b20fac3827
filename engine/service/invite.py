"""The mail with the one-time link of an invitation or a reset."""

import html
import secrets

from engine.delivery.channel import Outcome, OutgoingMail
from engine.model.program import ChannelName
from engine.model.staff import StaffMember
from engine.service.engine import Engine

SUBJECT = {"en": "Your access to {shop}", "ja": "{shop} の管理画面へのご招待"}
TEXT = {
    "en": "{name},\n\nopen this link to choose your password and sign in to {shop}. It works once:\n\n{address}\n\n"
    "If you did not expect this mail, you need not do anything.\n",
    "ja": "{name} 様\n\n次のリンクを開いてパスワードを設定すると、{shop} の管理画面にサインインできます。"
    "リンクは一度だけ使えます。\n\n{address}\n\nお心当たりのない場合は、このメールを破棄してください。\n",
}


def mail_is_set_up(engine: Engine) -> bool:
    """Whether mails leave this installation, rather than stay in the inbox viewer."""
    channel = engine.channels.live.get(ChannelName.EMAIL)
    return channel is not None and channel is not engine.channels.inbox


async def mail_invitation(engine: Engine, member: StaffMember, address: str, language: str) -> bool:
    """Send the link to the person; False when mail is not set up or the server did not take it.

    Never into the inbox viewer: others who may read that could come in with the link.
    """
    channel = engine.channels.live.get(ChannelName.EMAIL)
    if channel is None or not mail_is_set_up(engine) or not member.email:
        return False
    shop, profile = await engine.store.shop(member.shop), await engine.store.shop_profile(member.shop)
    words = {
        "shop": member.shop if shop is None else shop.name,
        "name": member.name or member.email,
        "address": address,
    }
    spoken = "ja" if language == "ja" else "en"
    text = TEXT[spoken].format_map(words)
    mail = OutgoingMail(
        shop=member.shop,
        message_id=f"{secrets.token_hex(12)}.{member.shop}@{engine.mail.sender.rpartition('@')[2]}",
        sender=engine.mail.sender,
        sender_name=words["shop"],
        recipient=member.email,
        subject=SUBJECT[spoken].format_map(words),
        text=text,
        html=_html(text, address, profile.colour),
        locale=spoken,
        return_path=engine.mail.return_path or engine.mail.sender,
        at=engine.clock.now(),
    )
    return (await channel.send(mail, _go)).outcome is Outcome.SENT


def _html(text: str, address: str, colour: str) -> str:
    """The text in paragraphs, the link as a link in the shop's colour."""
    link = html.escape(address)
    paragraphs = html.escape(text).strip().replace("\n\n", "</p><p>")
    return f"<p>{paragraphs}</p>".replace(link, f'<a href="{link}" style="color:{colour}">{link}</a>')


async def _go() -> bool:
    return True
