"""The trace of a decision: every rule that was looked at, line by line, and what became of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.cart import Cart, Order
from engine.model.condition import Compare, Condition, Quantifier
from engine.model.decision import Decision, Rejection, TraceStep, Verdict
from engine.model.experiment import HOLDOUT
from engine.model.facts import Facts
from engine.model.program import CouponBody, Rule, SaleBody, Status, World
from engine.model.quote import Refusal, RefusalReason
from engine.model.reward import Bundle, BuyGet, Gift, Tiers
from engine.runtime.check_cart import check_cart
from engine.runtime.checkout import Checkout
from engine.runtime.claims import Claim, limit_claims, spend_claim
from engine.runtime.interpret import acts, holds, triggered
from engine.runtime.issue import Earned, earning_sight
from engine.runtime.prepare import Prepared
from engine.runtime.quote import Pricing, price, rules_of_cart
from engine.runtime.sale import deduction_of
from engine.runtime.schedule import Phase, phase
from engine.runtime.wanted import Wanted, wanted_of
from engine.runtime.wording import (
    condition_words,
    count_words,
    instant_words,
    limit_words,
    money_words,
    trigger_words,
    value_words,
    window_words,
)
from engine.vocabulary.fields import FIELD_BY_PATH, Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One rule, looked at at one checkout."""

    rule: Rule
    checkout: Checkout
    sight: Sight
    started: bool = False  # by a coupon of another rule

    def step(
        self, label: str, *, good: bool, expected: str = "", found: str = "", line: int = 0
    ) -> TraceStep:
        """A line of the rule and whether it was fulfilled."""
        return TraceStep(
            rule=self.rule.name,
            path=self.rule.path,
            line=line or self.rule.lines.get(label, self.rule.line),
            label=label,
            verdict=Verdict.HOLDS if good else Verdict.FAILS,
            expected=expected,
            found=found,
        )

    def outcome(
        self, label: str, verdict: Verdict, reason: RefusalReason | None = None, amount: int = 0
    ) -> TraceStep:
        """What became of the rule."""
        return TraceStep(
            rule=self.rule.name,
            path=self.rule.path,
            line=self.rule.lines.get(label, self.rule.line),
            label=label,
            verdict=verdict,
            reason=reason,
            amount=amount,
        )


def explain_quote(prepared: Prepared, cart: Cart, facts: Facts, now: datetime) -> Decision | Rejection:
    """Like `quote`, with the trace: a decision without effects."""
    rejection = check_cart(cart, prepared.program.catalog)
    if rejection is not None:
        return rejection
    pricing = price(rules_of_cart(prepared, cart, facts, now), cart, facts, now)
    return Decision(revision=prepared.program.revision, quote=pricing.quote, trace=explain_price(pricing))


def explain_price(pricing: Pricing) -> tuple[TraceStep, ...]:
    """The sales in order of priority, those with a shared code only if it was entered, then the coupons entered."""
    steps: list[TraceStep] = []
    entered = frozenset(pricing.checkout.sight.cart.codes)
    for rule in _ranked(pricing.checkout):
        if isinstance(rule.body, SaleBody) and (not rule.body.codes or rule.body.codes & entered):
            steps.extend(_sale_steps(rule, rule.body, pricing))
    steps.extend(_coupon_steps(pricing))
    return tuple(steps)


def explain_earned(pricing: Pricing, coupons: Iterable[Earned], order: Order) -> tuple[TraceStep, ...]:
    """The coupon rules in order of priority, and whether the order earned their coupons."""
    sight = earning_sight(pricing, order)
    outcomes = {one.rule.name: one for one in coupons}
    steps: list[TraceStep] = []
    for rule in _ranked(pricing.checkout):
        if isinstance(rule.body, CouponBody):
            started = rule.name in outcomes
            view = View(rule=rule, checkout=pricing.checkout, sight=sight, started=started)
            steps.extend(standing_steps(view))
            if started:
                steps.extend(counter_steps(view))
                steps.append(_earned_step(view, outcomes[rule.name]))
    return tuple(steps)


