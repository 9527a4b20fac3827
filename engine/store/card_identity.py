"""Ids of ledger rows that follow from what they are about, and the names of accounts."""

import hashlib
import secrets

from engine.model.card_effects import CreditCard, RestoreCard, SpendCard


def _hashed(*parts: str) -> str:
    # Lengths go in, so that no two lists of parts run together to the same text.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def transfer_id(key: str) -> str:
    """One transfer per key, for ever (I26); the lot of a credit has the same id."""
    return "t_" + _hashed("transfer", key)


def first_lot(card_id: str) -> str:
    """The lot of what a card was credited with when it was made."""
    return transfer_id(f"credit:publication:{card_id}")


def key_of(effect: CreditCard | SpendCard | RestoreCard) -> str:
    """The ledger key: a card pays once per order, and is given back to once per refund."""
    match effect:
        case CreditCard():
            return f"credit:{effect.key}"
        case SpendCard():
            return f"spend:{len(effect.order_id)}:{effect.order_id}:{effect.card_id}"
        case RestoreCard():
            order, refund = effect.order_id, effect.refund_id
            return f"refund:{len(order)}:{order}:{len(refund)}:{refund}:{effect.card_id}"


def cash_out_id(card_id: str) -> str:
    """A card is paid out once."""
    return "co_" + _hashed("cash out", card_id)


def new_card_hold_id() -> str:
    """A random id: one cart may hold the same card many times, one after the other."""
    return "gh_" + secrets.token_hex(16)


# ---- accounts: where value comes from and goes to


def card_account(card_id: str) -> str:
    """What the shop owes to the holder of a card."""
    return f"card/{card_id}"


def funding(campaign: str) -> str:
    """What was put on the cards of a campaign; below zero by all of it."""
    return f"funding/{campaign}"


def opening(campaign: str) -> str:
    """What cards held when they came from another system; below zero by all of it."""
    return f"opening/{campaign}"


def sales(campaign: str) -> str:
    """What orders were paid with, less what was given back."""
    return f"sales/{campaign}"


def breakage(campaign: str) -> str:
    """What ended unused, or was forfeited."""
    return f"breakage/{campaign}"


def payout(campaign: str) -> str:
    """What was paid out in money."""
    return f"payout/{campaign}"
