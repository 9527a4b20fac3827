"""The passes over a rule all of whose lines say something, in order."""

from collections.abc import Callable, Iterator

from engine.dsl.check.gift_cards import check_gift_card
from engine.dsl.check.money import check_money
from engine.dsl.check.offers import check_offer
from engine.dsl.check.reminders import check_reminder
from engine.dsl.check.rewards import check_reward
from engine.dsl.check.safety import check_safety
from engine.dsl.check.sent import check_sent
from engine.dsl.check.subject import Subject
from engine.dsl.check.time import check_time
from engine.model.diagnostic import Diagnostic

RULE_PASSES: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    check_time,
    check_money,
    check_reward,
    check_safety,
    check_offer,
    check_reminder,
    check_gift_card,
    check_sent,
)