def _ranked(checkout: Checkout) -> list[Rule]:
    """All rules but drafts, which are as if they were not there."""
    rules = (rule for rule in checkout.prepared.program.rules if rule.status is not Status.DRAFT)
    return sorted(rules, key=lambda rule: (rule.priority, rule.name))


def _sale_steps(rule: Rule, body: SaleBody, pricing: Pricing) -> Iterator[TraceStep]:
    checkout = pricing.checkout
    sight = pricing.late if rule.name in checkout.prepared.late else checkout.sight
    view = View(rule=rule, checkout=checkout, sight=sight)
    yield from standing_steps(view)
    if body.codes or acts(rule, sight, checkout.prepared.zone):
        yield from counter_steps(view)
        yield from _set_steps(view, body)
        yield _sale_outcome(view, body, pricing)


def _set_steps(view: View, body: SaleBody) -> Iterator[TraceStep]:
    """What the reward wants the cart to hold, and what it holds."""
    checkout = view.checkout
    for wanted in wanted_of(body, checkout.basket):
        currency = checkout.prepared.program.settings.currency
        yield view.step(
            wanted.label,
            good=wanted.held >= wanted.least,
            expected=f"at least {measure(wanted.least, wanted, currency)}",
            found=measure(wanted.held, wanted, currency),
        )


def measure(amount: int, wanted: Wanted, currency: str) -> str:
    """An amount of what a reward line wants: `3 items`, `5,000 JPY`."""
    return money_words(amount, currency) if wanted.money else count_words(amount)


def standing_steps(view: View) -> Iterator[TraceStep]:
    """Status, world, time and trigger; conditions only when all of those are fulfilled."""
    first = list(_basic_steps(view))
    yield from first
    if all(step.verdict is Verdict.HOLDS for step in first):
        yield from _condition_steps(view.rule.condition, view, wanted=True)


def _basic_steps(view: View) -> Iterator[TraceStep]:
    rule, checkout = view.rule, view.checkout
    if rule.arm is not None:
        held = rule.arm == HOLDOUT
        found = "the holdout" if held else f'variant "{rule.arm}"'
        yield view.step(
            "experiment", good=not held, expected=f'a variant of "{rule.experiment}"', found=found
        )
    elif rule.status is not Status.LIVE:
        yield view.step("status", good=False, expected="live", found=rule.status)
    if rule.world is World.SANDBOX:
        yield view.step(
            "mode", good=checkout.test, expected="a test order", found="test" if checkout.test else "real"
        )
    if rule.window.begins or rule.window.ends or rule.window.openings:
        zone = checkout.prepared.zone
        good = phase(rule.window, checkout.now, zone) is Phase.OPEN
        now = instant_words(checkout.now, zone)
        yield view.step("open", good=good, expected=window_words(rule.window, zone), found=now)
    if rule.trigger is not None:
        good = view.started or triggered(rule.trigger, view.sight)
        yield view.step("when", good=good, expected=trigger_words(rule.trigger))


def _condition_steps(condition: Condition, view: View, *, wanted: bool) -> Iterator[TraceStep]:
    """One step per comparison, and one per `any` group; inside `none` (and `unless`) the opposite is wanted."""
    if isinstance(condition, Compare):
        yield _compare_step(condition, view, wanted=wanted)
        return
    if condition.quantifier is Quantifier.ANY:
        good = holds(condition, view.sight) is wanted
        yield view.step("if any" if wanted else "unless any", good=good, line=condition.line)
    inner = wanted is not (condition.quantifier is Quantifier.NONE)
    for member in condition.members:
        yield from _condition_steps(member, view, wanted=inner)


def _compare_step(compare: Compare, view: View, *, wanted: bool) -> TraceStep:
    program, zone = view.checkout.prepared.program, view.checkout.prepared.zone
    value = FIELD_BY_PATH[compare.field].read(view.sight)
    return view.step(
        "if" if wanted else "unless",
        good=holds(compare, view.sight) is wanted,
        expected=condition_words(compare, program.settings.currency, zone),
        found=value_words(value, compare.field, program.settings.currency, zone),
        line=compare.line,
    )


