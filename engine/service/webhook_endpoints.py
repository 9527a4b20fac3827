"""Endpoints of webhooks: added, changed, given a new secret, removed (C25, C26)."""

# ruff: noqa: PLR0917 - what is asked, by whom, and under which key

import secrets
from dataclasses import dataclass, replace

from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.records import Actor, Receipt
from engine.model.webhook import EndpointChange, EndpointState, WebhookEndpoint, WebhookTopic
from engine.service.ask import webhook_endpoint
from engine.service.engine import Engine
from engine.service.webhook_secrets import new_secret, rotated, shown_secret
from engine.store.port import ReceiptMismatch
from engine.store.webhook_port import NameTaken

MOST_ENDPOINTS = 50
LONGEST_URL = 2_000
LONGEST_NAME = 50
"""Characters, as rules write it: `notify webhook "erp"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEndpoint:
    """An endpoint with its new secret, which is shown this once; empty in the answer to a repeat."""

    endpoint: WebhookEndpoint
    secret: str


async def add_endpoint(
    engine: Engine,
    shop: str,
    wanted: EndpointChange,
    actor: Actor,
    receipt: Receipt | None = None,
) -> ShownEndpoint | Rejection:
    """Make an endpoint of a name, a URL and topics; it is enabled unless `wanted` says otherwise."""
    wrong = await _wrong(engine, wanted, new=True)
    if wrong is not None:
        return wrong
    known = await engine.store.webhook_endpoints(shop)
    if len(known) >= MOST_ENDPOINTS:
        return Rejection(problem=Problem.TOO_MANY_ENDPOINTS, args=(("limit", str(MOST_ENDPOINTS)),))
    made = WebhookEndpoint(
        id=secrets.token_hex(8),
        shop=shop,
        name=wanted.name or "",
        url=wanted.url or "",
        topics=wanted.topics or frozenset(),
        state=wanted.state or EndpointState.ENABLED,
        secrets=(new_secret(engine.keys),),
        created_at=engine.clock.now(),
    )
    try:
        stored = await engine.store.add_webhook_endpoint(made, actor, made.created_at, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    if stored is None:
        return Rejection(problem=Problem.NAME_TAKEN, path=("name",), args=(("name", made.name),))
    if stored == made.id:
        return ShownEndpoint(endpoint=made, secret=shown_secret(engine.keys, made))
    first = await webhook_endpoint(engine, shop, stored)
    return NOT_THERE if first is None else ShownEndpoint(endpoint=first, secret="")


async def change_endpoint(
    engine: Engine,
    shop: str,
    endpoint_id: str,
    change: EndpointChange,
    actor: Actor,
    receipt: Receipt | None = None,
) -> WebhookEndpoint | Rejection:
    """Change what is given of an endpoint. Enabling it sends what waited; what was missed takes a replay."""
    wrong = await _wrong(engine, change, new=False)
    if wrong is not None:
        return wrong
    try:
        changed = await engine.store.change_webhook_endpoint(
            shop, endpoint_id, change, actor, engine.clock.now(), receipt
        )
    except ReceiptMismatch:
        return OTHER_REQUEST
    except NameTaken:
        return Rejection(problem=Problem.NAME_TAKEN, path=("name",), args=(("name", change.name or ""),))
    found = await webhook_endpoint(engine, shop, endpoint_id) if changed else None
    return found or NOT_THERE


async def rotate_endpoint(
    engine: Engine, shop: str, endpoint_id: str, actor: Actor, receipt: Receipt | None = None
) -> ShownEndpoint | Rejection:
    """Give an endpoint a new secret; for a day both sign, so that the receiver loses nothing (C25)."""
    before = await webhook_endpoint(engine, shop, endpoint_id)
    if before is None:
        return NOT_THERE
    after = replace(before, secrets=rotated(engine.keys, before, engine.clock.now()))
    changed = await change_endpoint(
        engine, shop, endpoint_id, EndpointChange(secrets=after.secrets), actor, receipt
    )
    if isinstance(changed, Rejection):
        return changed
    fresh = changed.secrets == after.secrets
    return ShownEndpoint(endpoint=changed, secret=shown_secret(engine.keys, changed) if fresh else "")


async def remove_endpoint(
    engine: Engine, shop: str, endpoint_id: str, actor: Actor, receipt: Receipt | None = None
) -> bool | Rejection:
    """Remove an endpoint with all that is on its way to it; False when there is none."""
    try:
        return await engine.store.remove_webhook_endpoint(
            shop, endpoint_id, actor, engine.clock.now(), receipt
        )
    except ReceiptMismatch:
        return OTHER_REQUEST


NOT_THERE = Rejection(problem=Problem.NOT_FOUND, path=("endpoint_id",))


async def _wrong(engine: Engine, change: EndpointChange, *, new: bool) -> Rejection | None:
    if (change.name is not None or new) and not _is_name(change.name or ""):
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    if change.topics is not None and WebhookTopic.TEST in change.topics:
        return Rejection(problem=Problem.TEXT_INVALID, path=("topics",))
    if change.url is not None or new:
        url = change.url or ""
        refusal = "too long" if len(url) > LONGEST_URL else await engine.http.refusal(url)
        if refusal:
            return Rejection(problem=Problem.URL_REFUSED, path=("url",), args=(("reason", refusal),))
    return None


def _is_name(text: str) -> bool:
    return 1 <= len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip() and '"' not in text
