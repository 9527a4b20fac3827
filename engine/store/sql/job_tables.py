"""The tables of webhooks and jobs. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class WebhookEndpoint(Row):
    """A system of the merchant that is told of events, its secrets are nowhere."""

    id = short()
    name = short()
    url = fields.TextField()
    topics = fields.TextField()
    state = fields.CharField(max_length=16)
    secrets = fields.TextField()
    created_at = instant()
    failing_since = instant(null=True)
    throttled_until = instant(null=True)

    class Meta:
        """Table."""

        table = "webhook_endpoints"
        unique_together = (("shop", "id"), ("shop", "name"))


class WebhookEvent(Row):
    """What somebody is told, `body` never changes."""

    id = short()
    topic = fields.CharField(max_length=32)
    at = instant(db_index=True)
    body = fields.TextField()

    class Meta:
        """Table."""

        table = "webhook_events"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "at")),)


class WebhookDelivery(Row):
    """One event on its way to one endpoint."""

    id = short()
    endpoint_id = short()
    event_id = short()
    state = fields.CharField(max_length=16)
    attempt = fields.IntField()
    tries = fields.IntField()
    next_at = instant(null=True)
    created_at = instant()
    delivered_at = instant(null=True)
    attempts = fields.TextField()

    class Meta:
        """Table."""

        table = "webhook_deliveries"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "endpoint_id", "next_at")),
            Index(fields=("shop", "created_at", "id")),
            Index(fields=("shop", "event_id")),
        )


class Job(Row):
    """Long work in steps, `cursor` is where the next step goes on."""

    id = short()
    kind = fields.CharField(max_length=16)
    state = fields.CharField(max_length=16)
    asked = fields.TextField()
    cursor = fields.TextField()
    totals = fields.TextField()
    done = fields.BigIntField()
    failed = fields.BigIntField()
    total = fields.BigIntField(null=True)
    problem = fields.TextField()
    attempt = fields.IntField()
    next_at = instant(null=True, db_index=True)
    actor_kind = fields.CharField(max_length=16)
    actor_id = short()
    created_at = instant()
    started_at = instant(null=True)
    ended_at = instant(null=True)

    class Meta:
        """Table."""

        table = "jobs"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "created_at", "id")),)


class JobPart(Row):
    """A piece of a file that a job reads or writes."""

    job_id = short()
    side = fields.CharField(max_length=16)
    number = fields.IntField()
    content = fields.BinaryField()

    class Meta:
        """Table."""

        table = "job_parts"
        unique_together = (("shop", "job_id", "side", "number"),)
