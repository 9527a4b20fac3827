"""Reviews of releases."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Reviews. After the settings that ask for them, although its number is an earlier one."""

    dependencies = [("store", "0007_profile")]

    operations = [
        ops.CreateModel(
            name="Review",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("number", fields.IntField()),
                ("revision", fields.IntField()),
                ("base", fields.IntField()),
                ("fingerprint", fields.CharField(max_length=64)),
                ("note", fields.TextField(unique=False)),
                ("requested_by", fields.TextField(unique=False)),
                ("requested_at", fields.BigIntField()),
                ("state", fields.CharField(max_length=16)),
                ("decided_by", fields.TextField(unique=False)),
                ("decided_at", fields.BigIntField(null=True)),
                ("reason", fields.TextField(unique=False)),
            ],
            options={
                "table": "reviews",
                "app": "store",
                "unique_together": (("shop", "number"),),
                "pk_attr": "row",
                "table_description": "Somebody asks that rules go live, and another decides (base 0: over nothing).",
            },
            bases=["Model"],
        ),
    ]
