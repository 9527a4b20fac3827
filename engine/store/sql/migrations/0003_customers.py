"""What a shop tells of its customers, and to whom a coupon was issued that anybody may use."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Customers. New columns may be empty, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0002_guards")]

    operations = [
        ops.AddField("Customer", "phone", fields.CharField(max_length=320, null=True)),
        ops.AddField("Customer", "name", fields.TextField(null=True, unique=False)),
        ops.AddField("Customer", "locale", fields.CharField(max_length=320, null=True)),
        ops.AddField("Customer", "birthday", fields.CharField(max_length=5, null=True)),
        ops.AddField("Customer", "joined_at", fields.BigIntField(null=True)),
        ops.AddField("Customer", "tags", fields.TextField(null=True, unique=False)),
        ops.AddField("Customer", "tier", fields.TextField(null=True, unique=False)),
        ops.AddField("Customer", "blocked", fields.BooleanField(null=True)),
        ops.AddField("Coupon", "issued_to", fields.CharField(max_length=320, null=True)),
    ]
