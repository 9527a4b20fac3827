"""What was given back of orders, and which uses of coupons with it."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Refunds. The new column may be empty, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0008_refused")]

    operations = [
        ops.CreateModel(
            name="Refund",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("number", fields.IntField()),
                ("id", fields.CharField(max_length=320)),
                ("amount", fields.BigIntField()),
                ("at", fields.BigIntField()),
                ("doc", fields.TextField(unique=False)),
            ],
            options={
                "table": "refunds",
                "app": "store",
                "unique_together": (("shop", "order_id", "number"), ("shop", "order_id", "id")),
                "pk_attr": "row",
                "table_description": "What was given back of an order, counted from 1.",
            },
            bases=["Row"],
        ),
        ops.AddField("Redemption", "returned_at", fields.BigIntField(null=True)),
    ]
