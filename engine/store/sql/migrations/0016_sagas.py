"""Sagas, and the ledger of the built-in gateway."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Sagas, charges, test cards."""

    dependencies = [("store", "0015_jobs")]

    operations = [
        ops.CreateModel(
            name="Saga",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("kind", fields.CharField(max_length=16)),
                ("subject", fields.CharField(max_length=320)),
                ("step", fields.CharField(max_length=16)),
                ("reason", fields.TextField(unique=False)),
                ("attempt", fields.IntField()),
                ("began_at", fields.BigIntField()),
                ("next_at", fields.BigIntField(null=True)),
            ],
            options={
                "table": "sagas",
                "app": "store",
                "unique_together": (("shop", "id"),),
                "indexes": [Index(fields=["next_at", "id"]), Index(fields=["shop", "subject"])],
                "pk_attr": "row",
                "table_description": "Work in steps, `next_at` is when it may be claimed (again),"
                " NULL once it is over.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="Charge",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("key", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("amount", fields.BigIntField()),
                ("currency", fields.CharField(max_length=3)),
                ("at", fields.BigIntField()),
                ("taken", fields.BooleanField()),
                ("gives_back", fields.CharField(max_length=320)),
                ("reason", fields.TextField(unique=False)),
                ("test", fields.BooleanField()),
            ],
            options={
                "table": "charges",
                "app": "store",
                "unique_together": (("shop", "key"),),
                "indexes": [Index(fields=["shop", "order_id"]), Index(fields=["shop", "gives_back"])],
                "pk_attr": "row",
                "table_description": "Money that the built-in gateway moved, once per key.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="TestCardRow",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("card", fields.CharField(max_length=16)),
            ],
            options={
                "table": "test_cards",
                "app": "store",
                "unique_together": (("shop", "order_id"),),
                "pk_attr": "row",
                "table_description": "What the built-in gateway was told to do with the card of an order.",
            },
            bases=["Row"],
        ),
    ]
