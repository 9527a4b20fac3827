"""Erasures of people, and what they alone may change: personal columns of rows that are otherwise never changed."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.operations import Operation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

TABLES = (
    """
    CREATE TABLE IF NOT EXISTS erasures (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        state VARCHAR(16) NOT NULL CHECK (state IN ('running', 'done')),
        subject TEXT NOT NULL,
        place INT NOT NULL,
        cursor BIGINT NOT NULL,
        last BIGINT NOT NULL,
        counts TEXT NOT NULL,
        reason TEXT NOT NULL,
        actor_kind VARCHAR(16) NOT NULL,
        actor_id TEXT NOT NULL,
        actor_ip TEXT NOT NULL,
        at BIGINT NOT NULL,
        ended_at BIGINT,
        PRIMARY KEY (shop, id),
        CONSTRAINT erasure_forgets CHECK (state = 'running' OR subject = '')
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS tombstones (
        shop VARCHAR(320) NOT NULL,
        kind VARCHAR(16) NOT NULL,
        address_hash VARCHAR(64) NOT NULL,
        erasure_id VARCHAR(64) NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (shop, kind, address_hash)
    )
    """,
    "ALTER TABLE audit ADD COLUMN erased_by VARCHAR(64)",
)

INDEXES = (
    "CREATE INDEX IF NOT EXISTS erasures_at ON erasures (shop, at, id)",
    "CREATE INDEX IF NOT EXISTS customers_phone ON customers (shop, phone) WHERE phone IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS messages_recipient ON messages (shop, recipient)",
    "CREATE INDEX IF NOT EXISTS mails_recipient ON mails (shop, recipient)",
    "CREATE INDEX IF NOT EXISTS counters_subject ON counters (shop, subject)",
    "CREATE INDEX IF NOT EXISTS timers_subject ON timers (shop, subject)",
    "CREATE INDEX IF NOT EXISTS refused_uses_at ON refused_uses (at)",
    "CREATE INDEX IF NOT EXISTS coupons_owner ON coupons (shop, owner_id) WHERE owner_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS coupons_issued_to ON coupons (shop, issued_to) WHERE issued_to IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS enrolments_phone ON enrolments (shop, phone) WHERE phone IS NOT NULL",
    (
        "CREATE INDEX IF NOT EXISTS publications_email ON card_publications (shop, owner_email)"
        " WHERE owner_email IS NOT NULL"
    ),
    "CREATE INDEX IF NOT EXISTS publications_owner ON card_publications (shop, owner_id) WHERE owner_id IS NOT NULL",
    # What retention looks for, of all shops at once.
    (
        "CREATE INDEX IF NOT EXISTS carts_seen ON carts (seen_at)"
        " WHERE email IS NOT NULL OR phone IS NOT NULL OR external_id IS NOT NULL"
    ),
    "CREATE INDEX IF NOT EXISTS mails_at ON mails (at)",
)

RUNNING = "EXISTS (SELECT 1 FROM erasures r WHERE r.shop = OLD.shop AND r.state = 'running')"
KEPT = {
    "events": ("shop", "id", "kind", "at", "recorded_at", "actor_kind", "revision", "issued"),
    "audit": ("shop", "number", "at", "actor_kind", "actor_id", "actor_ip", "action", "digest"),
}
"""What an erasure changes neither: what happened, when and by whose hand."""


def _allowed(table: str, same: str) -> str:
    """Whether a row may be changed as it is about to be, in a database where `same` compares NULL too."""
    return " AND ".join((RUNNING, *(f"NEW.{column} {same} OLD.{column}" for column in KEPT[table])))


SQLITE = tuple(
    statement
    for table in KEPT
    for statement in (
        f"DROP TRIGGER IF EXISTS {table}_update",
        (
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} WHEN NOT ({_allowed(table, 'IS')}) "
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
        ),
    )
)
POSTGRESQL = tuple(
    statement
    for table in KEPT
    for statement in (
        f"DROP TRIGGER IF EXISTS {table}_update ON {table}",
        f"""
        CREATE FUNCTION otoku_update_{table}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF {_allowed(table, "IS NOT DISTINCT FROM")} THEN RETURN NEW; END IF;
            RAISE EXCEPTION '{table} rows are never changed';
        END $$
        """,
        (
            f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION otoku_update_{table}()"
        ),
    )
)


class OnlyErasures(ops.RunSQL):
    """Triggers, in the language of the database at hand."""

    def __init__(self) -> None:
        super().__init__(list(SQLITE))

    async def _run_sql(self, state_editor: BaseSchemaEditor, _: object) -> None:
        # Not through the editor: it cuts statements at every semicolon, and triggers contain some.
        for statement in SQLITE if state_editor.DIALECT == "sqlite" else POSTGRESQL:
            await state_editor.client.execute_query(statement)


class Migration(migrations.Migration):
    """Two tables, one column that may be empty, indexes: an older program can go on writing."""

    dependencies = [("store", "0017_identities")]

    operations: list[Operation] = [
        *(ops.RunSQL(statement) for statement in (*TABLES, *INDEXES)),
        OnlyErasures(),
    ]
