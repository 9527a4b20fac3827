"""Readers of lists, the ledger of their consent, addresses that are not written to, and the state of channels."""

# ruff: noqa: RUF012 - Tortoise reads these lists from the class

from typing import Any

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor

from engine.store.sql.columns import instant, short

KEPT = "shop, id, at, act, channel, address_hash, scope, wording, version, source, message_id"
"""Columns of the ledger that nobody changes; of an erased person the address and its network address are blanked."""

BLANK = "WHEN (NEW.address <> '' OR NEW.ip <> '')"
ABORT = "BEGIN SELECT RAISE(ABORT, 'consents rows are never changed'); END"
REFUSE = "EXECUTE FUNCTION otoku_refuse()"

SQLITE_TRIGGERS = (
    f"CREATE TRIGGER consents_delete BEFORE DELETE ON consents {ABORT}",
    f"CREATE TRIGGER consents_update BEFORE UPDATE OF {KEPT} ON consents {ABORT}",
    f"CREATE TRIGGER consents_blank BEFORE UPDATE OF address, ip ON consents {BLANK} {ABORT}",
)
POSTGRESQL_TRIGGERS = (
    f"CREATE TRIGGER consents_delete BEFORE DELETE ON consents FOR EACH STATEMENT {REFUSE}",
    f"CREATE TRIGGER consents_truncate BEFORE TRUNCATE ON consents FOR EACH STATEMENT {REFUSE}",
    f"CREATE TRIGGER consents_update BEFORE UPDATE OF {KEPT} ON consents FOR EACH ROW {REFUSE}",
    f"CREATE TRIGGER consents_blank BEFORE UPDATE OF address, ip ON consents FOR EACH ROW {BLANK} {REFUSE}",
)


class KeepEvidence(ops.RunSQL):
    """Triggers, in the language of the database at hand."""

    def __init__(self) -> None:
        super().__init__(list(SQLITE_TRIGGERS))

    async def _run_sql(self, state_editor: BaseSchemaEditor, _: object) -> None:
        # Not through the editor: it cuts statements at every semicolon, and triggers contain some.
        for trigger in SQLITE_TRIGGERS if state_editor.DIALECT == "sqlite" else POSTGRESQL_TRIGGERS:
            await state_editor.client.execute_query(trigger)


def _table(
    name: str, table: str, said: str, columns: list[tuple[str, Any]], **options: Any
) -> ops.CreateModel:
    row = fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)
    return ops.CreateModel(
        name=name,
        fields=[("row", row), ("shop", short()), *columns],
        options={"table": table, "app": "store", "pk_attr": "row", "table_description": said, **options},
        bases=["Row"],
    )


def _word() -> Any:
    return fields.CharField(max_length=16)


class Migration(migrations.Migration):
    """Tables of lists and consent. New columns may be empty, so that an older program can go on writing."""

    dependencies = [("store", "0012_carts")]

    operations = [
        _table(
            "Consent",
            "consents",
            "An entry of the ledger of consents: only the address is ever blanked, triggers see to it.",
            [
                ("id", short()),
                ("at", instant()),
                ("act", _word()),
                ("channel", _word()),
                ("address", short()),
                ("address_hash", fields.CharField(max_length=64)),
                ("scope", short()),
                ("wording", fields.TextField()),
                ("version", fields.TextField()),
                ("source", fields.TextField()),
                ("ip", fields.TextField()),
                ("message_id", short()),
            ],
            unique_together=(("shop", "id"),),
            indexes=[
                Index(fields=["shop", "at", "id"]),
                Index(fields=["shop", "channel", "address"]),
                Index(fields=["shop", "channel", "address_hash"]),
            ],
        ),
        _table(
            "Permission",
            "permissions",
            "The newest entry per address and scope, the handover of advertising locks it.",
            [
                ("channel", _word()),
                ("address", short()),
                ("scope", short()),
                ("entry_id", short()),
                ("given", fields.BooleanField()),
                ("at", instant()),
            ],
            unique_together=(("shop", "channel", "address", "scope"),),
        ),
        _table(
            "Suppression",
            "suppressions",
            "An address that is not written to.",
            [
                ("channel", _word()),
                ("address", short()),
                ("cause", _word()),
                ("at", instant()),
                ("detail", fields.TextField()),
            ],
            unique_together=(("shop", "channel", "address"),),
            indexes=[Index(fields=["shop", "at", "address"])],
        ),
        _table(
            "Enrolment",
            "enrolments",
            "A reader of a list, once per list, reader and order.",
            [
                ("id", short()),
                ("list", short()),
                ("reader", short()),
                ("email", short(null=True)),
                ("phone", short(null=True)),
                ("external_id", short(null=True)),
                ("name", fields.TextField()),
                ("locale", short()),
                ("order_id", short()),
                ("sku", short()),
                ("joined_at", instant()),
                ("state", fields.CharField(max_length=24)),
                ("ended_at", instant(null=True)),
                ("pending", fields.TextField()),
                ("test", fields.BooleanField()),
            ],
            unique_together=(("shop", "id"),),
            indexes=[
                Index(fields=["shop", "joined_at", "id"]),
                Index(fields=["shop", "list", "joined_at", "id"]),
                Index(fields=["shop", "reader"]),
                Index(fields=["shop", "order_id"]),
            ],
        ),
        _table(
            "Composition",
            "compositions",
            "A message that staff wrote to a list.",
            [
                ("id", short()),
                ("list", short()),
                ("channel", _word()),
                ("message_class", _word()),
                ("subject", fields.TextField()),
                ("text", fields.TextField()),
                ("created_at", instant()),
                ("created_by", fields.TextField()),
            ],
            unique_together=(("shop", "id"),),
            indexes=[Index(fields=["shop", "created_at", "id"])],
        ),
        _table(
            "ChannelState",
            "channel_states",
            "Whether a channel may be used, no row: it may.",
            [
                ("channel", _word()),
                ("suspended", fields.BooleanField()),
                ("reason", fields.TextField()),
                ("since", instant()),
            ],
            unique_together=(("shop", "channel"),),
        ),
        _table(
            "ResumeRequest",
            "resume_requests",
            "A request to lift a suspension.",
            [
                ("id", short()),
                ("channel", _word()),
                ("content", fields.TextField()),
                ("state", _word()),
                ("at", instant()),
                ("requested_by", fields.TextField()),
                ("decided_at", instant(null=True)),
                ("decided_by", fields.TextField()),
                ("note", fields.TextField()),
            ],
            unique_together=(("shop", "id"),),
            indexes=[Index(fields=["shop", "at", "id"])],
        ),
        ops.AddField("Message", "consent_id", short(null=True)),
        ops.AddField("Message", "enrolment_id", short(null=True)),
        KeepEvidence(),
    ]
