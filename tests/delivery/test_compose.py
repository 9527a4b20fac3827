"""A mail as bytes: readable by every server, with headers that cannot be broken out of (SEC28)."""

from email import message_from_bytes, policy

import pytest

from engine.delivery.compose import compose, one_line
from tests.delivery.outgoing import outgoing


def test_a_mail_is_text_and_html_in_seven_bits() -> None:
    raw = compose(outgoing())
    message = message_from_bytes(raw, policy=policy.default)

    assert raw.isascii()
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Content-Language"] == "ja"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_mail_without_html_is_plain_text() -> None:
    message = message_from_bytes(compose(outgoing(html="")), policy=policy.default)

    assert message.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "evil", ["a\r\nBcc: x@evil.example", "a\nBcc: x@evil.example", "a\x00\x0bb", "a\u2028Bcc: y"]
)
def test_a_line_break_in_a_header_stays_in_that_header(evil: str) -> None:
    message = message_from_bytes(
        compose(outgoing(subject=evil, sender_name=evil, headers={"X-Note": evil})), policy=policy.default
    )

    assert message["Bcc"] is None
    assert str(message["Subject"]) == one_line(evil)
    assert "\n" not in str(message["X-Note"])


def test_an_address_with_a_line_break_is_no_address() -> None:
    with pytest.raises(ValueError, match=r"addr|header|CR"):
        compose(outgoing(recipient="a@b.example\r\nBcc: x@evil.example"))
