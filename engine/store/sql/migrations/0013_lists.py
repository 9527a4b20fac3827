"""Readers of lists, and the ledger of their consent."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations.operations import Operation


class Migration(migrations.Migration):
    """Tables of lists and consent."""

    dependencies = [("store", "0012_carts")]

    operations: list[Operation] = []
