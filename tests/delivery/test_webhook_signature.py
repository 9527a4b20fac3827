"""Signatures of webhooks, verified by the reference library of the specification."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from engine.delivery.webhook_signature import read_secret, signed_headers, write_secret

OLD, NEW, OTHER = b"o" * 32, b"n" * 32, b"x" * 32


@given(body=strategies.text(max_size=300).map(str.encode), secret=strategies.binary(min_size=24, max_size=64))
def test_the_reference_library_verifies_every_body_and_secret(body: bytes, secret: bytes) -> None:
    headers = signed_headers("msg_1", datetime.now(UTC), body, [secret])
    Webhook(write_secret(secret)).verify(body, headers, json_parse=False)


def test_while_a_secret_is_replaced_the_old_and_the_new_one_verify() -> None:
    headers = signed_headers("msg_1", datetime.now(UTC), b"{}", [NEW, OLD])
    for secret in (OLD, NEW):
        assert {} == Webhook(write_secret(secret)).verify(b"{}", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(write_secret(OTHER)).verify(b"{}", headers)


@pytest.mark.parametrize(
    "change", [{"webhook-id": "msg_2"}, {"webhook-timestamp": "1"}, {"webhook-signature": "v1,AAAA"}]
)
def test_a_changed_header_is_refused(change: dict[str, str]) -> None:
    headers = signed_headers("msg_1", datetime.now(UTC), b"{}", [OLD]) | change
    with pytest.raises(WebhookVerificationError):
        Webhook(write_secret(OLD)).verify(b"{}", headers)


def test_a_changed_body_is_refused() -> None:
    headers = signed_headers("msg_1", datetime.now(UTC), b'{"yen":1}', [OLD])
    with pytest.raises(WebhookVerificationError):
        Webhook(write_secret(OLD)).verify(b'{"yen":9}', headers)


def test_a_call_of_an_hour_ago_is_refused() -> None:
    headers = signed_headers("msg_1", datetime.now(UTC) - timedelta(hours=1), b"{}", [OLD])
    with pytest.raises(WebhookVerificationError):
        Webhook(write_secret(OLD)).verify(b"{}", headers)


def test_the_example_of_the_specification_gives_its_signature() -> None:
    secret = read_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}', [secret])
    assert "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" == headers["webhook-signature"]


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_*"])
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whsec_"):
        read_secret(text)
