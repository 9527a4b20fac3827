"""Experiments: who was exposed to them, and what shops deal arms by."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Units and salts."""

    dependencies = [("store", "0020_imports")]

    operations = [
        ops.CreateModel(
            name="ExperimentUnit",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("experiment", fields.CharField(max_length=320)),
                ("unit", fields.CharField(max_length=64)),
                ("main", fields.CharField(max_length=64)),
                ("arm", fields.CharField(max_length=320)),
                ("split", fields.TextField(unique=False)),
                ("at", fields.BigIntField()),
                ("orders", fields.BigIntField()),
                ("revenue", fields.BigIntField()),
                ("discount", fields.BigIntField()),
                ("clicks", fields.BigIntField()),
                ("redemptions", fields.BigIntField()),
            ],
            options={
                "table": "experiment_units",
                "app": "store",
                "unique_together": (("shop", "unit"),),
                "indexes": [Index(fields=["shop", "experiment", "arm"]), Index(fields=["shop", "main"])],
                "pk_attr": "row",
                "table_description": "Who was exposed to an experiment, by a keyed hash, and what came of it. `main`"
                " carries the figures of aliases.",
            },
            bases=["Row"],
        ),
        ops.CreateModel(
            name="ExperimentSalt",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("salt", fields.CharField(max_length=128)),
            ],
            options={
                "table": "experiment_salts",
                "app": "store",
                "unique_together": (("shop",),),
                "pk_attr": "row",
                "table_description": "What a shop deals arms by. It never changes, or everybody would be dealt anew.",
            },
            bases=["Row"],
        ),
    ]
