"""Carts that were left, and what was sent after them."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations.operations import Operation


class Migration(migrations.Migration):
    """Tables of carts."""

    dependencies = [("store", "0011_offers")]

    operations: list[Operation] = []
