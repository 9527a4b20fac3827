"""What the database itself refuses: broken sums, two live revisions, changed history; and indexes for what waits."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

COUPON_USES = "used >= 0 AND held >= 0 AND used + held <= COALESCE(uses, used + held)"
COUPON_STATE = "state IN ('issued', 'used_up', 'expired', 'revoked')"

PARTIAL_INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS revisions_one_live ON revisions (shop) WHERE state = 'live'",
    "CREATE UNIQUE INDEX IF NOT EXISTS holds_one_per_cart ON holds (shop, coupon_id, cart_token) WHERE state = 'live'",
    "CREATE INDEX IF NOT EXISTS timers_waiting ON timers (next_at, id) WHERE next_at IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS messages_waiting ON messages (next_at, id) WHERE next_at IS NOT NULL",
)

KEPT_FOR_EVER = ("audit", "events")

SQLITE_TRIGGERS = (
    *(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
        for table in KEPT_FOR_EVER
        for verb in ("UPDATE", "DELETE")
    ),
    """
    CREATE TRIGGER revisions_update BEFORE UPDATE OF shop, number, fingerprint, files ON revisions
    BEGIN SELECT RAISE(ABORT, 'revisions rows are never changed'); END
    """,
)

POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION otoku_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME; END $$
    """,
    *(
        f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse()"
        for table in KEPT_FOR_EVER
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
    """
    CREATE TRIGGER revisions_update BEFORE UPDATE OF shop, number, fingerprint, files ON revisions
    FOR EACH ROW EXECUTE FUNCTION otoku_refuse()
    """,
)


class RefuseChanges(ops.RunSQL):
    """Triggers, in the language of the database at hand."""

    def __init__(self) -> None:
        super().__init__(list(SQLITE_TRIGGERS))

    async def _run_sql(self, state_editor: BaseSchemaEditor, _: object) -> None:
        # Not through the editor: it cuts statements at every semicolon, and triggers contain some.
        for trigger in SQLITE_TRIGGERS if state_editor.DIALECT == "sqlite" else POSTGRESQL_TRIGGERS:
            await state_editor.client.execute_query(trigger)


class Migration(migrations.Migration):
    """Guards."""

    dependencies = [("store", "0001_initial")]

    operations = [
        ops.AddConstraint("Coupon", CheckConstraint(check=COUPON_USES, name="coupon_uses")),
        ops.AddConstraint("Coupon", CheckConstraint(check=COUPON_STATE, name="coupon_state")),
        ops.AddConstraint(
            "Counter", CheckConstraint(check="used <= COALESCE(ceiling, used)", name="counter_ceiling")
        ),
        # After the checks: to add a check, SQLite gets a new table, which has no indexes.
        ops.AddConstraint("Coupon", UniqueConstraint(fields=("shop", "id"))),
        ops.AddConstraint("Coupon", UniqueConstraint(fields=("shop", "lookup"))),
        ops.AddConstraint("Counter", UniqueConstraint(fields=("shop", "area", "name", "subject"))),
        ops.AddIndex("Coupon", Index(fields=("shop", "issued_at", "id"))),
        ops.AddIndex("Coupon", Index(fields=("shop", "rule", "issued_at", "id"))),
        ops.AddIndex("Coupon", Index(fields=("shop", "order_id"))),
        ops.AddIndex("Coupon", Index(fields=("shop", "owner_email"))),
        *(ops.RunSQL(index) for index in PARTIAL_INDEXES),
        RefuseChanges(),
    ]
