"""Holding a code and reading a mail go by the arm of the buyer, as the price does."""

from engine.model.answers import HeldCode
from engine.model.decision import Problem, Rejection
from engine.model.experiment import HOLDOUT
from engine.model.records import Page, SourceFile
from engine.model.requests import BuyerRequest
from engine.service.deliver import deliver
from engine.service.engine import Engine
from engine.service.hold import hold_code
from engine.service.kept_mails import kept_mails
from tests.experiments.lab_shop import DEPTH, SALE, buyers_of, files
from tests.service.shop import buy, open_shop

ARMS = (HOLDOUT, "A", "B")
CODE = SALE.replace("  discount", '  code "SPRING"\n  discount')
CLOSED = DEPTH.replace("discount 20%", "ends 2020-01-01")
NAMED = """
coupon "thanks" {
  title "Ten percent"
  when order paid with product "SAMPLE-1"
  code 8 digits
  valid 14 days
  uses 1
  discount 10%
  bound to email
  send email "thanks"
  experiment "depth"
}
"""
MAIL = """category: coupon
class: essential
subject: {{ coupon.title }}
---
{{ coupon.code }} {{ coupon.discount }}
"""


async def hold(engine: Engine, email: str) -> HeldCode | Rejection:
    """Set the code aside for a cart of theirs."""
    return await hold_code(engine, "tea", "SPRING", cart_token=email, buyer=BuyerRequest(email=email))


async def test_a_code_is_held_for_the_arms_that_have_it_and_for_no_holdout(engine: Engine) -> None:
    await open_shop(engine, files=files(CODE, DEPTH))

    held = {arm: await hold(engine, next(await buyers_of(engine, arm))) for arm in ARMS}

    assert [isinstance(one, HeldCode) for one in held.values()] == [False, True, True]
    refused = held[HOLDOUT]
    assert isinstance(refused, Rejection)
    assert (refused.problem, dict(refused.args)) == (Problem.CODE_REFUSED, {"reason": "rule_not_live"})


async def test_a_code_is_held_as_long_as_the_arm_has_it(engine: Engine) -> None:
    await open_shop(engine, files=files(CODE.replace("  code", "  ends 2030-01-01\n  code"), CLOSED))

    held = {arm: await hold(engine, next(await buyers_of(engine, arm))) for arm in ARMS}

    assert [isinstance(one, HeldCode) for one in held.values()] == [False, True, False]


async def test_a_mail_names_the_coupon_as_the_arm_of_its_owner_does(engine: Engine) -> None:
    named = DEPTH.replace("discount 20%", 'title "Twenty percent"\n    discount 20%')
    mail = SourceFile(path="templates/thanks.ja.liquid", text=MAIL)
    await open_shop(engine, files=(*files(NAMED, named), mail))
    for arm in ("A", "B"):
        await buy(engine, arm, "SAMPLE-1", email=next(await buyers_of(engine, arm)))

    await deliver(engine)

    sent = await kept_mails(engine, "tea", Page(limit=10))
    assert sorted(one.subject for one in sent) == ["Ten percent", "Twenty percent"]
