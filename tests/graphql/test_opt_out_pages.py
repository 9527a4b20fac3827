"""The pages by which buyers leave: an SMS that a gateway hands over, a link while the database is away (J4)."""

import base64
import hashlib
import hmac
import re
from dataclasses import replace
from pathlib import Path

import pytest

from engine.delivery.sms_inbound import TwilioInbound
from engine.model.answers import Published
from engine.model.consent import ConsentAct, ConsentWanted
from engine.model.program import ChannelName
from engine.model.records import Page
from engine.service.inbound_sms import inbound_token
from engine.service.opt_out import replay_opt_outs
from engine.service.outage import StoreUnavailable
from engine.service.publish import publish
from engine.service.unsubscribe import unsubscribe_token
from tests.graphql.client import SITE, Client, connect
from tests.graphql.documents import RECORD, order
from tests.service.shop import TEST, drain, example_files


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


RECORD_CONSENT = """mutation($input: ConsentRecordInput!) {
    consentRecord(input: $input) { recorded pending errors { code } }
}"""


async def test_a_double_opt_in_is_a_page_with_a_button(client: Client) -> None:
    files = tuple(
        replace(one, text=one.text.replace("  currency JPY\n", "  currency JPY\n  optin double\n"))
        for one in example_files()
    )
    published = await publish(client.engine, "tea", files, expected=1, actor=TEST)
    assert isinstance(published, Published), published
    told = {"email": "you@shop.example", "wording": "Send <me> news", "source": "/sign-up"}
    answer = (await client.storefront(RECORD_CONSENT, input=told))["consentRecord"]
    assert answer == {"recorded": True, "pending": True, "errors": []}
    await drain(client.engine)
    mails = await client.engine.store.inbox("tea", Page(limit=9))
    (link,) = [found[0] for one in mails if (found := re.search(r"/c/\S+", one.text))]
    shown = await client.http.get(link)
    assert (shown.status_code, "Send &lt;me&gt; news" in shown.text) == (200, True)
    whose = ("tea", ChannelName.EMAIL, "you@shop.example")
    assert await client.engine.store.permission(*whose) is None
    for _ in range(2):
        assert (await client.http.post(link)).status_code == 200
    permission = await client.engine.store.permission(*whose)
    assert permission is not None
    assert permission.given
    assert (await client.http.get(link + "x")).status_code == 404
