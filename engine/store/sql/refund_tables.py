"""The table of refunds. Conventions as in `tables`."""

from tortoise import fields

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class Refund(Row):
    """What was given back of an order, counted from 1."""

    order_id = short()
    number = fields.IntField()
    id = short()
    amount = fields.BigIntField()
    at = instant()
    doc = fields.TextField()

    class Meta:
        """Table."""

        table = "refunds"
        unique_together = (("shop", "order_id", "number"), ("shop", "order_id", "id"))
