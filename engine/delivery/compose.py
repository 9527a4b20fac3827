"""A rendered message as RFC 5322 bytes: text and HTML, headers that cannot be broken out of (SEC28)."""

import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from engine.delivery.channel import OutgoingMail

POLICY = SMTP.clone(cte_type="7bit")  # every server takes it, with or without 8BITMIME


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, so that it stays one header."""
    plain = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join(plain.split())


def headers_of(mail: OutgoingMail) -> dict[str, str]:
    """All headers of `mail` in readable form."""
    sender = f"{one_line(mail.sender_name)} <{mail.sender}>" if mail.sender_name else mail.sender
    return {
        "From": sender,
        "To": mail.recipient,
        "Subject": one_line(mail.subject),
        "Date": format_datetime(mail.at),
        "Message-ID": f"<{mail.message_id}>",
        "Auto-Submitted": "auto-generated",
        **({"Content-Language": one_line(mail.locale)} if mail.locale else {}),
        **{name: one_line(value) for name, value in mail.headers.items()},
    }


def compose(mail: OutgoingMail) -> bytes:
    """The bytes that follow DATA, without dot-stuffing. Raises ValueError for an address that is none."""
    message = EmailMessage(policy=POLICY)
    headers = headers_of(mail)
    language = headers.pop("Content-Language", None)
    for name, value in headers.items():
        match name:
            case "From":
                message[name] = _address(mail.sender, one_line(mail.sender_name))
            case "To":
                message[name] = _address(mail.recipient, "")
            case _:
                message[name] = value
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if language is not None:  # of the whole: set before, it would move into the first part
        message["Content-Language"] = language
    return message.as_bytes()


def _address(text: str, name: str) -> Address:
    local, _, domain = text.rpartition("@")
    return Address(display_name=name, username=local, domain=domain)
