"""Staff with roles and passwords; links and sessions say whose they are."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Staff. New columns may be empty, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0002_guards")]

    operations = [
        ops.CreateModel(
            name="Staff",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("id", fields.CharField(max_length=320)),
                ("email", fields.CharField(max_length=320)),
                ("name", fields.TextField(unique=False)),
                ("role", fields.CharField(max_length=16)),
                ("state", fields.CharField(max_length=16)),
                ("created_at", fields.BigIntField()),
                ("password_hash", fields.TextField(unique=False)),
                ("second_factor", fields.TextField(unique=False)),
                ("signed_in_at", fields.BigIntField(null=True)),
                ("version", fields.IntField()),
            ],
            options={
                "table": "staff",
                "app": "store",
                "unique_together": (("shop", "id"),),
                "pk_attr": "row",
                "table_description": "A person of a shop, the secret of a second factor is nowhere.",
            },
            bases=["Model"],
        ),
        ops.AddField("SignIn", "staff_id", fields.CharField(max_length=320, null=True)),
        ops.AddField("SignIn", "purpose", fields.CharField(max_length=16, null=True)),
        ops.AddField("Session", "id", fields.CharField(max_length=320, null=True)),
        ops.AddField("Session", "staff_id", fields.CharField(max_length=320, null=True)),
        ops.AddField("Session", "made_at", fields.BigIntField(null=True)),
        ops.AddField("Session", "confirmed_at", fields.BigIntField(null=True)),
        ops.AddField("Session", "ip", fields.CharField(max_length=64, null=True)),
        ops.AddField("Session", "browser", fields.TextField(null=True)),
    ]
