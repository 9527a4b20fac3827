"""Messages of unknown fate are counted at every look at the metrics."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """An index of the few."""

    dependencies = [("store", "0009_refunds")]

    operations = [
        ops.RunSQL("CREATE INDEX IF NOT EXISTS messages_unknown ON messages (id) WHERE state = 'unknown'"),
    ]
