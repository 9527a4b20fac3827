"""Mails to send in tests, and a handover that is always allowed."""

from datetime import UTC, datetime
from typing import Any

from engine.delivery.channel import OutgoingMail

AT = datetime(2026, 5, 20, 1, 0, tzinfo=UTC)


def outgoing(**changes: Any) -> OutgoingMail:
    """A Japanese coupon mail, with whatever a test changes."""
    values: dict[str, Any] = {
        "shop": "tea",
        "message_id": "m_1.tea@shop.example",
        "sender": "shop@shop.example",
        "sender_name": "おとく茶舗",
        "recipient": "taro@shop.example",
        "subject": "【おとく茶舗】お礼のクーポン",
        "text": "クーポン番号：12345678\n.点で始まる行\n",
        "html": "<p>クーポン番号：<b>12345678</b></p>",
        "locale": "ja",
        "return_path": "shop@shop.example",
        "at": AT,
    }
    return OutgoingMail(**(values | changes))


async def allowed() -> bool:
    """The handover that says yes."""
    return True


async def forbidden() -> bool:
    """The handover that says no."""
    return False


def one_newline(text: str) -> str:
    """`text` with the line ends of Python instead of those of the wire."""
    return text.replace("\r\n", "\n")
