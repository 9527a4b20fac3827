"""Messages: attempts that were no fault of theirs, and an index by the rule or list that asked for them."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """A column with a default, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0021_experiments")]

    operations = [
        ops.AddField("Message", "excused", fields.IntField(db_default=0)),
        ops.AddIndex("Message", Index(fields=("shop", "rule", "created_at", "id"))),
    ]
