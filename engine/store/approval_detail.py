"""What the audit trail says of a request."""

from engine.model.approval import Approval


def asked_detail(asked: Approval) -> dict[str, str]:
    """What was asked for; notes stay with the request."""
    return {"kind": asked.kind.value, "about": asked.subject, "amount": str(asked.amount)}
