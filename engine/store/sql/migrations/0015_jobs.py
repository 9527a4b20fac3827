"""Long work in steps, and what other systems are told."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Tables of jobs and webhooks."""

    dependencies = [("store", "0014_cards")]

    operations = [
        ops.CreateModel(
            name="WebhookEndpoint",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("name", fields.CharField(max_length=320)),
                ("url", fields.TextField(unique=False)),
                ("topics", fields.TextField(unique=False)),
                ("state", fields.CharField(max_length=16)),
                ("secrets", fields.TextField(unique=False)),
                ("created_at", fields.BigIntField()),
                ("failing_since", fields.BigIntField(null=True)),
                ("throttled_until", fields.BigIntField(null=True)),
            ],
            options={
                "table": "webhook_endpoints",
                "app": "store",
                "unique_together": (("shop", "id"), ("shop", "name")),
                "pk_attr": "row",
                "table_description": "A system of the merchant that is told of events, its secrets are nowhere.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="WebhookEvent",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("topic", fields.CharField(max_length=32)),
                ("at", fields.BigIntField(db_index=True)),
                ("body", fields.TextField(unique=False)),
            ],
            options={
                "table": "webhook_events",
                "app": "store",
                "unique_together": (("shop", "id"),),
                "indexes": [Index(fields=["shop", "at"])],
                "pk_attr": "row",
                "table_description": "What somebody is told, `body` never changes.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="WebhookDelivery",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("endpoint_id", fields.CharField(max_length=320)),
                ("event_id", fields.CharField(max_length=320)),
                ("state", fields.CharField(max_length=16)),
                ("attempt", fields.IntField()),
                ("tries", fields.IntField()),
                ("next_at", fields.BigIntField(null=True)),
                ("created_at", fields.BigIntField()),
                ("delivered_at", fields.BigIntField(null=True)),
                ("attempts", fields.TextField(unique=False)),
            ],
            options={
                "table": "webhook_deliveries",
                "app": "store",
                "unique_together": (("shop", "id"),),
                "indexes": [
                    Index(fields=["shop", "endpoint_id", "next_at"]),
                    Index(fields=["shop", "created_at", "id"]),
                    Index(fields=["shop", "event_id"]),
                ],
                "pk_attr": "row",
                "table_description": "One event on its way to one endpoint.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="Job",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("kind", fields.CharField(max_length=16)),
                ("state", fields.CharField(max_length=16)),
                ("asked", fields.TextField(unique=False)),
                ("cursor", fields.TextField(unique=False)),
                ("totals", fields.TextField(unique=False)),
                ("done", fields.BigIntField()),
                ("failed", fields.BigIntField()),
                ("total", fields.BigIntField(null=True)),
                ("problem", fields.TextField(unique=False)),
                ("attempt", fields.IntField()),
                ("next_at", fields.BigIntField(null=True, db_index=True)),
                ("actor_kind", fields.CharField(max_length=16)),
                ("actor_id", fields.CharField(max_length=320)),
                ("created_at", fields.BigIntField()),
                ("started_at", fields.BigIntField(null=True)),
                ("ended_at", fields.BigIntField(null=True)),
            ],
            options={
                "table": "jobs",
                "app": "store",
                "unique_together": (("shop", "id"),),
                "indexes": [Index(fields=["shop", "created_at", "id"])],
                "pk_attr": "row",
                "table_description": "Long work in steps, `cursor` is where the next step goes on.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="JobPart",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("job_id", fields.CharField(max_length=320)),
                ("side", fields.CharField(max_length=16)),
                ("number", fields.IntField()),
                ("content", fields.BinaryField()),
            ],
            options={
                "table": "job_parts",
                "app": "store",
                "unique_together": (("shop", "job_id", "side", "number"),),
                "pk_attr": "row",
                "table_description": "A piece of a file that a job reads or writes.",
            },
            bases=["Row"],
        ),
    ]
