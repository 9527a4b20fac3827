"""A storefront reports a cart or the input of a form (S3.4-6, S3.41-43)."""

import hashlib
from dataclasses import replace
from urllib.parse import urlsplit

from engine.model.answers import Taken
from engine.model.cart import Buyer
from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.consent import ConsentAct
from engine.model.decision import Problem, Rejection
from engine.model.events import CartSaved
from engine.model.program import ChannelName, Program
from engine.model.records import Actor, Receipt
from engine.model.saved_cart import CartVisit, FormConsent
from engine.service.consent import LONGEST_SOURCE
from engine.service.consent_entry import ConsentRequest, consent_entry
from engine.service.engine import Engine
from engine.service.read_cart import LONGEST_NAME, id_problem, read_cart, read_text
from engine.service.take import take

LONGEST_URL = 2000
LONGEST_WORDING = 1000


async def save_cart(
    engine: Engine,
    shop: str,
    request: CartSaveRequest,
    *,
    reporter: Reporter,
    actor: Actor,
    receipt: Receipt | None = None,
) -> Taken | Rejection:
    """Keep what is in the cart and how far the shopper came; nothing is echoed.

    A browser pays catalogue prices and may name only pages of its own site to come back to: URL_NOT_ALLOWED.
    """
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    visit = _read(engine, shop, request, prepared.program, reporter)
    if isinstance(visit, Rejection):
        return visit
    now = engine.clock.now()
    content = hashlib.sha256(repr(visit).encode()).hexdigest()[:16]
    event = CartSaved(id=f"cart:{visit.cart.token}:{now.isoformat()}:{content}", at=now, visit=visit)
    return await take(engine, shop, event, actor, receipt, prepared=prepared)


def _read(
    engine: Engine, shop: str, request: CartSaveRequest, program: Program, reporter: Reporter
) -> CartVisit | Rejection:
    bad = id_problem(request.cart.token, ("cart", "token"))
    if bad is not None:
        return bad
    cart = read_cart(replace(request.cart, codes=()), program, engine.limits, trusted=reporter.trusted)
    if isinstance(cart, Rejection):
        return replace(cart, path=("cart", *cart.path))
    url = _page(request.return_url, reporter)
    advertisement = read_text(request.ad_url, ("ad_url",), LONGEST_URL)
    consent = _consent(engine, shop, request, reporter, cart.buyer)
    for read in (url, advertisement, consent):
        if isinstance(read, Rejection):
            return read
    return CartVisit(
        cart=cart,
        step=request.step,
        page=request.page,
        return_url=str(url),
        ad_url=str(advertisement),
        form_exit=request.form_exit,
        consent=consent if isinstance(consent, FormConsent) else None,
    )


def _page(typed: str, reporter: Reporter) -> str | Rejection:
    """An address that a link may lead to: one of the browser's own site, so that nobody is sent elsewhere (SEC26)."""
    url = read_text(typed, ("return_url",), LONGEST_URL)
    if isinstance(url, Rejection) or not url:
        return url
    refused = Rejection(problem=Problem.URL_NOT_ALLOWED, path=("return_url",))
    try:
        parts = urlsplit(url)
    except ValueError:
        return refused
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc:
        return refused
    own = f"{parts.scheme}://{parts.netloc}".lower()
    return url if reporter.trusted or own == reporter.origin.lower() else refused


def _consent(
    engine: Engine, shop: str, request: CartSaveRequest, reporter: Reporter, buyer: Buyer
) -> FormConsent | Rejection | None:
    """The tick with the evidence of each address that was typed."""
    if not request.consent.strip():
        return None
    wording = read_text(request.consent, ("consent", "wording"), LONGEST_WORDING)
    version = read_text(request.consent_version, ("consent", "version"), LONGEST_NAME)
    for read in (wording, version):
        if isinstance(read, Rejection):
            return read
    source = request.return_url[:LONGEST_SOURCE] or "form"
    texts = "", str(wording), str(version), source
    typed = ((ChannelName.EMAIL, buyer.email), (ChannelName.SMS, buyer.phone))
    entries = tuple(
        consent_entry(
            engine,
            shop,
            ConsentRequest(channel=channel, address=address, act=ConsentAct.GIVEN, ip=reporter.ip),
            address,
            texts,
            engine.clock.now(),
        )
        for channel, address in typed
        if address is not None
    )
    return FormConsent(wording=str(wording), version=str(version), entries=entries, proven=reporter.trusted)
