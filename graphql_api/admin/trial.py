"""What the rules would do with an order, at any instant, with the reasons; nothing is stored."""

import secrets
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

import strawberry

from engine.model.cart import OrderState
from engine.model.decision import Decision, Rejection, TraceStep
from engine.model.effects import IssueCoupon, SendMessage
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.try_rules import try_rules
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.found_texts import found_text
from graphql_api.language import Language
from graphql_api.price import CodeRefusalReason, QuoteType, show_quote
from graphql_api.rights import Right, query_field
from graphql_api.scalars import Amount, CouponCode, Email, Money, money
from graphql_api.states import OrderStateKind

MOST_STEPS = 1_000


@described(
    "What became of a rule or of one of its lines.",
    HOLDS="The condition is met.",
    FAILS="The condition is not met.",
    APPLIED="It took effect.",
    LOST="It could have applied; something better for the buyer was chosen.",
    REFUSED="It was refused; see the reason.",
)
class VerdictKind(StrEnum):
    """`model.decision.Verdict`."""

    HOLDS = "holds"
    FAILS = "fails"
    APPLIED = "applied"
    LOST = "lost"
    REFUSED = "refused"


@strawberry.input(description="A product of the order to try.")
class TrialLineInput:
    """A line."""

    sku: str = strawberry.field(description="The product.")
    quantity: int = strawberry.field(default=1, description="Pieces.")
    unit_price: Amount | None = strawberry.field(
        default=None, description="Minor units for one; absent: the catalogue's price."
    )
    plan: str = strawberry.field(
        default="", description="The plan that it would be bought on; empty: bought once."
    )


@strawberry.input(description="An order to try the rules with. It is never stored.")
class TrialEventInput:
    """An order that did not happen."""

    state: OrderStateKind = strawberry.field(default=OrderStateKind.PAID, description="The payment state.")
    lines: list[TrialLineInput] = strawberry.field(description="What would be bought.")
    email: Email | None = strawberry.field(
        default=None,
        description="Who would buy; without the right pii somebody whom the shop does not know stands in for them.",
    )
    external_id: str | None = strawberry.field(default=None, description="The shop's own customer id.")
    member: bool = strawberry.field(default=False, description="Signed in to the shop.")
    codes: list[CouponCode] = strawberry.field(
        default_factory=list, description="Codes that would be entered."
    )
    shipping: Amount = strawberry.field(default=Amount(0), description="Shipping charge, minor units.")
    channel: str = strawberry.field(default="", description="Where it would be sold.")
    test: bool = strawberry.field(default=False, description="As a sandbox order.")


