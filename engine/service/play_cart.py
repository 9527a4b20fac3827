"""`do confirm abandoned` in a test of rules: the customer leaves a cart, a confirmation screen, or a form."""

from engine.model.cart_requests import CartSaveRequest, Reporter
from engine.model.decision import Rejection
from engine.model.messages import Page
from engine.model.program import ChannelName, TriggerKind
from engine.model.requests import BuyerRequest, CartRequest, LineRequest
from engine.model.saved_cart import CartStep, CartsWanted
from engine.model.timeline import ExpectRule
from engine.service.save_cart import save_cart
from engine.service.stage import BY_TEST, EVERYTHING, SHOP, Stage

STEPS = {
    TriggerKind.CART_ABANDONED: CartStep.CART,
    TriggerKind.CONFIRM_ABANDONED: CartStep.CONFIRM,
    TriggerKind.FORM_ABANDONED: CartStep.FORM,
}
TELEPHONE = "09000000000"
TICK = "I agree to get news"


async def leave(stage: Stage, trigger: TriggerKind, email: str, lines: tuple[LineRequest, ...]) -> str:
    """The customer leaves; what happened, in words, or an empty text when the cart was refused.

    Forms are on landing pages, everything else in the shop. Whatever a rule may need is there: a telephone number, an
    advertisement with its setting on, a tick. The same customer comes back to the same cart.
    """
    step = STEPS[trigger]
    page = Page.LP if step is CartStep.FORM else Page.SHOP
    token = f"{page}:{email}"
    request = CartSaveRequest(
        cart=CartRequest(
            lines=lines,
            buyer=BuyerRequest(email=email, phone=TELEPHONE, member=stage.member),
            token=token,
        ),
        step=step,
        page=page,
        form_exit=True,
        consent=TICK,
    )
    answer = await save_cart(stage.engine, SHOP, request, reporter=Reporter(trusted=True), actor=BY_TEST)
    if isinstance(answer, Rejection):
        return ""
    await stage.settle()
    carts = await stage.store.carts(SHOP, EVERYTHING, CartsWanted())
    left = next((one.left for one in carts if one.token == token), None)
    return f"{email} left the {step}" + ("" if left is not None else ", which does not count as left")


async def look_at_reminder(stage: Stage, expected: ExpectRule) -> tuple[bool, str]:
    """Whether a message of the rule was sent since the last `do` or `wait`; what was sent, and why others were not."""
    to = None if expected.to is None else stage.comparable(expected.to)
    sent = [one.order for one in await stage.sent() if one.order.rule == expected.rule]
    fits = [one for one in sent if to in (None, one.recipient)]
    held = await stage.store.messages(SHOP, EVERYTHING, state=None, order_id=None, coupon_id=None)
    why = [
        one.reason for one in held if one.order.rule == expected.rule and one.sent_at is None and one.reason
    ]
    words = [f"{ChannelName(one.channel)} {one.template} to {one.recipient}" for one in sent] or why
    return bool(fits), "; ".join(words) or f"{expected.rule} sent nothing"
