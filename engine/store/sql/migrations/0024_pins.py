"""PINs of gift cards."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    """Columns with a default, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0023_approvals")]

    operations = [
        ops.RunSQL(["ALTER TABLE gift_cards ADD COLUMN pin VARCHAR(64) NOT NULL DEFAULT ''"]),
        ops.RunSQL(["ALTER TABLE gift_cards ADD COLUMN pin_draw INT NOT NULL DEFAULT 0"]),
    ]
