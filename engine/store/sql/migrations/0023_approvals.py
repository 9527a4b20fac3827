"""Money that needs a second person."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Requests and what became of them."""

    dependencies = [("store", "0022_messages")]

    operations = [
        ops.CreateModel(
            name="Approval",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("number", fields.IntField()),
                ("kind", fields.CharField(max_length=16)),
                ("subject", fields.CharField(max_length=320)),
                ("amount", fields.BigIntField()),
                ("key", fields.TextField(unique=False)),
                ("asked", fields.TextField(unique=False)),
                ("requested_by", fields.TextField(unique=False)),
                ("requested_at", fields.BigIntField()),
                ("expires_at", fields.BigIntField()),
                ("state", fields.CharField(max_length=16)),
                ("decided_by", fields.TextField(unique=False)),
                ("decided_at", fields.BigIntField(null=True)),
                ("reason", fields.TextField(unique=False)),
            ],
            options={
                "table": "approvals",
                "app": "store",
                "unique_together": (("shop", "number"),),
                "pk_attr": "row",
                "table_description": "Somebody asks to move money that needs a second person, and another decides"
                " (SEC24).",
            },
            bases=["Row"],
        ),
    ]
