"""Offers after a purchase, and the subscriptions that they and orders make."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint

OFFER_STATES = (
    "state IN ('decided', 'shown', 'clicked', 'succeeded', 'failed', 'declined', 'expired', 'missed')"
)


class Migration(migrations.Migration):
    """Tables of offers and contracts; orders learn when they were charged."""

    dependencies = [("store", "0010_unknown")]

    operations = [
        ops.CreateModel(
            name="Offer",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("rule", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("state", fields.CharField(max_length=16)),
                ("version", fields.IntField()),
                ("token_hash", fields.CharField(max_length=64)),
                ("decided_at", fields.BigIntField()),
                ("test", fields.BooleanField()),
                ("doc", fields.TextField(unique=False)),
                ("progress", fields.TextField(unique=False)),
            ],
            options={
                "table": "offers",
                "app": "store",
                "unique_together": (("shop", "id"), ("shop", "order_id"), ("shop", "token_hash")),
                "indexes": [
                    Index(fields=["shop", "decided_at", "id"]),
                    Index(fields=["shop", "rule", "decided_at", "id"]),
                ],
                "constraints": [CheckConstraint(check=OFFER_STATES, name="offer_state")],
                "pk_attr": "row",
                "table_description": (
                    "An offer: `doc` is what was decided and never changes, `progress` how far it has come."
                ),
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="Contract",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("email", fields.CharField(null=True, max_length=320)),
                ("state", fields.CharField(max_length=16)),
                ("version", fields.IntField()),
                ("started_at", fields.BigIntField()),
                ("test", fields.BooleanField()),
                ("doc", fields.TextField(unique=False)),
            ],
            options={
                "table": "contracts",
                "app": "store",
                "unique_together": (("shop", "id"),),
                "indexes": [
                    Index(fields=["shop", "started_at", "id"]),
                    Index(fields=["shop", "order_id"]),
                    Index(fields=["shop", "email"]),
                ],
                "constraints": [
                    CheckConstraint(check="state IN ('active', 'cancelled')", name="contract_state")
                ],
                "pk_attr": "row",
                "table_description": "A subscription, all of it is in `doc`.",
            },
            bases=["Row"],
        ),
        # May be empty, so that an older program that still runs can go on writing.
        ops.AddField("Order", "charged_at", fields.BigIntField(null=True)),
    ]
