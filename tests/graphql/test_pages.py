"""The pages: sign-in, start, kept mails, unsubscribe, health, figures; their headers; and how often one may ask."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.model.consent import ConsentWanted
from engine.model.records import MessageState, Page
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine, MailIdentity
from engine.service.links import make_link
from engine.service.message_link import BOUNCE, CALLBACK, message_token
from engine.service.outage import StoreUnavailable
from engine.service.unsubscribe import unsubscribe_token
from engine.store.port import Conflict
from graphql_api.app import create_app
from graphql_api.headers import POLICY
from graphql_api.pages.texts import TEXTS
from graphql_api.rates import Rates
from tests.delivery.test_bounce_mail import TO, bounce
from tests.graphql.client import Client, client_of, connect, sign_in
from tests.graphql.documents import QUOTE, RECORD, cart, order
from tests.service.shop import drain, make_engine, open_shop

NO_SCRIPT = re.compile(r"<script|javascript:|\son\w+=|<style|\sstyle=", re.IGNORECASE)


async def test_the_link_signs_in_once(client: Client) -> None:
    link = await make_link(client.engine, "tea")
    entered = await client.http.get(f"/sign-in/{link.secret}")
    assert (entered.status_code, entered.headers["location"]) == (303, "/admin/")
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("__Host-otoku=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert (await client.http.get("/")).status_code == 200
    client.http.cookies.clear()
    again = await client.http.get(f"/sign-in/{link.secret}")
    assert again.status_code == 410
    assert "set-cookie" not in again.headers


async def test_at_home_over_http_the_cookie_has_a_plain_name(engine: Engine) -> None:
    home = make_engine(engine.store, public_url="http://127.0.0.1:8000")
    client = await client_of(create_app(home), home, "tea")
    link = await make_link(home, "tea")
    entered = await client.http.get(f"/sign-in/{link.secret}")
    assert entered.headers["set-cookie"].startswith("otoku=")
    assert "Secure" not in entered.headers["set-cookie"]
    assert "strict-transport-security" not in entered.headers
    await client.http.aclose()


async def test_without_a_session_every_page_of_the_shop_asks_to_sign_in(client: Client) -> None:
    for path in ("/", "/inbox/x"):
        page = await client.http.get(path)
        assert page.status_code == 401
        assert "otoku sign-in" in page.text
    assert (await client.http.get("/inbox/x/html")).status_code == 404


async def test_signing_out_ends_the_session(client: Client) -> None:
    await sign_in(client)
    secret = client.http.cookies["__Host-otoku"]
    left = await client.http.post("/sign-out")
    assert left.status_code == 200
    client.http.cookies.clear()
    page = await client.http.get("/", headers={"cookie": f"__Host-otoku={secret}"})
    assert page.status_code == 401


@pytest.mark.parametrize(("language", "words"), [("en", "Latest coupons"), ("ja", "最新のクーポン")])
async def test_the_start_page_shows_the_shop(client: Client, language: str, words: str) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    await drain(client.engine)
    await sign_in(client)
    page = await client.http.get("/", headers={"accept-language": language})
    for shown in (
        "おとく茶舗",
        "thanks-coupon",
        "welcome",
        "••••",
        "taro@shop.example",
        "お礼のクーポン",
        words,
        "curl",
    ):
        assert shown in page.text
    assert f'<html lang="{language}">' in page.text
    assert not NO_SCRIPT.search(page.text)
    assert page.headers["cache-control"] == "no-store"


def test_every_text_of_the_pages_is_in_both_languages() -> None:
    assert TEXTS["en"].keys() == TEXTS["ja"].keys()


async def kept_mail(client: Client) -> str:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    await drain(client.engine)
    await sign_in(client)
    start = await client.http.get("/")
    found = re.search(r'href="/inbox/([^"]+)"', start.text)
    assert found is not None
    return found[1]


async def test_a_kept_mail_is_shown_with_its_html_in_a_sandbox(client: Client) -> None:
    mail = await kept_mail(client)
    page = await client.http.get(f"/inbox/{mail}")
    assert page.status_code == 200
    assert (
        f'<iframe sandbox="" title="HTML, as a mail program shows it" src="/inbox/{mail}/html">' in page.text
    )
    html = await client.http.get(f"/inbox/{mail}/html")
    policy = html.headers["content-security-policy"]
    assert "sandbox;" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert html.headers["x-frame-options"] == "SAMEORIGIN"


async def test_a_kept_mail_of_another_shop_is_not_shown(client: Client) -> None:
    mail = await kept_mail(client)
    await open_shop(client.engine, "rival")
    link = await make_link(client.engine, "rival")
    client.http.cookies.clear()
    await client.http.get(f"/sign-in/{link.secret}")
    for path in (f"/inbox/{mail}", f"/inbox/{mail}/html"):
        assert (await client.http.get(path)).status_code == 404


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 | times: 7 }}",
    "{% raw %}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_stored_text_never_becomes_markup(client: Client, text: str) -> None:
    asked = order(f"o {text}", "SAMPLE-1")
    asked["buyer"] = {"email": "taro@shop.example", "name": text, "locale": "ja"}
    recorded = (await client.storefront(RECORD, input=asked))["orderRecord"]
    assert recorded["errors"] == []
    await drain(client.engine)
    await sign_in(client)
    start = await client.http.get("/")
    mail = re.search(r'href="/inbox/([^"]+)"', start.text)
    assert mail is not None
    for page in (
        start,
        await client.http.get(f"/inbox/{mail[1]}"),
        await client.http.get(f"/inbox/{mail[1]}/html"),
    ):
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in re.sub(r"\d{4,}", "", page.text) or "{{" not in text


async def sent_message(client: Client) -> str:
    """The id of a mail that an order caused."""
    await client.storefront(RECORD, input=order("mailed", "SAMPLE-1"))
    (message,) = await client.engine.store.messages(
        "tea", Page(limit=1), state=None, order_id=None, coupon_id=None
    )
    return message.id


async def test_unsubscribing_asks_first_and_one_click_is_enough(client: Client) -> None:
    """Without cookie, sign-in or redirect; a scanner that opens the link stops nothing (RFC 8058, SEC26)."""
    message = await sent_message(client)
    token = unsubscribe_token(client.engine, "tea", message)
    store = client.engine.store
    (stored,) = await store.messages("tea", Page(limit=1), state=None, order_id=None, coupon_id=None)
    whose = ("tea", stored.order.channel, stored.order.recipient)

    page = await client.http.get(f"/u/{token}")
    assert page.status_code == 200
    assert '<form method="post">' in page.text
    assert await store.permission(*whose) is None

    for _ in range(2):
        done = await client.http.post(f"/u/{token}", data={"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert "no more" in done.text
    permission = await store.permission(*whose)
    assert permission is not None
    assert not permission.given
    (entry,) = await store.consents("tea", Page(limit=9), ConsentWanted())
    assert (entry.source, entry.message_id, entry.ip) == ("one-click", message, "203.0.113.7")


async def test_a_page_does_not_say_done_when_nothing_was_stopped(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await sent_message(client)

    async def commit(*_: object) -> None:
        raise Conflict(message)  # somebody else is always faster

    monkeypatch.setattr(type(client.engine.store), "commit", commit)
    answer = await client.http.post(f"/u/{unsubscribe_token(client.engine, 'tea', message)}")
    assert answer.status_code == 503
    assert "no more" not in answer.text


async def test_a_link_about_a_message_that_never_was_is_not_ours(client: Client) -> None:
    token = unsubscribe_token(client.engine, "tea", "m1")
    for send in (client.http.get, client.http.post):
        assert (await send(f"/u/{token}")).status_code == 404


async def test_a_gateway_tells_by_its_token_and_nobody_else_does(client: Client) -> None:
    message = await sent_message(client)
    token = message_token(client.engine, CALLBACK, "tea", message)
    told = await client.http.post(f"/hooks/sms/{token}", data={"MessageStatus": "delivered"})
    assert (told.status_code, told.json()) == (200, {"code": "OK"})
    as_json = await client.http.post(f"/hooks/sms/{token}", json={"status": "failed", "code": "30005"})
    assert as_json.status_code == 200
    for path, body, status in (
        (f"/hooks/sms/{token}x", {"MessageStatus": "delivered"}, 404),
        (f"/hooks/sms/{token}", {"MessageSid": "SM1"}, 400),
        (f"/hooks/sms/{token}", {"MessageStatus": "x" * 20_000}, 413),
    ):
        assert (await client.http.post(path, data=body)).status_code == status
    broken = await client.http.post(
        f"/hooks/sms/{token}", content=b"{", headers={"content-type": "application/json"}
    )
    assert broken.status_code == 400


async def test_returned_mails_are_taken_from_who_has_the_key(client: Client) -> None:
    mail = b"Subject: away\r\n\r\nI am away."
    assert (await client.http.post("/hooks/mail", content=mail)).status_code == 401
    engine = replace(client.engine, mail=MailIdentity(hook_key="key of the hook"))
    keyed = await connect(engine)
    wrong = await keyed.http.post("/hooks/mail", content=mail, headers={"authorization": "Bearer other"})
    assert wrong.status_code == 401
    right = {"authorization": "Bearer key of the hook"}
    away = await keyed.http.post("/hooks/mail", content=mail, headers=right)
    assert (away.status_code, away.json()) == (202, {"code": "NO_REPORT"})
    message = await sent_message(keyed)
    to = f"bounce+{message_token(engine, BOUNCE, 'tea', message)}@shop.example"
    report = bounce().replace(TO.encode(), to.encode())
    assert (await keyed.http.post("/hooks/mail", content=report, headers=right)).json() == {"code": "OK"}
    huge = await keyed.http.post("/hooks/mail", content=b"x" * (1024 * 1024 + 1), headers=right)
    assert huge.status_code == 413


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: "x", lambda t: t * 9]
)
async def test_a_forged_unsubscribe_link_is_not_ours(client: Client, spoil: Any) -> None:
    token = unsubscribe_token(client.engine, "tea", "m1")
    assert (await client.http.post(f"/u/{spoil(token)}")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/healthz",
        "/readyz",
        "/metrics",
        "/assets/otoku.css",
        "/nowhere",
        "/sign-in/x",
        "/storefront/graphql",
    ],
)
async def test_every_answer_has_the_security_headers(client: Client, path: str) -> None:
    headers = (await client.http.get(path)).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    "path", ["/nowhere", "/assets/../app.py", "/assets/start.liquid", "/assets/%2e%2e/app.py", "/graphql"]
)
async def test_what_is_not_there_is_a_404(client: Client, path: str) -> None:
    assert (await client.http.get(path)).status_code == 404


async def test_alive_and_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await client.http.get("/healthz")).json() == {"status": "ok"}
    assert (await client.http.get("/readyz")).json() == {"status": "ok"}

    async def gone(*args: Any, **kwargs: Any) -> Any:
        raise StoreUnavailable("gone")

    monkeypatch.setattr(ask, "shops", gone)
    unready = await client.http.get("/readyz")
    assert (unready.status_code, unready.json()) == (503, {"status": "unavailable", "because": "database"})
    assert "otoku_ready 0.0" in (await client.http.get("/metrics")).text


async def test_the_figures_tell_what_waits_and_for_how_long(client: Client) -> None:
    shown = (await client.http.get("/metrics")).text
    assert "otoku_timer_overdue_seconds 0.0" in shown
    assert "otoku_message_overdue_seconds 0.0" in shown
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    assert isinstance(client.engine.clock, VirtualClock)
    client.engine.clock.advance(timedelta(minutes=2))
    assert "otoku_message_overdue_seconds 120.0" in (await client.http.get("/metrics")).text
    now = client.engine.clock.now()
    (message,) = await client.engine.store.claim_messages(now, now, 1)
    await client.engine.store.hand_over(message, now, now)
    await client.engine.store.settle_message(message, MessageState.UNKNOWN, "lost", None, now)
    shown = (await client.http.get("/metrics")).text
    assert "otoku_messages_unknown 1.0" in shown
    assert "otoku_message_overdue_seconds 0.0" in shown


async def test_figures_name_fields_and_codes_and_nothing_personal(client: Client) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1", codes=["SECRETCODE"]))
    await client.run("storefront", "secret", "{ nosuchfield }")
    shown = (await client.http.get("/metrics")).text
    assert 'otoku_graphql_fields_total{door="storefront",field="orderRecord"} 1.0' in shown
    assert 'otoku_graphql_requests_total{door="storefront",outcome="VALIDATION"} 1.0' in shown
    for secret in ("SECRETCODE", "taro", "tea", "nosuchfield", "otk_live"):
        assert secret not in shown


# ---- rates


@pytest.fixture
async def strict(engine: Engine) -> AsyncIterator[Client]:
    """A client of an application with the rates of production."""
    client = await connect(engine, rates=Rates())
    yield client
    await client.http.aclose()


async def test_a_browser_may_ask_five_times_in_five_seconds(strict: Client) -> None:
    body = {"query": QUOTE, "variables": {"cart": cart("PACK-1")}}
    answers = [await strict.post("/storefront/graphql", "publishable", body) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
    assert answers[-1].headers["retry-after"] == "5"
    assert answers[-1].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
    back_end = await strict.post("/storefront/graphql", "secret", body)
    assert back_end.status_code == 200


async def test_an_address_that_tries_tokens_is_shut_out_before_they_are_looked_at(strict: Client) -> None:
    statuses = [
        (await strict.post("/storefront/graphql", f"otk_live_{n}", {"query": "{ __typename }"})).status_code
        for n in range(22)
    ]
    assert statuses == [401] * 20 + [429] * 2
    right = await strict.post("/storefront/graphql", "secret", {"query": "{ __typename }"})
    assert right.status_code == 429


async def test_wrong_codes_of_a_browser_are_counted_and_then_even_right_ones_refused(client: Client) -> None:
    for n in range(12):
        answer = (await client.storefront(QUOTE, "publishable", cart=cart("PACK-1"), codes=[f"WRONG{n}"]))[
            "quote"
        ]
        if n < 10:
            assert [refusal["reason"] for refusal in answer["quote"]["refusals"]] == ["INVALID_CODE"]
        else:
            assert [error["code"] for error in answer["errors"]] == ["TOO_MANY_ATTEMPTS"]
    right = (await client.storefront(QUOTE, "publishable", cart=cart("PACK-1"), codes=["WELCOME10"]))["quote"]
    assert [error["code"] for error in right["errors"]] == ["TOO_MANY_ATTEMPTS"]
    trusted = (await client.storefront(QUOTE, cart=cart("PACK-1"), codes=["WELCOME10"]))["quote"]
    assert trusted["errors"] == []
