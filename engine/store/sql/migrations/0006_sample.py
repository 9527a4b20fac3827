"""Which rows are sample data; their events may be removed, all others stay for ever."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

IS_SAMPLE = (
    "EXISTS (SELECT 1 FROM sample_rows s WHERE s.shop = OLD.shop AND s.kind = 'events' AND s.id = OLD.id)"
)

SQLITE = (
    "DROP TRIGGER events_delete",
    f"""
    CREATE TRIGGER events_delete BEFORE DELETE ON events WHEN NOT {IS_SAMPLE}
    BEGIN SELECT RAISE(ABORT, 'events rows are never changed'); END
    """,
)
POSTGRESQL = (
    "DROP TRIGGER events_delete ON events",
    f"""
    CREATE FUNCTION otoku_refuse_real() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF NOT {IS_SAMPLE} THEN RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME; END IF;
        RETURN OLD;
    END $$
    """,
    "CREATE TRIGGER events_delete BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION otoku_refuse_real()",
)


class LetSampleGo(ops.RunSQL):
    """Triggers, in the language of the database at hand."""

    def __init__(self) -> None:
        super().__init__(list(SQLITE))

    async def _run_sql(self, state_editor: BaseSchemaEditor, _: object) -> None:
        # Not through the editor: it cuts statements at every semicolon, and triggers contain some.
        for statement in SQLITE if state_editor.DIALECT == "sqlite" else POSTGRESQL:
            await state_editor.client.execute_query(statement)


class Migration(migrations.Migration):
    """Sample data."""

    dependencies = [("store", "0005_staff")]

    operations = [
        ops.CreateModel(
            name="SampleRow",
            fields=[
                ("row", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("shop", fields.CharField(max_length=320)),
                ("kind", fields.CharField(max_length=32)),
                ("id", fields.CharField(max_length=640)),
                ("amount", fields.BigIntField()),
            ],
            options={
                "table": "sample_rows",
                "app": "store",
                "unique_together": (("shop", "kind", "id"),),
                "pk_attr": "row",
                "table_description": "A row that is sample data, or a figure of it.",
            },
            bases=["Row"],
        ),
        LetSampleGo(),
    ]
