"""Trying an order tells what would happen, at any instant, under any revision, and stores nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

from engine.model.answers import Trial
from engine.model.decision import Decision, Problem, Rejection, Verdict
from engine.model.effects import IssueCoupon
from engine.model.records import Page
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.publish import publish, rollback
from engine.service.try_rules import try_rules
from tests.service.shop import START, TEST, example_files, order


async def test_a_trial_shows_effects_and_the_trace_and_stores_nothing(tea: Engine) -> None:
    trial = await try_rules(tea, "tea", order("x", "SAMPLE-1"))

    assert isinstance(trial, Trial)
    assert isinstance(trial.outcome, Decision)
    assert [effect.rule for effect in trial.outcome.effects if isinstance(effect, IssueCoupon)] == [
        "thanks-coupon"
    ]
    assert {step.rule for step in trial.outcome.trace} >= {"thanks-coupon", "free-shipping"}
    assert any(step.verdict is Verdict.FAILS for step in trial.outcome.trace)
    assert await ask.orders(tea, "tea", Page(limit=9)) == ()


async def test_a_trial_can_be_at_another_time_and_under_another_revision(tea: Engine) -> None:
    files = tuple(
        replace(file, text=file.text.replace("valid 14 days", "valid 30 days")) for file in example_files()
    )
    await publish(tea, "tea", files, expected=1, actor=TEST)
    later = START + timedelta(days=100)

    old = await try_rules(tea, "tea", order("x", "SAMPLE-1"), at=later, revision=1)
    new = await try_rules(tea, "tea", order("x", "SAMPLE-1"), at=later)

    ends = []
    for trial in (old, new):
        assert isinstance(trial, Trial)
        assert isinstance(trial.outcome, Decision)
        (issued,) = [effect for effect in trial.outcome.effects if isinstance(effect, IssueCoupon)]
        assert issued.valid_until is not None
        ends.append(issued.valid_until - later)
    assert [end.days for end in ends] == [14, 30]


async def test_a_trial_of_the_past_finds_the_rules_that_were_live_then(tea: Engine) -> None:
    changed = tuple(
        replace(file, text=file.text.replace("valid 14 days", "valid 30 days")) for file in example_files()
    )
    clock = tea.clock
    assert isinstance(clock, VirtualClock)
    clock.set(START + timedelta(days=10))
    await publish(tea, "tea", changed, expected=1, actor=TEST)
    clock.set(START + timedelta(days=20))
    await rollback(tea, "tea", 1, expected=2, actor=TEST)
    clock.set(START + timedelta(days=30))

    found = []
    for days in (0, 9, 10, 19, 20, 30, 400):
        at = START + timedelta(days=days)
        trial = await try_rules(tea, "tea", order("x", "SAMPLE-1"), at=at, live_then=True)
        assert isinstance(trial, Trial), trial
        found.append(trial.revision)
    assert [1, 1, 2, 2, 1, 1, 1] == found

    before = START - timedelta(seconds=1)
    none = await try_rules(tea, "tea", order("x", "SAMPLE-1"), at=before, live_then=True)
    assert Rejection(problem=Problem.NOT_FOUND, path=("at",)) == none


async def test_a_trial_that_makes_no_sense_is_refused(tea: Engine) -> None:
    unknown = await try_rules(tea, "tea", order("x", "SAMPLE-1"), revision=9)
    no_shop = await try_rules(tea, "nowhere", order("x", "SAMPLE-1"))
    naive = await try_rules(tea, "tea", order("x", "SAMPLE-1"), at=datetime(2026, 1, 1))  # noqa: DTZ001
    no_id = await try_rules(tea, "tea", order("", "SAMPLE-1"))
    refused = await try_rules(tea, "tea", order("x", "NO-SUCH"))

    problems = [one.problem for one in (unknown, no_shop, naive, no_id) if isinstance(one, Rejection)]
    assert problems == [Problem.NOT_FOUND, Problem.NOT_FOUND, Problem.TIME_INVALID, Problem.TEXT_INVALID]
    assert isinstance(refused, Trial)
    assert isinstance(refused.outcome, Rejection)
