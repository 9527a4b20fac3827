"""Refused uses of coupons that are not written yet: noting one is a step in memory, so that no quote waits."""

from engine.model.refused_use import RefusedUse, sameness, together

LARGEST = 10_000
"""Different refusals that are remembered until the next writing; what comes after them is dropped."""


class RefusedMemory:
    """Refused uses by shop, the same within a minute counted."""

    def __init__(self) -> None:
        self._noted: dict[tuple[object, ...], tuple[str, RefusedUse]] = {}

    def note(self, shop: str, use: RefusedUse) -> None:
        """Remember one, unless too many are remembered already."""
        same = (shop, *sameness(use))
        _, known = self._noted.get(same, (shop, None))
        if known is not None:
            self._noted[same] = (shop, together(known, use))
        elif len(self._noted) < LARGEST:
            self._noted[same] = (shop, use)

    def take(self) -> list[tuple[str, RefusedUse]]:
        """All of them, which are then forgotten."""
        taken, self._noted = list(self._noted.values()), {}
        return taken

    def of(self, shop: str, coupon_id: str) -> tuple[RefusedUse, ...]:
        """Those of one coupon."""
        return tuple(
            use for whose, use in self._noted.values() if (whose, use.coupon_id) == (shop, coupon_id)
        )
