"""Tables of offers and contracts. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row

OFFER_STATES = (
    "state IN ('decided', 'shown', 'clicked', 'succeeded', 'failed', 'declined', 'expired', 'missed')"
)


class Offer(Row):
    """An offer: `doc` is what was decided and never changes, `progress` how far it has come."""

    id = short()
    rule = short()
    order_id = short()
    state = fields.CharField(max_length=16)
    version = fields.IntField()
    token_hash = fields.CharField(max_length=64)
    decided_at = instant()
    test = fields.BooleanField()
    doc = fields.TextField()
    progress = fields.TextField()

    class Meta:
        """Table."""

        table = "offers"
        unique_together = (("shop", "id"), ("shop", "order_id"), ("shop", "token_hash"))
        indexes = (
            Index(fields=("shop", "decided_at", "id")),
            Index(fields=("shop", "rule", "decided_at", "id")),
        )
        constraints = (CheckConstraint(check=OFFER_STATES, name="offer_state"),)


class Contract(Row):
    """A subscription, all of it is in `doc`."""

    id = short()
    order_id = short()
    email = short(null=True)
    state = fields.CharField(max_length=16)
    version = fields.IntField()
    started_at = instant()
    test = fields.BooleanField()
    doc = fields.TextField()

    class Meta:
        """Table."""

        table = "contracts"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "started_at", "id")),
            Index(fields=("shop", "order_id")),
            Index(fields=("shop", "email")),
        )
        constraints = (CheckConstraint(check="state IN ('active', 'cancelled')", name="contract_state"),)
