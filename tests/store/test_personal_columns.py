"""Every text of every table: personal, and then an erasure says what becomes of it, or a reason why it is not."""

import sqlite3
from pathlib import Path

from engine.store.sql.person_places import PLACES
from engine.store.sql.person_sweep import SWEPT

NEVER_PERSONAL = frozenset(
    {
        # What the row is and belongs to: ids that Otoku or the shop give, states, kinds, names of rules.
        *(
            "shop",
            "id",
            "kind",
            "state",
            "rule",
            "campaign",
            "list",
            "sku",
            "channel",
            "template",
            "currency",
        ),
        *(
            "order_id",
            "coupon_id",
            "card_id",
            "cart_id",
            "consent_id",
            "enrolment_id",
            "message_id",
            "event_id",
        ),
        *(
            "publication_id",
            "transfer_id",
            "lot_id",
            "job_id",
            "endpoint_id",
            "staff_id",
            "erasure_id",
            "entry_id",
        ),
        *(
            "order_event",
            "price_event",
            "cart_token",
            "token",
            "page",
            "left_step",
            "step",
            "area",
            "metric",
            "day",
        ),
        *(
            "act",
            "scope",
            "confirms",
            "bearer",
            "alphabet",
            "pattern",
            "consideration",
            "topic",
            "message_class",
        ),
        *("side", "place", "cause", "app", "name", "role", "purpose", "issued", "totals", "counts", "cursor"),
        *("action", "gives_back", "account", "terms"),
        # Hashes and keys.
        *(
            "lookup",
            "sealed",
            "pin",
            "key_id",
            "last_four",
            "digest",
            "address_hash",
            "request_hash",
            "token_hash",
            "secret_hash",
        ),
        *("session_hash", "password_hash", "fingerprint", "audit_digest", "erased_by"),
        # Who acted is staff, a token, or a system of the shop.
        *("actor_kind", "created_by", "requested_by", "decided_by", "actor"),
    }
)
"""Names of columns that say nothing about a buyer in any table; `name` is one in those that `ERASED` lists."""

SHOP_ONLY = frozenset(
    {
        *(
            "channel_states",
            "compositions",
            "products",
            "resume_requests",
            "reviews",
            "revisions",
            "sample_rows",
        ),
        *(
            "sessions",
            "shop_profiles",
            "shops",
            "sign_ins",
            "staff",
            "test_cards",
            "tokens",
            "tortoise_migrations",
        ),
        *("webhook_endpoints", "card_reports", "stat_days", "stat_deltas", "tombstones"),
    }
)
"""Tables about the shop, its rules and its people; not about who buys."""

ERASED = {
    # Blanked, replaced by a pseudonym, or dropped with their rows; `PLACES` finds them by an index.
    "timers": {"subject"},
    "messages": {"dedupe_key", "recipient", "locale", "reason"},
    "mails": {"recipient", "subject", "text", "html", "headers"},
    "carts": {"email", "phone", "external_id", "doc"},
    "experiment_units": {"unit", "main"},  # `service/sever_experiments.py`, before anything else
    "enrolments": {"reader", "email", "phone", "external_id", "name", "locale", "pending"},
    "consents": {"address", "ip"},
    "permissions": {"address"},
    "suppressions": {"address", "detail"},
    "counters": {"subject"},
    "coupons": {"owner_email", "owner_id", "issued_to"},
    "gift_cards": {"owner_email", "owner_id", "metadata"},
    "card_metadata": {"value"},
    "card_cash_outs": {"note", "reference"},
    "card_publications": {"source_id", "owner_email", "owner_id", "metadata"},
    "customers": {"key", "email", "external_id", "phone", "name", "locale", "birthday", "tags", "tier"},
    "orders": {"email", "external_id", "phone"},
    "erasures": {"subject", "reason"},
    "job_parts": {"content"},
}

KEPT = {
    "consents.wording": "what was agreed to: the proof that the law asks for (J2)",
    "consents.version": "as above",
    "consents.source": "the page where it was agreed to: part of the proof",
    "events.answer": "ids only",
    "receipts.answer": "ids only",
    "redemptions.code": "codes that everybody may use; a coupon's own is nowhere (SEC4)",
    "refused_uses.email": "masked when it is written, and forgotten after some months",
    "refused_uses.reason": "one of a few words",
    "guesses.key": "gone within a day",
    "ledger_transfers.key": "the books: rows are never changed (J12)",
    "ledger_transfers.note": "the books; docs/privacy.md asks staff to name nobody in it",
    "approvals.subject": "the id of a card or job",
    "approvals.key": "a hash",
    "approvals.asked": "a note of staff that becomes the ledger's; docs/privacy.md asks to name nobody in it",
    "approvals.reason": "staff's, or a code; as above",
    "charges.key": "of the built-in gateway: made of ids",
    "sagas.subject": "the id of an offer or contract",
    "card_cash_outs.reason": "one of a few words",
    "erasures.actor_id": "staff",
    "erasures.actor_ip": "of staff",
    "audit.actor_id": "staff, a token, or a system",
    "audit.actor_ip": "of staff or the shop's systems",
    "jobs.actor_id": "staff or a token",
    "experiment_units.experiment": "the name of an experiment",
    "experiment_units.arm": "the name of a variant",
    "experiment_units.split": "shares of variants",
    "experiment_salts.salt": "random",
}


def columns_of(file: Path) -> dict[str, set[str]]:
    """The columns of each table that can hold a text."""
    connection = sqlite3.connect(file)
    try:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {
            table: {
                row[1]
                for row in connection.execute(f'PRAGMA table_info("{table}")')
                if row[2].upper().startswith(("VARCHAR", "CHAR", "TEXT", "BLOB", "JSON"))
            }
            for table in tables
        }
    finally:
        connection.close()


def test_somebody_has_decided_what_an_erasure_makes_of_every_text(migrated_file: Path) -> None:
    decided = {(table, column) for table, columns in SWEPT.items() for column in columns}
    decided |= {(table, column) for table, columns in ERASED.items() for column in columns}
    decided |= {(table, column) for table, column in (one.split(".") for one in KEPT)}
    undecided = {
        f"{table}.{column}"
        for table, columns in columns_of(migrated_file).items()
        if table not in SHOP_ONLY
        for column in columns - NEVER_PERSONAL
        if (table, column) not in decided
    }
    assert set() == undecided, "say in ERASED, SWEPT or KEPT what an erasure makes of these, and do it"


def test_no_decision_is_about_a_column_that_is_not_there(migrated_file: Path) -> None:
    there = {(table, column) for table, columns in columns_of(migrated_file).items() for column in columns}
    decided = {(table, column) for table, columns in (*SWEPT.items(), *ERASED.items()) for column in columns}
    decided |= {(table, column) for table, column in (one.split(".") for one in KEPT)}
    assert set() == decided - there
    assert {table for table, _ in there} >= SHOP_ONLY


def test_every_place_where_rows_are_changed_is_decided() -> None:
    assert set(PLACES) <= set(ERASED)
