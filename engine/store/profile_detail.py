"""What the audit trail says about changed settings."""

from engine.model.shop_profile import ShopProfile


def changes(before: ShopProfile, after: ShopProfile) -> dict[str, str]:
    """Settings that changed, with their new values; of addresses only how many there are."""
    now = {"colour": after.colour, "language": after.language, "review_required": str(after.review_required)}
    old = {
        "colour": before.colour,
        "language": before.language,
        "review_required": str(before.review_required),
    }
    said = {name: value for name, value in now.items() if value != old[name]}
    return said | ({} if before.testers == after.testers else {"testers": str(len(after.testers))})
