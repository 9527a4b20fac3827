"""SMS through both kinds of gateway, with a real server that answers well, badly, late or not at all (S2.12, F27)."""

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator
from urllib.parse import parse_qs

import orjson
import pytest

from engine.delivery.channel import Channel, Outcome
from engine.delivery.outbound_http import OutboundHttp
from engine.delivery.sms import SignedGateway, TwilioGateway
from tests.delivery.outgoing import allowed, forbidden, outgoing
from tests.support.servers import free_port
from tests.support.web import Answer, WebServer, web_server

SECRET = b"s" * 32
HTTP = OutboundHttp(loopback=True, seconds_in_all=0.6, seconds_to_connect=0.4)
SMS = outgoing(
    recipient="+819012345678",
    sender="OTOKU",
    text="ご購入ありがとうございます",
    callback_url="https://promo.shop.example/hooks/sms/t",
)


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with web_server() as running:
        yield running


def gateways(address: str) -> dict[str, Channel]:
    return {
        "twilio": TwilioGateway(address=address, account="AC/1", secret="pa:ss", http=HTTP),
        "signed": SignedGateway(address=f"{address}/sms", secret=SECRET, http=HTTP),
    }


@pytest.fixture(params=["twilio", "signed"])
def gateway(request: pytest.FixtureRequest, server: WebServer) -> Channel:
    return gateways(server.url)[request.param]


@pytest.mark.requirement("S2.12")
async def test_twilio_is_spoken_to_as_it_wants(server: WebServer) -> None:
    server.otherwise = Answer(status=201, body=b'{"sid": "SM1", "status": "queued"}')
    result = await gateways(server.url)["twilio"].send(SMS, allowed)
    (sent,) = server.received
    assert (result.outcome, result.reason) == (Outcome.SENT, "201 SM1")
    assert sent.path == "/2010-04-01/Accounts/AC%2F1/Messages.json"
    assert base64.b64decode(sent.headers["authorization"].removeprefix("Basic ")) == b"AC/1:pa:ss"
    assert sent.headers["i-twilio-idempotency-token"] == SMS.message_id
    assert parse_qs(sent.body.decode()) == {
        "To": ["+819012345678"],
        "From": ["OTOKU"],
        "Body": ["ご購入ありがとうございます"],
        "StatusCallback": ["https://promo.shop.example/hooks/sms/t"],
    }


async def test_any_other_gateway_can_verify_who_calls(server: WebServer) -> None:
    server.otherwise = Answer(body=b'{"id": "x-1"}')
    result = await gateways(server.url)["signed"].send(SMS, allowed)
    (sent,) = server.received
    assert (result.outcome, result.reason) == (Outcome.SENT, "200 x-1")
    assert orjson.loads(sent.body) == {
        "id": SMS.message_id,
        "to": "+819012345678",
        "from": "OTOKU",
        "text": "ご購入ありがとうございます",
        "parts": 1,
        "callback": "https://promo.shop.example/hooks/sms/t",
    }
    signed = b".".join(
        (sent.headers["webhook-id"].encode(), sent.headers["webhook-timestamp"].encode(), sent.body)
    )
    expected = base64.b64encode(hmac.digest(SECRET, signed, hashlib.sha256)).decode()
    assert sent.headers["webhook-signature"] == f"v1,{expected}"


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        (Answer(status=429), Outcome.RETRY, "429"),
        (Answer(status=503), Outcome.RETRY, "503"),
        (Answer(status=500), Outcome.UNKNOWN, "500"),
        (
            Answer(status=400, body=b'{"code": 21211, "message": "invalid To"}'),
            Outcome.FAILED,
            "400 21211 invalid To",
        ),
        (Answer(status=401, body=b"<html>"), Outcome.FAILED, "401"),
        (Answer(status=302, headers={"Location": "/elsewhere"}), Outcome.FAILED, "302"),
    ],
)
async def test_an_answer_says_whether_another_try_may_be(
    gateway: Channel, server: WebServer, answer: Answer, outcome: Outcome, reason: str
) -> None:
    server.otherwise = answer
    result = await gateway.send(SMS, allowed)
    assert (result.outcome, result.reason) == (outcome, reason)
    assert len(server.received) == 1


@pytest.mark.parametrize("answer", [Answer(wait=5), Answer(drop=True)])
async def test_what_was_sent_and_never_answered_is_of_unknown_fate(
    gateway: Channel, server: WebServer, answer: Answer
) -> None:
    server.otherwise = answer
    result = await gateway.send(SMS, allowed)
    assert result.outcome is Outcome.UNKNOWN
    assert len(server.received) == 1


@pytest.mark.parametrize("kind", ["twilio", "signed"])
async def test_a_gateway_that_is_not_there_is_tried_again(kind: str) -> None:
    result = await gateways(f"http://127.0.0.1:{free_port()}")[kind].send(SMS, allowed)
    assert (result.outcome, result.stage) == (Outcome.RETRY, "connect")


async def test_nothing_leaves_when_the_handover_is_refused(gateway: Channel, server: WebServer) -> None:
    result = await gateway.send(SMS, forbidden)
    assert result.outcome is Outcome.WITHDRAWN
    assert server.received == []


async def test_a_novel_is_no_sms(gateway: Channel, server: WebServer) -> None:
    result = await gateway.send(outgoing(text="茶" * 671), allowed)
    assert result.outcome is Outcome.FAILED
    assert result.reason == "the text needs 11 parts, and 10 is the most"
    assert server.connections == 0


async def test_a_gateway_inside_is_not_called_by_an_installation_that_serves(server: WebServer) -> None:
    guarded = TwilioGateway(address=server.url, account="a", secret="b")
    result = await guarded.send(SMS, allowed)
    assert result.outcome is Outcome.FAILED
    assert server.connections == 0
