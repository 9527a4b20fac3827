"""How much of each budget is used up in its present window."""

from dataclasses import dataclass
from fractions import Fraction
from zoneinfo import ZoneInfo

from engine.model.cart import Buyer
from engine.model.facts import CounterNeed
from engine.model.program import Budget, Program, Scope
from engine.runtime.claims import Claim, issue_claim, spend_claim
from engine.service.engine import Engine

WARN_AT = Fraction(4, 5)
"""Where a budget that names no warning is called low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUse:
    """A budget's figures; `spent` and `spend` are minor units, `issued` and `issue` uses of the whole shop.

    A bound is None when there is none; one per customer has no figure of its own.
    """

    name: str
    spent: int
    spend: int | None
    issued: int
    issue: int | None
    warn_percent: int

    @property
    def percent(self) -> int:
        """How much of the bound that is nearest to its end is used, rounded down."""
        shares = [
            used * 100 // most for used, most in ((self.spent, self.spend), (self.issued, self.issue)) if most
        ]
        return max(shares, default=0)


async def budget_uses(engine: Engine, shop: str, program: Program) -> tuple[BudgetUse, ...]:
    """Every budget of the rules, by name, with what is used now; one read."""
    now, zone = engine.clock.now(), ZoneInfo(program.settings.zone)
    budgets = [budget for _, budget in sorted(program.budgets.items())]
    spends = {one.name: _only(spend_claim(one, now, zone)) for one in budgets}
    issues = {one.name: _only(issue_claim(one, Buyer(), now, zone) or ()) for one in budgets}
    claims = [claim for claim in (*spends.values(), *issues.values()) if claim]
    if not claims:
        return tuple(_use(one, 0, 0) for one in budgets)
    facts = await engine.store.load(shop, [CounterNeed(key=claim.key) for claim in claims], (), now)
    return tuple(
        _use(
            one,
            *(claim.used(facts.counters) if claim else 0 for claim in (spends[one.name], issues[one.name])),
        )
        for one in budgets
    )


def _only(claims: tuple[Claim, ...]) -> Claim | None:
    return claims[0] if claims else None


def _use(budget: Budget, spent: int, issued: int) -> BudgetUse:
    return BudgetUse(
        name=budget.name,
        spent=spent,
        spend=budget.spend,
        issued=issued,
        issue=budget.issue.count if budget.issue and budget.issue.scope is Scope.SHOP else None,
        warn_percent=int((budget.warn_at or WARN_AT) * 100),
    )
