"""Tables of sagas and of the built-in gateway's ledger. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class Saga(Row):
    """Work in steps, `next_at` is when it may be claimed (again), NULL once it is over."""

    id = short()
    kind = fields.CharField(max_length=16)
    subject = short()
    step = fields.CharField(max_length=16)
    reason = fields.TextField()
    attempt = fields.IntField()
    began_at = instant()
    next_at = instant(null=True)

    class Meta:
        """Table."""

        table = "sagas"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("next_at", "id")), Index(fields=("shop", "subject")))


class Charge(Row):
    """Money that the built-in gateway moved, once per key."""

    key = short()
    order_id = short()
    amount = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    at = instant()
    taken = fields.BooleanField()
    gives_back = short()
    reason = fields.TextField()
    test = fields.BooleanField()

    class Meta:
        """Table."""

        table = "charges"
        unique_together = (("shop", "key"),)
        indexes = (Index(fields=("shop", "order_id")), Index(fields=("shop", "gives_back")))


class TestCardRow(Row):
    """What the built-in gateway was told to do with the card of an order."""

    order_id = short()
    card = fields.CharField(max_length=16)

    class Meta:
        """Table."""

        table = "test_cards"
        unique_together = (("shop", "order_id"),)