@strawberry.type(name="TraceStep", description="One line of the explanation.")
class TraceStepType:
    """A step."""

    rule: str = strawberry.field(description="The rule.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="The line that was looked at, from 1.")
    label: str = strawberry.field(description="How that line begins.")
    verdict: VerdictKind = strawberry.field(description="What became of it.")
    expected: str = strawberry.field(description="What the line asks for.")
    found: str = strawberry.field(description="What the order has, in the language of Accept-Language.")
    reason: CodeRefusalReason | None = strawberry.field(description="Why it was refused.")
    amount: Money = strawberry.field(description="What it took off, or would have.")


@strawberry.type(description="A coupon that would be issued.")
class WouldIssue:
    """A coupon."""

    rule: str = strawberry.field(description="The rule.")
    valid_until: datetime | None = strawberry.field(description="Exclusive end; null: no end (S1.16).")
    uses: int | None = strawberry.field(description="How often it could be used; null: without limit.")


@strawberry.type(description="A message that would be queued.")
class WouldSend:
    """A message."""

    rule: str = strawberry.field(description="The rule.")
    channel: str = strawberry.field(description="email or sms.")
    template: str = strawberry.field(description="The template's name.")
    due: datetime = strawberry.field(description="When it would be sent.")


@strawberry.type(description="What the rules would do. Nothing was stored.")
class TrialPayload:
    """The answer of `tryRules`."""

    at: datetime | None = strawberry.field(description="The instant it was decided for.")
    revision: int | None = strawberry.field(description="The revision that decided.")
    quote: QuoteType | None = strawberry.field(description="The price.")
    issues: list[WouldIssue] = strawberry.field(description="Coupons that would be issued.")
    sends: list[WouldSend] = strawberry.field(description="Messages that would be queued.")
    trace: list[TraceStepType] = strawberry.field(
        description=f"The explanation, its first {MOST_STEPS} steps."
    )
    errors: list[UserError] = strawberry.field(
        description="Why the order would not be taken; empty when it would."
    )


def order_request(event: TrialEventInput) -> OrderRequest:
    """The order of an event as the use cases take it."""
    return OrderRequest(
        id="trial",
        state=OrderState(event.state.value),
        cart=CartRequest(
            lines=tuple(
                LineRequest(sku=line.sku, quantity=line.quantity, unit_price=line.unit_price, plan=line.plan)
                for line in event.lines
            ),
            buyer=BuyerRequest(email=event.email, external_id=event.external_id, member=event.member),
            codes=tuple(event.codes),
            shipping=event.shipping,
            channel=event.channel,
            test=event.test,
        ),
    )


def as_seen(order: OrderRequest, info: Info) -> OrderRequest:
    """The order as this caller may try it: who may not see people's data names nobody whom the shop knows.

    Else the lines of the rules would tell what is stored about an address: a birthday, orders, tags.
    """
    if Right.PII in info.context.caller.rights:
        return order
    buyer = order.cart.buyer
    email = None if buyer.email is None else _unknown(buyer.email)
    return replace(
        order, cart=replace(order.cart, buyer=replace(buyer, email=email, phone=None, external_id=None))
    )


def _unknown(email: str) -> str:
    """Another address of the same domain, which nobody has; what is no address stays none."""
    local, at, domain = email.rpartition("@")
    return f"nobody-{secrets.token_hex(12)}@{domain}" if local and at else email


@strawberry.type
class TrialQueries:
    """Queries that try rules."""

    @query_field(
        Right.READ,
        "What the live rules, or those of a revision, would do with an order at an instant. `liveThen`: the rules that"
        " were live at `at`. Buyers, coupons and limits are those of now.",
    )
    async def try_rules(
        self,
        info: Info,
        event: TrialEventInput,
        at: datetime | None = None,
        revision: int | None = None,
        live_then: bool = False,
    ) -> TrialPayload:
        """Try the rules."""
        context = info.context
        trial = await try_rules(
            context.engine,
            context.shop,
            as_seen(order_request(event), info),
            at=at,
            revision=revision,
            live_then=live_then,
        )
        if isinstance(trial, Rejection):
            return _refused(trial, info)
        if isinstance(trial.outcome, Rejection):
            refused = _refused(trial.outcome, info)
            refused.at, refused.revision = trial.at, trial.revision
            return refused
        return _decided(trial.at, trial.revision, trial.outcome, info)


ARGUMENTS = ("revision", "at")


def _own_path(path: tuple[str, ...]) -> tuple[str, ...]:
    """The use case's order holds a cart and a buyer; this event is flat."""
    inner = tuple(part for part in path if part not in ("cart", "buyer"))
    return inner if inner[:1] in {(name,) for name in ARGUMENTS} else ("event", *inner)


def _refused(rejection: Rejection, info: Info) -> TrialPayload:
    quote = (
        None if rejection.quote is None else show_quote(rejection.quote, info.context.language, trusted=True)
    )
    return TrialPayload(
        at=None,
        revision=None,
        quote=quote,
        issues=[],
        sends=[],
        trace=[],
        errors=rejected(replace(rejection, path=_own_path(rejection.path)), info.context.language),
    )


def _decided(at: datetime, revision: int, decision: Decision, info: Info) -> TrialPayload:
    quote = decision.quote
    currency = "JPY" if quote is None else quote.currency
    return TrialPayload(
        at=at,
        revision=revision,
        quote=None if quote is None else show_quote(quote, info.context.language, trusted=True),
        issues=[
            WouldIssue(rule=effect.rule, valid_until=effect.valid_until, uses=effect.uses)
            for effect in decision.effects
            if isinstance(effect, IssueCoupon)
        ],
        sends=[
            WouldSend(
                rule=effect.rule, channel=effect.channel.value, template=effect.template, due=effect.due
            )
            for effect in decision.effects
            if isinstance(effect, SendMessage)
        ],
        trace=[_step(step, currency, info.context.language) for step in decision.trace[:MOST_STEPS]],
        errors=[],
    )


def _step(step: TraceStep, currency: str, language: Language) -> TraceStepType:
    return TraceStepType(
        rule=step.rule,
        file=step.path,
        line=step.line,
        label=step.label,
        verdict=VerdictKind(step.verdict.value),
        expected=step.expected,
        found=found_text(step.found, language),
        reason=None if step.reason is None else CodeRefusalReason(step.reason.value),
        amount=money(step.amount, currency),
    )
