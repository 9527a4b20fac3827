"""Idempotency keys in memory (C23)."""

import hmac

from engine.model.records import Receipt
from engine.store.memory.state import State, StoredReceipt
from engine.store.port import ReceiptMismatch


def known_receipt(state: State, shop: str, receipt: Receipt) -> StoredReceipt | None:
    """The receipt stored under this key. Raises ReceiptMismatch when it was for another request."""
    stored = state.receipts.get((shop, receipt.key))
    if stored and not hmac.compare_digest(stored.request_hash, receipt.request_hash):
        raise ReceiptMismatch(receipt.key)
    return stored


def is_repeat(state: State, shop: str, receipt: Receipt) -> bool:
    """Whether this very request, which is no event, was served before. Raises ReceiptMismatch."""
    stored = known_receipt(state, shop, receipt)
    if stored and stored.event_id is not None:
        raise ReceiptMismatch(receipt.key)
    return stored is not None


def keep_receipt(
    state: State, shop: str, receipt: Receipt, *, event_id: str | None, answer: bytes | None
) -> None:
    """Store a key with what it led to."""
    stored = StoredReceipt(request_hash=receipt.request_hash, event_id=event_id, answer=answer)
    state.receipts.put((shop, receipt.key), stored)


def served_before(
    state: State, shop: str, receipt: Receipt | None, answer: bytes | None
) -> StoredReceipt | None:
    """What the key of a request that is no event led to; else None, and from now on it leads to `answer`.

    Raises ReceiptMismatch.
    """
    if receipt is None:
        return None
    if is_repeat(state, shop, receipt):
        return known_receipt(state, shop, receipt)
    keep_receipt(state, shop, receipt, event_id=None, answer=answer)
    return None
