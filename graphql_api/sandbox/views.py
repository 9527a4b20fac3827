"""What the pages of the sandbox are shown, as JSON."""

from dataclasses import asdict
from typing import Any

from engine.model.catalog import Plan, Product
from engine.model.contract import Contract, ContractState
from engine.model.effects import Metric
from engine.model.records import InboxMail, StoredMessage
from engine.service import ask
from engine.service.example_shops import example_shops
from engine.service.sandbox_figures import RuleFigures
from engine.service.sandbox_waiting import Waiting
from engine.service.sms_size import sms_size
from engine.service.working_copy import working_copy
from graphql_api.language import Language
from graphql_api.sandbox.books import Payment
from graphql_api.sandbox.desk import Place
from graphql_api.sandbox.requests import SHIPPING

SHOWN = (
    Metric.MATCHED,
    Metric.ISSUED,
    Metric.REDEEMED,
    Metric.DISCOUNT_AMOUNT,
    Metric.LIMITED,
    Metric.SUPPRESSED,
    Metric.ABANDONED,
    Metric.SENT,
    Metric.CLICKED,
    Metric.RECOVERED,
    Metric.RECOVERED_AMOUNT,
)


async def shop_window(place: Place, host: str, language: Language) -> dict[str, Any]:
    """The shop, its products, the clock, the rules that are tried out, and the token for browsers."""
    sandbox = place.sandbox
    engine, shop = sandbox.engine, sandbox.shop
    found, catalog = await ask.shop(engine, shop), await ask.catalog(engine, shop)
    real = await ask.shop(sandbox.main, shop)
    settings = await ask.settings(engine, shop)
    rules = sandbox.rules
    return {
        "name": found.name if found else shop,
        "currency": catalog.currency,
        "zone": settings.zone,
        "shipping": SHIPPING,
        "publishableToken": await place.publishable_token(host),
        "products": [
            _product(one) for one in sorted(catalog.products.values(), key=lambda one: not one.sandbox)
        ],
        "rules": {
            "source": rules.source.value,
            "example": sandbox.state.example,
            "examples": [{"id": one.id, "title": one.title[language]} for one in example_shops()],
            "revision": rules.revision,
            "errors": list(rules.errors),
            "live": real.live_revision if real else None,
            "draft": (await working_copy(sandbox.main, shop)).revision or None,
        },
        "clock": {
            "now": sandbox.clock.now().isoformat(),
            "aheadSeconds": int(sandbox.clock.ahead.total_seconds()),
        },
        "generation": sandbox.state.generation,
    }


def show_payment(payment: Payment, contracts: tuple[Contract, ...] = ()) -> dict[str, Any]:
    """A payment for the buyer, with what the merchant may want to know beside it."""
    order = payment.order or {}
    return {
        "id": payment.id,
        "state": payment.state.value,
        "message": payment.message,
        "email": payment.buyer["email"],
        "lines": payment.lines,
        "quote": payment.quote,
        "issued": order.get("issuedCoupons", []),
        "redemptions": order.get("redemptions", []),
        "reports": payment.reports,
        "late": payment.late,
        "repeated": payment.repeated,
        "refunds": payment.refunds,
        "cardBalances": [],
        "offerToken": (order.get("offer") or {}).get("token"),
        "contracts": [_contract(one) for one in contracts],
    }


def show_mail(mail: InboxMail) -> dict[str, Any]:
    """A mail or an SMS of the inbox; `sms` is the size of an SMS."""
    return {
        "id": mail.id,
        "recipient": mail.recipient,
        "subject": mail.subject,
        "text": mail.text,
        "html": bool(mail.html),
        "sms": asdict(sms_size(mail.text)) if mail.is_sms else None,
        "at": mail.at.isoformat(),
    }


def show_unsent(message: StoredMessage) -> dict[str, Any]:
    """A message that nobody got, with the engine's reason."""
    return {
        "id": message.id,
        "rule": message.order.rule,
        "channel": message.order.channel.value,
        "recipient": message.order.recipient,
        "reason": message.reason,
        "at": message.created_at.isoformat(),
    }


def show_waiting(waiting: Waiting) -> dict[str, Any]:
    """A message that is still to come, with what it waits for."""
    message = waiting.message
    return {
        "id": message.id,
        "rule": message.order.rule,
        "recipient": message.order.recipient,
        "quiet": waiting.quiet,
        "at": message.next_try.isoformat(),
    }


def show_figures(figures: RuleFigures) -> dict[str, Any]:
    """What a rule has done, by the names of the metrics."""
    return {"rule": figures.rule, "title": figures.title} | {
        metric.value: figures.sums.get(metric, 0) for metric in SHOWN
    }


def _product(product: Product) -> dict[str, Any]:
    return {
        "sku": product.sku,
        "name": product.name,
        "price": product.price,
        "description": product.description,
        "category": product.category,
        "kind": product.kind.value,
        "sold": product.sold.value,
        "plans": [_plan(plan) for plan in product.plans],
        "requiresShipping": product.requires_shipping,
        "sandbox": product.sandbox,
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "cycle": plan.cycle.iso,
        "percentOff": f"{float(plan.discount * 100):g}",
    }


def _contract(contract: Contract) -> dict[str, Any]:
    return {
        "id": contract.id,
        "cycle": contract.cycle.iso,
        "cancelled": contract.state is ContractState.CANCELLED,
        "number": contract.number,
        "nextAt": contract.next_renewal_at.isoformat(),
        "items": [
            {"sku": item.sku, "quantity": item.quantity, "renewal": item.renewal} for item in contract.items
        ],
        "shipping": contract.shipping,
        "renewalTotal": contract.renewal_total,
    }
