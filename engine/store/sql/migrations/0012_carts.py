"""Carts that were left, what was sent after them, and the orders that it brought."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Tables of carts. The new column may be empty, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0011_offers")]

    operations = [
        ops.CreateModel(
            name="SavedCart",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=64)),
                ("token", fields.CharField(max_length=320)),
                ("life", fields.IntField()),
                ("version", fields.IntField()),
                ("state", fields.CharField(max_length=16)),
                ("left_step", fields.CharField(null=True, max_length=16)),
                ("page", fields.CharField(max_length=16)),
                ("email", fields.CharField(null=True, max_length=320)),
                ("external_id", fields.CharField(null=True, max_length=320)),
                ("total", fields.BigIntField()),
                ("test", fields.BooleanField(default=False)),
                ("begun_at", fields.BigIntField()),
                ("seen_at", fields.BigIntField()),
                ("abandoned_at", fields.BigIntField(null=True)),
                ("clicked_at", fields.BigIntField(null=True)),
                ("reminded_at", fields.BigIntField(null=True)),
                ("order_id", fields.CharField(null=True, max_length=320)),
                ("doc", fields.TextField(unique=False)),
            ],
            options={
                "table": "carts",
                "app": "store",
                "unique_together": (("shop", "token", "life"), ("shop", "id")),
                "indexes": [
                    Index(fields=["shop", "email"]),
                    Index(fields=["shop", "external_id"]),
                    Index(fields=["shop", "begun_at", "id"]),
                    Index(fields=["shop", "state", "token"]),
                    Index(fields=["shop", "abandoned_at"]),
                ],
                "pk_attr": "row",
                "table_description": (
                    "One life of a cart as a storefront reported it, columns besides `doc` are what is searched by."
                ),
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="Recovery",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("cart_id", fields.CharField(max_length=64)),
                ("rule", fields.CharField(max_length=320)),
                ("left_step", fields.CharField(null=True, max_length=16)),
                ("assisted", fields.BooleanField()),
                ("amount", fields.BigIntField()),
                ("at", fields.BigIntField()),
                ("test", fields.BooleanField(default=False)),
            ],
            options={
                "table": "recoveries",
                "app": "store",
                "unique_together": (("shop", "order_id"),),
                "indexes": [Index(fields=["shop", "at"]), Index(fields=["shop", "cart_id"])],
                "pk_attr": "row",
                "table_description": "An order that a reminder brought, once per order.",
            },
            bases=["Row"],
        ),
        ops.AddField("Message", "cart_id", fields.CharField(max_length=64, null=True)),
        ops.AddIndex("Message", Index(fields=["shop", "cart_id"])),
    ]
