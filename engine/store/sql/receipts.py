"""Idempotency keys in SQL (C23)."""

# ruff: noqa: PLR0917 - a row has what it has

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.model.records import Receipt
from engine.store.port import ReceiptMismatch
from engine.store.sql.codec import micros
from engine.store.sql.database import Tx
from engine.store.sql.session import Row

FIND = "SELECT request_hash, event_id, answer FROM receipts WHERE shop = ? AND key = ?"


class NotDone(Exception):
    """There was nothing to do: the transaction is rolled back, and with it the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReceipt:
    """What a key led to."""

    event_id: str | None
    answer: bytes | None


def read_receipt(rows: Sequence[Row], receipt: Receipt) -> StoredReceipt | None:
    """What `FIND` found. Raises ReceiptMismatch when the key was used for another request."""
    if not rows:
        return None
    request_hash, event_id, answer = rows[0]
    if not hmac.compare_digest(bytes.fromhex(request_hash), receipt.request_hash):
        raise ReceiptMismatch(receipt.key)
    return StoredReceipt(event_id=event_id, answer=None if answer is None else bytes(answer))


async def find_receipt(tx: Tx, shop: str, receipt: Receipt) -> StoredReceipt | None:
    """What the key led to, or None. Raises ReceiptMismatch."""
    return read_receipt(await tx.rows(FIND, shop, receipt.key), receipt)


def event_of_key(stored: StoredReceipt | None, receipt: Receipt) -> str:
    """The event that a key led to. Raises ReceiptMismatch when it led to something else, such as a publication."""
    if stored is None or stored.event_id is None:
        raise ReceiptMismatch(receipt.key)
    return stored.event_id


def refuse_event_key(stored: StoredReceipt | None, receipt: Receipt) -> None:
    """Raise ReceiptMismatch when the key led to an event."""
    if stored and stored.event_id is not None:
        raise ReceiptMismatch(receipt.key)


async def keep_receipt(
    tx: Tx, shop: str, receipt: Receipt, event_id: str | None, answer: bytes | None, now: datetime
) -> bool:
    """Store a key with what it led to; False when the key is there already."""
    columns = "shop", "key", "request_hash", "event_id", "answer", "at"
    row = shop, receipt.key, receipt.request_hash.hex(), event_id, answer, micros(now)
    return bool(
        await tx.insert("receipts", columns, [row], "ON CONFLICT (shop, key) DO NOTHING RETURNING key")
    )


async def served_before(
    tx: Tx, shop: str, receipt: Receipt | None, answer: bytes | None, now: datetime
) -> StoredReceipt | None:
    """What the key of a request that is no event led to; else None, and from now on it leads to `answer`.

    First in its transaction, so that twins wait for each other; what is not done then must be rolled back.
    Raises ReceiptMismatch.
    """
    if receipt is None or await keep_receipt(tx, shop, receipt, None, answer, now):
        return None
    stored = await find_receipt(tx, shop, receipt)
    refuse_event_key(stored, receipt)
    return stored
