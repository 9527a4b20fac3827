"""Long work in steps, and what other systems are told."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations.operations import Operation


class Migration(migrations.Migration):
    """Tables of jobs and webhooks."""

    dependencies = [("store", "0014_cards")]

    operations: list[Operation] = []
