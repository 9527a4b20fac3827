"""Gift cards and the ledger of their balances."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.operations import Operation
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

TABLES = (
    # Written out: Tortoise creates no CHECK with a table, and adding one makes SQLite copy it.
    """
    CREATE TABLE IF NOT EXISTS card_publications (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        campaign VARCHAR(320) NOT NULL,
        source_id VARCHAR(320) NOT NULL,
        owner_email VARCHAR(320),
        owner_id VARCHAR(320),
        count INT NOT NULL CHECK (count > 0),
        amount BIGINT NOT NULL CHECK (amount >= 0),
        at BIGINT NOT NULL,
        order_id VARCHAR(320) NOT NULL,
        metadata TEXT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, campaign, source_id)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS gift_cards (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        lookup VARCHAR(64) NOT NULL,
        campaign VARCHAR(320) NOT NULL,
        state VARCHAR(16) NOT NULL
            CHECK (state IN ('unassigned', 'assigned', 'active', 'exhausted', 'expired', 'void')),
        enabled BOOLEAN NOT NULL,
        terms TEXT NOT NULL,
        owner_email VARCHAR(320),
        owner_id VARCHAR(320),
        balance BIGINT NOT NULL,
        held BIGINT NOT NULL,
        published_at BIGINT,
        expires_at BIGINT,
        test BOOLEAN NOT NULL,
        publication_id VARCHAR(64) NOT NULL,
        number INT NOT NULL,
        order_id VARCHAR(320) NOT NULL,
        revision INT NOT NULL,
        pattern VARCHAR(64) NOT NULL,
        key_id TEXT NOT NULL,
        attempt INT NOT NULL,
        last_four VARCHAR(16) NOT NULL,
        metadata TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, lookup),
        CONSTRAINT card_balance CHECK (balance >= 0 AND held >= 0 AND held <= balance),
        CONSTRAINT card_emptied CHECK (state NOT IN ('assigned', 'unassigned', 'exhausted', 'void') OR balance = 0)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS card_metadata (
        shop VARCHAR(320) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        name VARCHAR(64) NOT NULL,
        value VARCHAR(320) NOT NULL,
        PRIMARY KEY (shop, card_id, name)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS card_lots (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        consideration VARCHAR(8) NOT NULL CHECK (consideration IN ('paid', 'free')),
        expires_at BIGINT,
        remaining BIGINT NOT NULL,
        PRIMARY KEY (shop, id),
        CONSTRAINT lot_remaining CHECK (remaining >= 0)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS ledger_transfers (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        key TEXT NOT NULL,
        kind VARCHAR(16) NOT NULL
            CHECK (kind IN ('credit', 'spend', 'refund', 'expire', 'cash_out', 'forfeit', 'reverse')),
        card_id VARCHAR(64) NOT NULL,
        campaign VARCHAR(320) NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        at BIGINT NOT NULL,
        order_id VARCHAR(320) NOT NULL,
        note TEXT NOT NULL,
        actor TEXT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, key)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS ledger_postings (
        shop VARCHAR(320) NOT NULL,
        transfer_id VARCHAR(64) NOT NULL,
        number INT NOT NULL,
        account VARCHAR(340) NOT NULL,
        lot_id VARCHAR(64),
        amount BIGINT NOT NULL CHECK (amount <> 0),
        PRIMARY KEY (shop, transfer_id, number)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS card_holds (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        cart_token VARCHAR(320) NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        until BIGINT NOT NULL,
        state VARCHAR(16) NOT NULL CHECK (state IN ('live', 'redeemed', 'released', 'expired')),
        PRIMARY KEY (shop, id)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS card_cash_outs (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        amount BIGINT NOT NULL CHECK (amount >= 0),
        forfeited BIGINT NOT NULL CHECK (forfeited >= 0),
        reason VARCHAR(32) NOT NULL,
        note TEXT NOT NULL,
        state VARCHAR(16) NOT NULL CHECK (state IN ('requested', 'paid')),
        at BIGINT NOT NULL,
        paid_at BIGINT,
        reference TEXT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, card_id)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS card_reports (
        shop VARCHAR(320) NOT NULL,
        day VARCHAR(10) NOT NULL,
        at BIGINT NOT NULL,
        paid BIGINT NOT NULL,
        free BIGINT NOT NULL,
        PRIMARY KEY (shop, day)
    )
    """,
)

INDEXES = (
    "CREATE INDEX IF NOT EXISTS gift_cards_made ON gift_cards (shop, made_at, id)",
    "CREATE INDEX IF NOT EXISTS gift_cards_campaign ON gift_cards (shop, campaign, made_at, id)",
    "CREATE INDEX IF NOT EXISTS gift_cards_email ON gift_cards (shop, owner_email)",
    "CREATE INDEX IF NOT EXISTS gift_cards_owner ON gift_cards (shop, owner_id)",
    "CREATE INDEX IF NOT EXISTS gift_cards_publication ON gift_cards (shop, publication_id)",
    "CREATE INDEX IF NOT EXISTS card_publications_order ON card_publications (shop, order_id)",
    "CREATE INDEX IF NOT EXISTS card_metadata_value ON card_metadata (shop, name, value, card_id)",
    "CREATE INDEX IF NOT EXISTS card_lots_card ON card_lots (shop, card_id)",
    "CREATE INDEX IF NOT EXISTS ledger_transfers_card ON ledger_transfers (shop, card_id, at, id)",
    "CREATE INDEX IF NOT EXISTS ledger_transfers_at ON ledger_transfers (shop, at, id)",
    "CREATE INDEX IF NOT EXISTS ledger_transfers_order ON ledger_transfers (shop, order_id)",
    "CREATE UNIQUE INDEX IF NOT EXISTS card_holds_live ON card_holds (shop, card_id, cart_token) WHERE state = 'live'",
)

KEPT_FOR_EVER = ("ledger_transfers", "ledger_postings", "card_reports")

SQLITE_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} rows are never changed'); END"
    for table in KEPT_FOR_EVER
    for verb in ("UPDATE", "DELETE")
)

POSTGRESQL_TRIGGERS = tuple(
    f"CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse()"  # of 0002_guards
    for table in KEPT_FOR_EVER
    for verb in ("UPDATE", "DELETE", "TRUNCATE")
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
    """Tables of cards, lots and postings. The new column may be empty, so that an older program can go on writing."""

    dependencies = [("store", "0013_lists")]

    operations: list[Operation] = [
        *(ops.RunSQL(statement) for statement in (*TABLES, *INDEXES)),
        RefuseChanges(),
        ops.AddField("Message", "card_id", fields.CharField(max_length=64, null=True)),
    ]
