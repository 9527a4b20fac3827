"""What the audit trail says about changed settings."""

from dataclasses import asdict

from engine.model.approval import RoleLimit
from engine.model.shop_profile import ShopProfile


def changes(before: ShopProfile, after: ShopProfile) -> dict[str, str]:
    """Settings that changed, with their new values; of addresses only how many there are."""
    old, now = _shown(before), _shown(after)
    said = {name: value for name, value in now.items() if value != old[name]}
    return said | ({} if before.testers == after.testers else {"testers": str(len(after.testers))})


def _shown(profile: ShopProfile) -> dict[str, str]:
    return {
        "colour": profile.colour,
        "language": profile.language,
        "review_required": str(profile.review_required),
        "second_factor_roles": ", ".join(sorted(profile.second_factor_roles)),
        "limits": "; ".join(map(_limit, profile.limits)),
    }


def _limit(limit: RoleLimit) -> str:
    said = {name: value for name, value in asdict(limit).items() if name != "role" and value is not None}
    return f"{limit.role.value}: " + ", ".join(f"{name} {value}" for name, value in said.items())
