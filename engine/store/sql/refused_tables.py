"""The table of refused uses. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class RefusedUse(Row):
    """A coupon that was offered and did not apply, `times` within a minute. Of each coupon the newest are kept."""

    coupon_id = short()
    minute = instant()
    at = instant()
    place = fields.CharField(max_length=16)
    reason = fields.CharField(max_length=32)
    email = short()
    order_id = short()
    times = fields.BigIntField()

    class Meta:
        """Table."""

        table = "refused_uses"
        unique_together = (("shop", "coupon_id", "minute", "place", "reason", "email", "order_id"),)
        indexes = (Index(fields=("shop", "coupon_id", "at")),)
