"""The warnings about one rule, in order. Those about all rules together are called by the compiler."""

from collections.abc import Callable, Iterator

from engine.dsl.check.subject import Subject
from engine.dsl.lint import (
    w1101_no_decimals,
    w1102_no_limit,
    w1103_short_code,
    w1104_no_validity,
    w1106_zero_discount,
    w1107_nothing_issued,
    w1108_no_uses,
    w1109_above_price,
    w1110_coupon_hidden,
    w1111_not_in_sandbox,
    w1112_lower_tier,
    w1113_dear_bundle,
    w1114_unknown_cost,
    w1115_countdown_again,
    w1116_long_prepaid,
    w1201_no_title,
    w1202_mixed_and_or,
    w1205_as_current,
    w1301_mail_lacks,
    w1303_quiet_hours,
    w1304_rearm,
    w1306_often_reminded,
)
from engine.model.diagnostic import Diagnostic

RULE_LINTS: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    w1101_no_decimals.check,
    w1102_no_limit.check,
    w1103_short_code.check,
    w1104_no_validity.check,
    w1106_zero_discount.check,
    w1107_nothing_issued.check,
    w1108_no_uses.check,
    w1109_above_price.check,
    w1110_coupon_hidden.check,
    w1111_not_in_sandbox.check,
    w1112_lower_tier.check,
    w1113_dear_bundle.check,
    w1114_unknown_cost.check,
    w1115_countdown_again.check,
    w1116_long_prepaid.check,
    w1201_no_title.check,
    w1202_mixed_and_or.check,
    w1205_as_current.check,
    w1301_mail_lacks.check,
    w1303_quiet_hours.check,
    w1304_rearm.check,
    w1306_often_reminded.check,
)
