"""The tables of carts. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class SavedCart(Row):
    """One life of a cart as a storefront reported it, columns besides `doc` are what is searched by."""

    id = fields.CharField(max_length=64)
    token = short()
    life = fields.IntField()
    version = fields.IntField()
    state = fields.CharField(max_length=16)
    left_step = fields.CharField(max_length=16, null=True)
    page = fields.CharField(max_length=16)
    email = short(null=True)
    external_id = short(null=True)
    phone = short(null=True)
    total = fields.BigIntField()
    test = fields.BooleanField(default=False)
    begun_at = instant()
    seen_at = instant()
    abandoned_at = instant(null=True)
    clicked_at = instant(null=True)
    reminded_at = instant(null=True)
    order_id = short(null=True)
    doc = fields.TextField()

    class Meta:
        """Table."""

        table = "carts"
        unique_together = (("shop", "token", "life"), ("shop", "id"))
        indexes = (
            Index(fields=("shop", "email")),
            Index(fields=("shop", "external_id")),
            Index(fields=("shop", "phone")),
            Index(fields=("shop", "begun_at", "id")),
            Index(fields=("shop", "state", "token")),
            Index(fields=("shop", "abandoned_at")),
        )


class Recovery(Row):
    """An order that a reminder brought, once per order."""

    order_id = short()
    cart_id = fields.CharField(max_length=64)
    rule = short()
    left_step = fields.CharField(max_length=16, null=True)
    assisted = fields.BooleanField()
    amount = fields.BigIntField()
    at = instant()
    test = fields.BooleanField(default=False)

    class Meta:
        """Table."""

        table = "recoveries"
        unique_together = (("shop", "order_id"),)
        indexes = (
            Index(fields=("shop", "at")),
            Index(fields=("shop", "cart_id")),
        )
