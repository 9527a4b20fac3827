"""The books of the shop's server: what it remembers of each payment, one file each, all of it or nothing."""

import re
import secrets
import tempfile
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson

from engine.service.outage import StoreUnavailable

PAYMENT_ID = re.compile(r"T-[0-9A-F]{8}")


class PaymentState(StrEnum):
    """How far a payment has come."""

    AT_GATEWAY = "at_gateway"  # the buyer is on the payment page
    REFUSED = "refused"  # the gateway said no; nothing was taken, and the order is known as failed
    AUTHORISED = "authorised"  # the buyer is back and sees the confirmation (S1.45)
    UNKNOWN = "unknown"  # the money was asked for and no answer came: ask the gateway, never charge again
    PAID = "paid"  # the money has arrived and the order is recorded
    RETURNED = "returned"  # the order could not be recorded, the money went back


class Told(StrEnum):
    """What the test gateway was told to do."""

    APPROVE = "approve"
    REFUSE = "refuse"
    TIME_OUT = "time_out"  # it takes the money, and its answer is lost
    TWICE = "twice"  # it takes the money, and reports it twice
    SCREEN = "screen"  # a fraud screening keeps the order back and sends the buyer to another page (S3.8)


@dataclass(slots=True, kw_only=True)
class Payment:
    """A cart on its way to an order; `id` becomes the order's id. `quote` is the API's, as last shown."""

    id: str
    lines: list[dict[str, Any]]
    buyer: dict[str, Any]
    shipping: int  # minor units
    codes: list[str]
    cart_token: str
    quote: dict[str, Any]
    holds: list[str] = field(default_factory=list)
    gift_cards: list[str] = field(default_factory=list)
    card_holds: list[str] = field(default_factory=list)
    state: PaymentState = PaymentState.AT_GATEWAY
    told: Told | None = None
    captured: int | None = None  # minor units that the gateway has taken
    reports: int = 0  # how often the gateway reported it
    late: bool = False  # recorded only after the gateway was asked
    repeated: int = 0  # how often the API answered: recorded before
    order: dict[str, Any] | None = None  # the answer of `orderRecord`
    refunds: list[dict[str, Any]] = field(default_factory=list)  # answers of `orderRefund`, oldest first
    message: str = ""  # why it came to nothing, for the buyer


class Books:
    """Payments in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "payments"

    def new_id(self) -> str:
        """An id that no payment has."""
        return f"T-{secrets.token_hex(4).upper()}"

    def save(self, payment: Payment) -> None:
        """Write a payment down. Raises StoreUnavailable when the sandbox was reset meanwhile."""
        try:
            self._folder.mkdir(exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile("wb", dir=self._folder, delete=False) as file:
                file.write(orjson.dumps(asdict(payment)))
            Path(file.name).replace(self._path(payment.id))
        except FileNotFoundError:
            raise StoreUnavailable("the sandbox was reset") from None

    def find(self, payment_id: str) -> Payment | None:
        """The payment of that id, if there is one."""
        if not PAYMENT_ID.fullmatch(payment_id):
            return None
        try:
            written = orjson.loads(self._path(payment_id).read_bytes())
        except FileNotFoundError:
            return None
        told = written.pop("told")
        return Payment(
            **(
                written
                | {"state": PaymentState(written["state"]), "told": None if told is None else Told(told)}
            )
        )

    def _path(self, payment_id: str) -> Path:
        return self._folder / f"{payment_id}.json"
