"""The table of money that needs a second person. Conventions as in `tables`."""

from tortoise import fields

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class Approval(Row):
    """Somebody asks to move money that needs a second person, and another decides (SEC24)."""

    number = fields.IntField()
    kind = fields.CharField(max_length=16)
    subject = short()
    amount = fields.BigIntField()
    key = fields.TextField()
    asked = fields.TextField()
    requested_by = fields.TextField()
    requested_at = instant()
    expires_at = instant()
    state = fields.CharField(max_length=16)
    decided_by = fields.TextField()
    decided_at = instant(null=True)
    reason = fields.TextField()

    class Meta:
        """Table."""

        table = "approvals"
        unique_together = (("shop", "number"),)
