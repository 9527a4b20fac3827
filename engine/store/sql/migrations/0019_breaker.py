"""A channel may be suspended for advertising only."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """A column with a default, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0018_erasures")]

    operations = [ops.AddField("ChannelState", "advertising_only", fields.BooleanField(db_default=False))]
