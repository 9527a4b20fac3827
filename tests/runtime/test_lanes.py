"""Of the rules of one lane only one applies."""

from engine.model.quote import RefusalReason
from tests.runtime.make import ANY, cart, percent, ready, sale, stacks_with, yen
from tests.runtime.pricing import priced, refusals


def test_of_a_lane_only_the_best_applies_and_other_lanes_go_on() -> None:
    shop = ready(
        sale("ten", percent(10), stacking=ANY, lane="season"),
        sale("twenty", percent(20), stacking=ANY, lane="season"),
        sale("member", yen(100), stacking=ANY, lane="members"),
        sale("everybody", yen(50), stacking=ANY),
    )
    found = priced(shop, cart("A"))
    assert {"everybody", "member", "twenty"} == {one.rule for one in found.adjustments}
    assert [(None, RefusalReason.NOT_COMBINABLE)] == refusals(found)


def test_naming_another_does_not_join_two_of_a_lane() -> None:
    named = stacks_with("b")
    shop = ready(sale("a", yen(100), stacking=named, lane="x"), sale("b", yen(50), lane="x"))
    assert ["a"] == [one.rule for one in priced(shop, cart("A")).adjustments]
