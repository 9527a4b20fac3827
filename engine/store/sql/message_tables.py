"""The tables of messages. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class Message(Row):
    """A queued message, `next_at` is when it may be claimed (again), NULL in a terminal state."""

    id = short()
    dedupe_key = fields.TextField()
    rule = short()
    channel = fields.CharField(max_length=16)
    template = fields.TextField()
    message_class = fields.CharField(max_length=16)
    recipient = fields.TextField()
    locale = fields.TextField()
    due = instant()
    send_before = instant(null=True)
    coupon_id = short(null=True)
    order_id = short(null=True)
    test = fields.BooleanField()
    revision = fields.IntField()
    state = fields.CharField(max_length=16)
    attempt = fields.IntField(default=0)
    excused = fields.IntField(db_default=0)
    lease_until = instant(null=True)
    next_try = instant()
    next_at = instant(null=True)
    created_at = instant()
    handover_at = instant(null=True)
    sent_at = instant(null=True)
    reason = fields.TextField()
    cart_id = fields.CharField(max_length=64, null=True)
    card_id = fields.CharField(max_length=64, null=True)
    consent_id = short(null=True)  # the entry of the ledger that allowed this advertising (I6)
    enrolment_id = short(null=True)

    class Meta:
        """Table."""

        table = "messages"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "cart_id")),
            Index(fields=("shop", "created_at", "id")),
            Index(fields=("shop", "order_id")),
            Index(fields=("shop", "coupon_id")),
            Index(fields=("shop", "rule", "created_at", "id")),
        )


class Mail(Row):
    """A mail kept by the inbox channel."""

    id = short()
    message_id = fields.TextField()
    recipient = fields.TextField()
    subject = fields.TextField()
    text = fields.TextField()
    html = fields.TextField()
    headers = fields.TextField()
    at = instant()

    class Meta:
        """Table."""

        table = "mails"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "at", "id")),)
