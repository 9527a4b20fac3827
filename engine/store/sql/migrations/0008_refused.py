"""Refused uses of coupons; holds are found by their coupon."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Refused uses."""

    dependencies = [("store", "0004_reviews")]

    operations = [
        ops.CreateModel(
            name="RefusedUse",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("coupon_id", fields.CharField(max_length=320)),
                ("minute", fields.BigIntField()),
                ("at", fields.BigIntField()),
                ("place", fields.CharField(max_length=16)),
                ("reason", fields.CharField(max_length=32)),
                ("email", fields.CharField(max_length=320)),
                ("order_id", fields.CharField(max_length=320)),
                ("times", fields.BigIntField()),
            ],
            options={
                "table": "refused_uses",
                "app": "store",
                "unique_together": (("shop", "coupon_id", "minute", "place", "reason", "email", "order_id"),),
                "indexes": [Index(fields=["shop", "coupon_id", "at"])],
                "pk_attr": "row",
                "table_description": "A coupon that was offered and did not apply, `times` within a minute."
                " Of each coupon the newest are kept.",
            },
            bases=["Row"],
        ),
        ops.AddIndex("Hold", Index(fields=("shop", "coupon_id"))),
    ]
