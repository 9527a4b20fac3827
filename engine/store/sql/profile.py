"""A shop's own settings, in SQL."""

from collections.abc import Sequence
from datetime import datetime

import orjson

from engine.model.approval import RoleLimit
from engine.model.records import Actor
from engine.model.shop_profile import ShopProfile
from engine.model.staff import Role
from engine.store.profile_detail import changes
from engine.store.sql.database import Tx
from engine.store.sql.part import SqlPart, write_audit
from engine.store.sql.session import Row

FIND = "SELECT doc FROM shop_profiles WHERE shop = ?"


class Profiles(SqlPart):
    """Reading and setting."""

    async def shop_profile(self, shop: str) -> ShopProfile:
        """The settings."""
        return _profile(await self._db.read(FIND, shop))

    async def save_shop_profile(
        self, shop: str, name: str, profile: ShopProfile, actor: Actor, now: datetime
    ) -> None:
        """Set them."""

        async def save(tx: Tx) -> None:
            before = _profile(await tx.rows(FIND, shop))
            await write_audit(tx, shop, now, actor, "shop settings changed", shop, changes(before, profile))
            await tx.rows("UPDATE shops SET name = ? WHERE id = ?", name, shop)
            then = "ON CONFLICT (shop) DO UPDATE SET doc = excluded.doc"
            await tx.insert(
                "shop_profiles",
                ("shop", "doc"),
                [(shop, orjson.dumps(profile, default=sorted).decode())],
                then,
            )

        await self._db.write(save)


def _profile(found: Sequence[Row]) -> ShopProfile:
    if not found:
        return ShopProfile()
    doc = orjson.loads(found[0][0])
    roles = frozenset(map(Role, doc.get("second_factor_roles", ())))
    limits = tuple(RoleLimit(**{**one, "role": Role(one["role"])}) for one in doc.get("limits", ()))
    testers = tuple(doc["testers"])
    return ShopProfile(**{**doc, "testers": testers, "second_factor_roles": roles, "limits": limits})
