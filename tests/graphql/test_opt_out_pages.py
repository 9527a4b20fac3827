"""The pages by which buyers leave: an SMS that a gateway hands over, a link while the database is away (J4)."""

import base64
import hashlib
import hmac
from dataclasses import replace
from pathlib import Path

import pytest

from engine.delivery.sms_inbound import TwilioInbound
from engine.model.consent import ConsentAct, ConsentWanted
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.service.inbound_sms import inbound_token
from engine.service.opt_out import replay_opt_outs
from engine.service.outage import StoreUnavailable
from engine.service.unsubscribe import unsubscribe_token
from tests.graphql.client import SITE, Client, connect
from tests.graphql.documents import RECORD, order


async def sent_message(client: Client) -> str:
    await client.storefront(RECORD, input=order("mailed", "SAMPLE-1"))
    page = Page(limit=1)
    (message,) = await client.engine.store.messages("tea", page, state=None, order_id=None, coupon_id=None)
    return message.id


async def test_an_sms_that_the_gateway_signed_is_taken_and_no_other(client: Client) -> None:
    engine = replace(client.engine, sms_inbound=TwilioInbound(secret="s"), public_url=SITE)
    ready = await connect(engine)
    path = f"/hooks/sms/{inbound_token(engine, 'tea')}"
    form = {"MessageSid": "SM1", "From": "090-1234-5678", "Body": "停止"}
    said = SITE + path + "".join(name + value for name, value in sorted(form.items()))
    signature = base64.b64encode(hmac.digest(b"s", said.encode(), hashlib.sha1)).decode()
    signed = {"X-Twilio-Signature": signature}
    for headers, body, status in (
        ({}, form, 403),
        (signed, form | {"Body": "HELP"}, 403),
        (signed, form, 200),
    ):
        assert (await ready.http.post(path, data=body, headers=headers)).status_code == status
    permission = await engine.store.permission("tea", ChannelName.SMS, "+819012345678")
    assert permission is not None
    assert not permission.given
    assert (
        await client.http.post(path, data=form, headers=signed)
    ).status_code == 404  # no gateway is set up
    await ready.http.aclose()


async def test_a_link_works_while_the_database_is_away(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await sent_message(client)
    ready = await connect(replace(client.engine, spool_folder=tmp_path / "spool"))
    path = f"/u/{unsubscribe_token(client.engine, 'tea', message)}"

    async def away(*_: object) -> None:
        raise StoreUnavailable("stopped")

    with monkeypatch.context() as patched:
        patched.setattr(type(client.engine.store), "find_message", away)
        assert '<form method="post">' in (await ready.http.get(path)).text
        answer = await ready.http.post(path, data={"scope": "all"})
        assert (answer.status_code, "received" in answer.text) == (200, True)
        assert (await client.http.post(path)).status_code == 503  # it has no disk to keep it on
    assert await replay_opt_outs(ready.engine) == 1
    (entry,) = await client.engine.store.consents("tea", Page(limit=9), ConsentWanted())
    assert (entry.source, entry.act) == ("page", ConsentAct.WITHDRAWN)
    await ready.http.aclose()
