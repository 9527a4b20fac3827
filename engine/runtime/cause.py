"""Why and to whom something is granted: a paid order, a day of a customer's, a coupon that was used."""

import hashlib
from dataclasses import dataclass

from engine.model.cart import Buyer
from engine.model.customer import customer_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """`receiver` gets what is granted. `occurrence` tells apart what has no order, or what one order causes twice."""

    receiver: Buyer
    order_id: str = ""
    occurrence: str = ""
    test: bool = False

    @property
    def key(self) -> str | None:
        """Under what the receiver is stored as a customer."""
        return customer_key(self.receiver.email, self.receiver.external_id)

    def coupon_id(self, rule: str) -> str:
        """The id of the coupon that `rule` issues: a retry of the event is the same coupon (I13)."""
        return coupon_id(rule, self.order_id, self.occurrence or "0")


def coupon_id(rule: str, order_id: str, occurrence: str = "0") -> str:
    """A stable id for what `rule` issues for an order, or for an occurrence without one."""
    source = f"{rule}\x1f{order_id}\x1f{occurrence}"
    return "c_" + hashlib.sha256(source.encode()).hexdigest()[:32]


def buyer_of(key: str) -> Buyer:
    """The least that is known of a customer: what the key says."""
    return Buyer(external_id=key.removeprefix("id:")) if key.startswith("id:") else Buyer(email=key)