def counter_steps(view: View) -> Iterator[TraceStep]:
    """How much of the rule's limits and budget was used before; test orders count nowhere."""
    rule, checkout = view.rule, view.checkout
    if checkout.test:
        return
    claims = limit_claims(rule, checkout.buyer, checkout.now, checkout.prepared.zone)
    if claims is None:
        expected = ", ".join(limit_words(limit) for limit in rule.limits)
        yield view.step("limit", good=False, expected=expected, found="an unknown buyer")
        return
    for claim in claims:
        yield _claim_step("limit", claim, view)
    budget = checkout.prepared.budget_of(rule)
    if budget is not None:
        for claim in spend_claim(budget, checkout.now, checkout.prepared.zone):
            yield _claim_step("budget", claim, view)


def _claim_step(label: str, claim: Claim, view: View) -> TraceStep:
    used = claim.used(view.checkout.facts.counters)
    limit = claim.limit
    currency = view.checkout.prepared.program.settings.currency
    return view.step(
        label,
        good=limit is None or used < limit,
        expected="counted only" if limit is None else f"at most {_figure(limit, claim, currency)}",
        found=f"{_figure(used, claim, currency)} used",
    )


def _figure(amount: int, claim: Claim, currency: str) -> str:
    return money_words(amount, currency) if claim.money else f"{amount:,}"


_REWARD_LABELS: Mapping[type, str] = {Tiers: "tier", BuyGet: "buy", Bundle: "bundle", Gift: "gift"}


def _sale_outcome(view: View, body: SaleBody, pricing: Pricing) -> TraceStep:
    label = _REWARD_LABELS.get(type(body.discount), "discount")
    for one in pricing.applied:
        if one.candidate.rule == view.rule.name and one.candidate.coupon is None:
            return view.outcome(label, Verdict.APPLIED, amount=one.taken.amount)
    for refusal in pricing.quote.refusals:
        if refusal.rule == view.rule.name and refusal.coupon_id is None:
            return view.outcome(label, _verdict(refusal), refusal.reason, refusal.amount)
    found = deduction_of(body, pricing.checkout.basket)
    reason = found if isinstance(found, RefusalReason) else RefusalReason.NOTHING_TO_TAKE_OFF
    return view.outcome(label, Verdict.REFUSED, reason)


def _verdict(refusal: Refusal) -> Verdict:
    return Verdict.LOST if refusal.reason is RefusalReason.NOT_COMBINABLE else Verdict.REFUSED


def _coupon_steps(pricing: Pricing) -> Iterator[TraceStep]:
    """What became of each one-time coupon that was entered; its code is not repeated here, its id is (SEC4)."""
    shared = pricing.checkout.prepared.by_code
    for one in pricing.applied:
        if one.candidate.coupon is not None:
            step = _code_step(pricing, one.candidate.rule)
            yield replace(step, found=one.candidate.coupon.id, amount=one.taken.amount)
    for refusal in pricing.quote.refusals:
        if refusal.code is not None and (refusal.coupon_id is not None or refusal.code not in shared):
            step = _code_step(pricing, refusal.rule or "", _verdict(refusal))
            yield replace(step, found=refusal.coupon_id or "", reason=refusal.reason, amount=refusal.amount)


def _code_step(pricing: Pricing, name: str, verdict: Verdict = Verdict.APPLIED) -> TraceStep:
    issuer = pricing.checkout.prepared.issuers.get(name)
    return TraceStep(
        rule=name,
        path="" if issuer is None else issuer.path,
        line=0 if issuer is None else issuer.lines.get("code", issuer.line),
        label="code",
        verdict=verdict,
        expected="a coupon that may be used now",
    )


def _earned_step(view: View, one: Earned) -> TraceStep:
    if one.coupon is not None:
        step = view.outcome("code", Verdict.APPLIED)
        return replace(step, found=one.coupon.coupon_id)
    step = view.outcome("code", Verdict.REFUSED, one.reason)
    return step if one.reason else replace(step, expected="a code line", found="nothing")
