"""Tables of experiments. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class ExperimentUnit(Row):
    """Who was exposed to an experiment, by a keyed hash, and what came of it. `main` carries the figures of aliases."""

    experiment = short()
    unit = fields.CharField(max_length=64)
    main = fields.CharField(max_length=64)
    arm = short()
    split = fields.TextField()
    at = instant()
    orders = fields.BigIntField()
    revenue = fields.BigIntField()
    discount = fields.BigIntField()
    clicks = fields.BigIntField()
    redemptions = fields.BigIntField()

    class Meta:
        """Table."""

        table = "experiment_units"
        unique_together = (("shop", "unit"),)
        indexes = (Index(fields=("shop", "experiment", "arm")), Index(fields=("shop", "main")))


class ExperimentSalt(Row):
    """What a shop deals arms by. It never changes, or everybody would be dealt anew."""

    salt = fields.CharField(max_length=128)

    class Meta:
        """Table."""

        table = "experiment_salts"
        unique_together = (("shop",),)
