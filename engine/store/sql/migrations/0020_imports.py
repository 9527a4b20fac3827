"""Codes that another system made: sealed, since no key of ours derives them."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Columns with a default, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0019_breaker")]

    operations = [
        ops.AddField("Coupon", "sealed", fields.TextField(db_default="")),
        ops.RunSQL(["ALTER TABLE gift_cards ADD COLUMN sealed TEXT NOT NULL DEFAULT ''"]),
    ]
