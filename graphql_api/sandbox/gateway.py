"""A payment gateway for tests, which does what its page is told; it stands where a real shop has PayPal or another."""

from collections.abc import Awaitable, Callable

from graphql_api.sandbox.books import Payment, Told

Report = Callable[[Payment], Awaitable[None]]
"""What the gateway calls when money has arrived: the webhook of the shop's server."""


class AnswerLost(Exception):
    """No answer came in time; whether the money was taken is unknown."""


class TestGateway:
    """Takes money in two steps, as most do: the buyer approves on its page, the shop collects after confirmation."""

    __test__ = False  # to pytest: no class of tests

    async def collect(self, payment: Payment, amount: int, report: Report) -> None:
        """Take `amount` and report it. Raises AnswerLost when told so: then the money was taken all the same."""
        payment.captured = amount
        if payment.told is Told.TIME_OUT:
            raise AnswerLost
        await report(payment)
        if payment.told is Told.TWICE:
            await report(payment)

    async def was_collected(self, payment: Payment) -> bool:
        """Whether the money was taken: what a shop asks after a lost answer, before anything else."""
        return payment.captured is not None

    async def give_back(self, payment: Payment) -> None:
        """Return what was taken."""
        payment.captured = None

    async def pay_back(self, payment: Payment, amount: int) -> None:
        """Return `amount` minor units of what was taken."""
        payment.captured = (payment.captured or 0) - amount
