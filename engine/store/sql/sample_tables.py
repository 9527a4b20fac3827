"""The table of sample data. Conventions as in `tables`."""

from tortoise import fields

from engine.store.sql.tables import Row


class SampleRow(Row):
    """A row that is sample data, or a figure of it."""

    kind = fields.CharField(max_length=32)
    id = fields.CharField(max_length=640)
    amount = fields.BigIntField()

    class Meta:
        """Table."""

        table = "sample_rows"
        unique_together = (("shop", "kind", "id"),)
