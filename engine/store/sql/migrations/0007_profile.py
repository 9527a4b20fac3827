"""Settings of a shop outside its rule text."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Settings."""

    dependencies = [("store", "0006_sample")]

    operations = [
        ops.CreateModel(
            name="ShopProfile",
            fields=[
                ("shop", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=320)),
                ("doc", fields.TextField(unique=False)),
            ],
            options={
                "table": "shop_profiles",
                "app": "store",
                "pk_attr": "shop",
                "table_description": "What a shop settles outside its rule text.",
            },
            bases=["Model"],
        ),
    ]
