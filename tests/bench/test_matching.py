"""The contest asks everybody the same, and knows the right answer."""

from typing import Any, cast

import pytest

from bench.matching.contest import Plan, contest
from bench.matching.entrants import BASELINE, ENTRANTS, Entrant, entrant
from bench.matching.lane import Answered, Lane, Ready, Turn, WrongAnswerError, answer_block
from bench.matching.workload import judge, judge_all, make_checkouts, make_rules

RULES, CHECKOUTS = 50, 80


def test_the_workload_is_the_same_every_time() -> None:
    assert make_rules(RULES) == make_rules(RULES)
    assert make_checkouts(CHECKOUTS, RULES) == make_checkouts(CHECKOUTS, RULES)


def test_the_workload_has_matches_of_every_kind() -> None:
    rules, checkouts = make_rules(RULES), make_checkouts(CHECKOUTS, RULES)
    answers = judge_all(rules, checkouts)
    assert {test.fact for rule in rules for test in rule.tests} == {
        "day", "subtotal", "tags", "channel", "member", "quantity", "orders",
    }  # fmt: skip
    assert any(answers)
    assert any(not answer for answer in answers)


def test_leaving_out_rules_that_nothing_starts_changes_no_answer() -> None:
    rules, checkouts = make_rules(RULES), make_checkouts(CHECKOUTS, RULES)
    assert judge_all(rules, checkouts) == [judge(rules, checkout) for checkout in checkouts]


def test_answers_begin_with_the_best_rule() -> None:
    rules = {rule.id: rule for rule in make_rules(300)}
    for answer in judge_all(list(rules.values()), make_checkouts(CHECKOUTS, 300)):
        ranks = [(-rules[number].priority, number) for number in answer]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("who", [who for who in ENTRANTS if not who.is_floor], ids=lambda who: who.name)
def test_an_adapter_agrees_with_the_judge(who: Entrant) -> None:
    if who.installed() is None:
        pytest.skip(f"{who.package} is not installed: bench/install.sh does it")
    rules, checkouts = make_rules(RULES), make_checkouts(CHECKOUTS, RULES)
    adapter = who.make()
    adapter.compile(rules)
    found = [adapter.answer(adapter.match(adapter.read(checkout))) for checkout in checkouts]
    assert judge_all(rules, checkouts) == found


def test_an_engine_that_is_not_installed_is_left_out_with_a_line_that_says_so() -> None:
    nobody = Entrant(name="nobody", module="none", adapter="None", package="otoku-no-such-package")
    plan = Plan(counts=(10,), checkouts=20, rounds=1, seconds=0.1, entrants=(entrant(BASELINE), nobody))
    results, absent = contest(plan, say=lambda _: None)
    assert [BASELINE] == [result.name for result in results]
    assert [("nobody", "otoku-no-such-package is not installed")] == [
        (one.name, one.reason) for one in absent
    ]


def test_a_wrong_answer_is_found() -> None:
    floor = next(who for who in ENTRANTS if who.is_floor)  # answers nothing
    rules, checkouts = make_rules(RULES), make_checkouts(CHECKOUTS, RULES)
    adapter = floor.make()
    adapter.compile(rules)
    turn = Turn(start=0, stop=CHECKOUTS, budget_ns=10**9)
    assert "missing" in answer_block(adapter, checkouts, judge_all(rules, checkouts), turn).wrong


def test_a_wrong_answer_ends_the_run() -> None:
    floor = next(who for who in ENTRANTS if who.is_floor)
    ready = Ready(compile_seconds=0, bytes=0)
    impostor = Lane(entrant=floor, ready=ready, connection=cast(Any, Liar()), process=cast(Any, None))
    with pytest.raises(WrongAnswerError, match="missing 7"):
        impostor.turn(0, 1, 1)


class Liar:
    """The other end of a lane whose engine answered wrongly."""

    def send(self, turn: Turn) -> None:
        self.asked = turn

    def recv(self) -> Answered:
        return Answered(nanoseconds=(1,), cpu_ns=1, wrong="missing 7")
