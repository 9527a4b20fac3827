"""The start page: the shop, its live rules, the latest coupons and kept mails, and how to call the API."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.model.answers import RuleOutline
from engine.model.records import InboxMail, Page, StoredCoupon
from engine.service import ask
from engine.service.engine import Engine
from engine.service.kept_mails import kept_mail, kept_mails
from graphql_api.caller import Caller, staff_caller
from graphql_api.ids import opaque, own_id
from graphql_api.pages.render import language_of, page
from graphql_api.pages.texts import TEXTS
from graphql_api.refused import Refused
from graphql_api.rights import Right

LATEST = 10

RULES_SHOWN = 100
LAST_MOMENT = timedelta(seconds=1)
"""Ends are exclusive; people are shown the last minute that counts."""

MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'"
)
"""A mail brings its styles inline; it gets no script, no form, no picture from elsewhere, and an origin of its own."""

MAIL_HEADERS = {
    "Content-Security-Policy": MAIL_POLICY,
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}


class StartPages:
    """Pages of a signed-in person."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def start(self, request: Request) -> Response:
        """`GET /`."""
        caller = await self._caller(request)
        if caller is None:
            return _sign_in(request)
        if caller.factor_missing:
            return RedirectResponse("/admin/", status_code=303, headers={"Cache-Control": "no-store"})
        engine, shop = self._engine, caller.shop
        found = await ask.shop(engine, shop)
        settings = await ask.settings(engine, shop)
        zone, text = ZoneInfo(settings.zone), TEXTS[language_of(request)]
        mails = await kept_mails(engine, shop, Page(limit=LATEST)) if Right.PII in caller.rights else ()
        coupons = await ask.coupons(engine, shop, Page(limit=LATEST))
        rules = await ask.live_rules(engine, shop)
        return page(
            request,
            "start",
            shop={
                "id": shop,
                "name": found.name if found else shop,
                "currency": settings.currency,
                "zone": settings.zone,
                "revision": found.live_revision if found else None,
                "catalog": found.catalog_version if found else 0,
            },
            rules=[_rule(rule, text) for rule in rules[:RULES_SHOWN]],
            coupons=[_coupon(coupon, zone, text) for coupon in coupons],
            mails=[_mail(mail, zone) for mail in mails],
            base=engine.public_url,
            sku=await self._example_sku(shop, rules),
        )

    async def _example_sku(self, shop: str, rules: tuple[RuleOutline, ...]) -> str:
        """A product to try the API with: one that a rule waits for, if there is one."""
        awaited = (re.search(r'^\s*when .* product "([^"]+)"', rule.text, re.MULTILINE) for rule in rules)
        found = next((match[1] for match in awaited if match), None)
        return found or min((await ask.catalog(self._engine, shop)).products, default="SKU")

    async def mail(self, request: Request) -> Response:
        """`GET /inbox/{id}`: a kept mail."""
        shop = await self._shop(request)
        if shop is None:
            return _sign_in(request)
        mail = await self._find(shop, request.path_params["id"])
        if mail is None:
            return not_found(request)
        settings = await ask.settings(self._engine, shop)
        shown = _mail(mail, ZoneInfo(settings.zone)) | {"text": mail.text, "html": bool(mail.html)}
        return page(request, "mail", mail=shown)

    async def mail_html(self, request: Request) -> Response:
        """`GET /inbox/{id}/html`: the HTML part for the sandboxed frame."""
        shop = await self._shop(request)
        mail = None if shop is None else await self._find(shop, request.path_params["id"])
        if mail is None:
            return not_found(request)
        return HTMLResponse(mail.html, headers=MAIL_HEADERS)

    async def _caller(self, request: Request) -> Caller | None:
        try:
            return await staff_caller(self._engine, request, from_script=False)
        except Refused:
            return None

    async def _shop(self, request: Request) -> str | None:
        """The shop of a person who may see its mails."""
        caller = await self._caller(request)
        return caller.shop if caller is not None and Right.PII in caller.rights else None

    async def _find(self, shop: str, text: str) -> InboxMail | None:
        own = own_id("Mail", text)
        return None if own is None else await kept_mail(self._engine, shop, own)


def not_found(request: Request) -> Response:
    """The page for addresses that lead nowhere."""
    return page(
        request, "notice", status=404, title="404", sentences=[TEXTS[language_of(request)]["not_found"]]
    )


def _sign_in(request: Request) -> Response:
    text = TEXTS[language_of(request)]
    return page(request, "notice", status=401, title=text["sign_in"], sentences=[text["need_link"]])


def _local(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _rule(rule: RuleOutline, text: Mapping[str, str]) -> dict[str, object]:
    return {
        "name": rule.name,
        "kind_text": text.get(f"kind_{rule.kind}", rule.kind),
        "status": rule.status,
        "status_text": text.get(f"status_{rule.status}", rule.status),
        "description": rule.description or rule.title,
        "file": rule.path,
        "line": rule.line,
        "text": rule.text,
    }


def _coupon(coupon: StoredCoupon, zone: ZoneInfo, text: Mapping[str, str]) -> dict[str, object]:
    fact = coupon.fact
    return {
        "masked": f"••••{coupon.last_four}",
        "rule": fact.rule,
        "order": coupon.order_id,
        "state": fact.state.value,
        "state_text": text[f"status_{fact.state.value}"],
        "uses": f"{fact.used}/{'∞' if fact.uses is None else fact.uses}",
        "issued": _local(fact.issued_at, zone),
        "until": None if fact.valid_until is None else _local(fact.valid_until - LAST_MOMENT, zone),
    }


def _mail(mail: InboxMail, zone: ZoneInfo) -> dict[str, object]:
    return {
        "id": opaque("Mail", mail.id),
        "subject": mail.subject,
        "recipient": mail.recipient,
        "at": _local(mail.at, zone),
    }
