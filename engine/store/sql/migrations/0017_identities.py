"""Whoever is known by a telephone number only; consents that another entry of the ledger confirms."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

TRIGGER = "CREATE TRIGGER consents_confirms BEFORE UPDATE OF confirms ON consents"
SQLITE = (
    "UPDATE carts SET phone = json_extract(doc, '$.cart.buyer.phone')",
    f"{TRIGGER} BEGIN SELECT RAISE(ABORT, 'consents rows are never changed'); END",
)
POSTGRESQL = (
    "UPDATE carts SET phone = doc::json #>> '{cart,buyer,phone}'",
    f"{TRIGGER} FOR EACH ROW EXECUTE FUNCTION otoku_refuse()",  # of 0002_guards
)


class FillAndGuard(ops.RunSQL):
    """Numbers of the carts that are there, and a trigger, in the language of the database at hand."""

    def __init__(self) -> None:
        super().__init__(list(SQLITE))

    async def _run_sql(self, state_editor: BaseSchemaEditor, _: object) -> None:
        # Not through the editor: it cuts statements at every semicolon, and triggers contain some.
        for statement in SQLITE if state_editor.DIALECT == "sqlite" else POSTGRESQL:
            await state_editor.client.execute_query(statement)


class Migration(migrations.Migration):
    """The new columns may be empty, so that an older program that still runs can go on writing."""

    dependencies = [("store", "0016_sagas")]

    operations = [
        ops.AddField("SavedCart", "phone", fields.CharField(max_length=320, null=True)),
        ops.AddIndex("SavedCart", Index(fields=["shop", "phone"])),
        ops.AddField("Order", "external_id", fields.CharField(max_length=320, null=True)),
        ops.AddIndex("Order", Index(fields=["shop", "external_id"])),
        ops.AddField("Order", "phone", fields.CharField(max_length=320, null=True)),
        ops.AddIndex("Order", Index(fields=["shop", "phone"])),
        ops.AddField("Consent", "confirms", fields.CharField(max_length=320, null=True)),
        FillAndGuard(),
    ]
