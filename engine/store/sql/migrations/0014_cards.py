"""Gift cards and the ledger of their balances."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations.operations import Operation


class Migration(migrations.Migration):
    """Tables of cards, lots and postings."""

    dependencies = [("store", "0013_lists")]

    operations: list[Operation] = []
