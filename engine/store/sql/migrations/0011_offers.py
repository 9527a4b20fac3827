"""Offers after a purchase, and the subscriptions that they and orders make."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations.operations import Operation


class Migration(migrations.Migration):
    """Tables of offers and contracts."""

    dependencies = [("store", "0010_unknown")]

    operations: list[Operation] = []
