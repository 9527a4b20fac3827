"""Staff send a reminder themselves: any template of the category that the cart's point has (S3.20)."""

import hashlib

from engine.model.decision import Decision, Problem, Rejection
from engine.model.effects import SendMessage
from engine.model.events import ReminderRequested
from engine.model.facts import Facts
from engine.model.program import MessageClass
from engine.model.saved_cart import CartState, CartStep, SavedCart
from engine.runtime.messages import after_quiet, recipient_of
from engine.runtime.prepare import Prepared
from engine.runtime.reminders import is_stopped

BY_HAND = "by-hand"
"""As the rule of a message that no rule sends."""


def decide_by_hand(prepared: Prepared, event: ReminderRequested, facts: Facts) -> Decision | Rejection:
    """One message to whoever left the cart, under the law of every other: consent, quiet hours, no buyer reminded."""
    cart = facts.carts.get(event.token)
    if cart is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("carts",))
    if cart.state is not CartState.ABANDONED or is_stopped(cart):
        return Rejection(
            problem=Problem.STATE_NOT_ALLOWED, path=("carts",), args=(("to", str(cart.shown_state)),)
        )
    wanted = category_of(cart)
    texts = [one for (name, _), one in prepared.program.templates.items() if name == event.template]
    if not texts or any(one.category != wanted for one in texts):
        found = (("template", event.template), ("category", wanted))
        return Rejection(problem=Problem.NOT_FOUND, path=("template",), args=found)
    recipient = recipient_of(event.channel, cart.cart.buyer)
    if recipient is None:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("carts",))
    due = after_quiet(prepared, event.channel, MessageClass.ADVERTISING, event.at)
    message = SendMessage(
        dedupe_key="h_" + hashlib.sha256(f"{event.id}\x1f{cart.id}".encode()).hexdigest()[:32],
        rule=BY_HAND,
        channel=event.channel,
        template=event.template,
        message_class=MessageClass.ADVERTISING,
        recipient=recipient,
        locale=cart.cart.buyer.locale,
        due=due,
        send_before=None,
        coupon_id=None,
        order_id=None,
        test=cart.cart.test,
        cart_id=cart.id,
    )
    return Decision(revision=prepared.program.revision, effects=(message,))


def category_of(cart: SavedCart) -> str:
    """The only category of templates that may be sent after this cart (S3.12, S3.39)."""
    return "remarketing" if cart.left is CartStep.FORM else "abandonment"
