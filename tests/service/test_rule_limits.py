"""Rules that give away more than their publisher may decide alone need a second person (SEC24)."""

import pytest

from engine.model.answers import Published
from engine.model.approval import RoleLimit
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, SourceFile
from engine.model.review import Review
from engine.model.staff import Role, StaffMember, StaffState
from engine.service.engine import Engine
from engine.service.keep_edits import keep_edits
from engine.service.publish import check_sources, publish
from engine.service.review import ReviewDecision, decide_review, request_review
from engine.service.role_limits import set_limits
from tests.service.shop import TEST, open_shop

RULES = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
}

sale "spring" {
  discount 20%
  for any product
  budget "spring"
}

budget "spring" {
  spend at most 50,000 JPY every 1 month
}
"""
PUBLISHER, OTHER, OWNER = (Actor(kind="staff", id=one) for one in ("publisher", "other", "owner"))
ROLES = {"publisher": Role.PUBLISHER, "other": Role.PUBLISHER, "owner": Role.OWNER}


def files(*changes: tuple[str, str]) -> tuple[SourceFile, ...]:
    text = RULES
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return (SourceFile(path="rules.otoku", text=text),)


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=files())
    for name, role in ROLES.items():
        member = StaffMember(
            id=name,
            shop="tea",
            email=f"{name}@shop.example",
            name=name,
            role=role,
            state=StaffState.ACTIVE,
            created_at=engine.clock.now(),
        )
        await engine.store.add_staff(member, TEST, engine.clock.now())
    limits = (RoleLimit(role=Role.PUBLISHER, discount_percent=30, budget=100_000),)
    await set_limits(engine, "tea", limits, OWNER)
    return engine


async def published(
    shop: Engine, *changes: tuple[str, str], actor: Actor = PUBLISHER, expected: int = 1
) -> Problem | None:
    found = await publish(shop, "tea", files(*changes), expected=expected, actor=actor)
    assert isinstance(found, Published | Rejection), found
    return found.problem if isinstance(found, Rejection) else None


LARGER = ("20%", "31%")
EXPERIMENT = """}

experiment "how much" {
  split by customer
  variant "as it is" 50%
  variant "most" 50% {
    discount 90%
  }
"""
BUDGET_LINE = ('  budget "spring"\n', "")


@pytest.mark.parametrize(
    "change",
    [
        LARGER,
        ("discount 20%", "tier from 3 items discount 10%\n  tier from 5 items discount 50%"),
        ("discount 20%", "buy 2 get 1 free"),
        ("50,000 JPY", "100,001 JPY"),
        ("50,000 JPY every 1 month", "100,001 JPY every 3 months"),
        BUDGET_LINE,
        ('  budget "spring"\n', '  budget "spring"\n  experiment "how much"\n' + EXPERIMENT),
    ],
)
async def test_what_gives_away_more_than_the_publisher_may_needs_a_second_person(
    shop: Engine, change: tuple[str, str]
) -> None:
    assert Problem.REVIEW_REQUIRED is await published(shop, change)
    assert await published(shop, change, actor=OWNER) is None


async def test_what_keeps_to_the_limits_or_was_live_before_needs_nobody(shop: Engine) -> None:
    assert await published(shop, ("20%", "30%"), ("50,000", "100,000")) is None
    assert await published(shop, ("20%", "80%"), actor=OWNER, expected=2) is None
    assert await published(shop, ("20%", "80%"), ("any product", 'product "PACK-1"'), expected=3) is None
    assert Problem.REVIEW_REQUIRED is await published(shop, ("20%", "81%"), expected=4)


FLAT = """}

sale "flat" {
  discount 1,000 JPY
  for any product
  budget "spring"
"""


async def test_amounts_that_no_budget_bounds_need_a_second_person_until_they_are_live(shop: Engine) -> None:
    bounded = (BUDGET_LINE[0], BUDGET_LINE[0] + FLAT)
    unbounded = (BUDGET_LINE[0], BUDGET_LINE[0] + FLAT.replace(BUDGET_LINE[0], ""))
    larger = (unbounded[0], unbounded[1].replace("1,000", "2,000"))

    assert await published(shop, bounded) is None
    assert Problem.REVIEW_REQUIRED is await published(shop, unbounded, expected=2)
    assert await published(shop, unbounded, actor=OWNER, expected=2) is None
    assert await published(shop, unbounded, ("20%", "19%"), expected=3) is None
    assert Problem.REVIEW_REQUIRED is await published(shop, larger, expected=4)


async def test_a_token_publishes_no_more_than_the_smallest_limit(shop: Engine) -> None:
    token = Actor(kind="token", id="t-1")
    assert Problem.REVIEW_REQUIRED is await published(shop, LARGER, actor=token)
    assert await published(shop, ("20%", "30%"), actor=token) is None


async def test_exactly_what_the_second_person_approved_goes_live(shop: Engine) -> None:
    asked = files(LARGER)
    meant = (await check_sources(shop, "tea", asked)).fingerprint
    await keep_edits(shop, "tea", asked, meant, actor=PUBLISHER, note="")
    review = await request_review(shop, "tea", fingerprint=meant, note="", actor=PUBLISHER)
    assert isinstance(review, Review), review
    decision = ReviewDecision(number=review.number, approve=True, actor=OTHER)
    assert isinstance(await decide_review(shop, "tea", decision), Review)
    assert Problem.REVIEW_REQUIRED is await published(shop, ("20%", "90%"))
    assert await published(shop, LARGER) is None
