"""A stored order as a case to play again."""

from engine.model.decision import Problem, Rejection
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.engine import Engine
from engine.service.simulate import Case


async def past_case(engine: Engine, shop: str, order_id: str) -> Case | Rejection:
    """The order as it was recorded, at its own instant; what is known of its buyer is of now. Codes are left out.

    NOT_FOUND for an order that there is not.
    """
    found = await engine.store.orders_by_id(shop, [order_id])
    if not found:
        return Rejection(problem=Problem.NOT_FOUND, path=("order_id",), args=(("id", order_id),))
    order = found[0].order
    buyer = order.cart.buyer
    cart = CartRequest(
        lines=tuple(
            LineRequest(sku=line.sku, quantity=line.quantity, unit_price=line.unit_price, plan=line.plan)
            for line in order.cart.lines
            if not line.offer  # it came in after the rules had decided
        ),
        buyer=BuyerRequest(
            email=buyer.email, external_id=buyer.external_id, member=buyer.member, locale=buyer.locale
        ),
        shipping=order.cart.shipping,
        channel=order.cart.channel,
        test=order.cart.test,
    )
    return Case(order=OrderRequest(id="simulation", state=order.state, cart=cart), at=order.placed_at)
