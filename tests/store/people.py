"""People and sessions for tests of the store."""

from datetime import timedelta
from typing import Any

from engine.model.staff import Role, StaffMember, StaffSession, StaffState
from tests.store.builders import NOW, SHOP


def member(identity: str = "s1", **parts: Any) -> StaffMember:
    """An active owner, but for `parts`."""
    usual: dict[str, Any] = {
        "id": identity,
        "shop": SHOP,
        "email": f"{identity}@shop.example",
        "name": "山田",
        "role": Role.OWNER,
        "state": StaffState.ACTIVE,
        "created_at": NOW,
    }
    return StaffMember(**(usual | parts))


def session(staff_id: str = "s1", name: str = "session", **parts: Any) -> StaffSession:
    """A session of eight hours, but for `parts`."""
    usual: dict[str, Any] = {
        "id": f"id of {name}",
        "shop": SHOP,
        "staff_id": staff_id,
        "made_at": NOW,
        "until": NOW + timedelta(hours=8),
        "used_at": NOW,
        "confirmed_at": NOW,
        "ip": "203.0.113.7",
        "browser": "Firefox",
    }
    return StaffSession(**(usual | parts))
