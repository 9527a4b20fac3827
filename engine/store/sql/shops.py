"""Shops, revisions and catalogues in SQL."""

# ruff: noqa: PLR0913, PLR0917, S608 - the port's signatures; only our own names are put into statements

from collections.abc import Sequence
from datetime import datetime

from engine.model.catalog import Catalog, Product
from engine.model.effects import StartTimer
from engine.model.records import Actor, Page, Receipt, Revision, RevisionState, Shop, SourceFile
from engine.store.announcements import published
from engine.store.chain import GENESIS
from engine.store.port import StaleRevision
from engine.store.sql.codec import from_json, instant, maybe_instant, micros, to_json
from engine.store.sql.database import Tx
from engine.store.sql.part import Filter, SqlPart, page_of, write_audit
from engine.store.sql.receipts import find_receipt, keep_receipt, refuse_event_key
from engine.store.sql.reviews import end_review
from engine.store.sql.session import Row
from engine.store.sql.timers import start_timers
from engine.store.sql.webhook_announce import announce

DEFAULT_CURRENCY = "JPY"
SHOP = "id, name, created_at, live_revision, catalog_version"
REVISION = "number, state, fingerprint, files, created_at, published_at, created_by, note"


class Shops(SqlPart):
    """Tenants and what they publish."""

    async def add_shop(self, shop: Shop) -> None:
        """Add a shop; one that is there already stays as it is."""
        columns = *SHOP.split(", "), "currency", "audit_number", "audit_digest"
        given = shop.id, shop.name, micros(shop.created_at), shop.live_revision, shop.catalog_version
        row = *given, DEFAULT_CURRENCY, 0, GENESIS
        await self._db.write(lambda tx: tx.insert("shops", columns, [row], "ON CONFLICT DO NOTHING"))

    async def shop(self, shop: str) -> Shop | None:
        """The shop, or None."""
        rows = await self._db.read(f"SELECT {SHOP} FROM shops WHERE id = ?", shop)
        return _shop(rows[0]) if rows else None

    async def shops(self) -> tuple[Shop, ...]:
        """All shops, by id."""
        return tuple(map(_shop, await self._db.read(f"SELECT {SHOP} FROM shops ORDER BY id")))

    async def add_revision(
        self,
        shop: str,
        files: Sequence[SourceFile],
        fingerprint: str,
        actor: Actor,
        note: str,
        now: datetime,
        after: int | None = None,
        receipt: Receipt | None = None,
    ) -> Revision:
        """Store a draft, or find the equal revision."""
        text = to_json(tuple(sorted(files, key=lambda file: file.path)))

        async def add(tx: Tx) -> Revision:
            # The shop's row first: two drafts of one shop get their numbers one after the other.
            await tx.rows("UPDATE shops SET audit_number = audit_number WHERE id = ?", shop)
            if receipt and (led_to := await find_receipt(tx, shop, receipt)):
                refuse_event_key(led_to, receipt)
                number = int(led_to.answer or b"0")
                return _revision(await tx.row(f"{of_number} WHERE shop = ? AND number = ?", shop, number))
            same = f"SELECT {REVISION} FROM revisions WHERE shop = ? AND fingerprint = ? AND files = ? ORDER BY number"
            if after is None and (known := await tx.row(same, shop, fingerprint, text)):
                found = _revision(known)
                if receipt:
                    await keep_receipt(tx, shop, receipt, None, str(found.number).encode(), now)
                return found
            last = await tx.row("SELECT COALESCE(MAX(number), 0) FROM revisions WHERE shop = ?", shop)
            if after is not None and (not last or last[0] != after):
                raise StaleRevision(str(after))
            number = 1 + (last[0] if last else 0)
            if receipt:
                await keep_receipt(tx, shop, receipt, None, str(number).encode(), now)
            row = shop, number, RevisionState.DRAFT, fingerprint, text, micros(now), None, actor.id, note
            added = await tx.insert(
                "revisions", ("shop", *REVISION.split(", ")), [row], f"RETURNING {REVISION}"
            )
            await write_audit(
                tx, shop, now, actor, "revision added", str(number), {"fingerprint": fingerprint}
            )
            return _revision(added[0])

        of_number = f"SELECT {REVISION} FROM revisions"
        return await self._db.write(add)

    async def make_live(
        self,
        shop: str,
        number: int,
        expected: int | None,
        actor: Actor,
        receipt: Receipt | None,
        now: datetime,
        timers: Sequence[StartTimer] = (),
        review: int | None = None,
        note: str = "",
    ) -> Revision:
        """Swap the live revision."""

        async def swap(tx: Tx) -> Revision:
            if receipt and not await keep_receipt(tx, shop, receipt, None, None, now):
                refuse_event_key(await find_receipt(tx, shop, receipt), receipt)
                return _revision(await tx.row(f"{of_number} WHERE shop = ? AND number = ?", shop, number))
            await _swap(tx, shop, number, expected)
            if review is not None:
                await end_review(tx, shop, review)
            await tx.rows(
                "UPDATE revisions SET state = 'superseded' WHERE shop = ? AND state = 'live' AND number <> ?",
                shop,
                number,
            )
            live = await tx.row(
                "UPDATE revisions SET state = 'live', published_at = ?, "
                "note = COALESCE(NULLIF(?, ''), note) WHERE shop = ? AND number = ? "
                f"RETURNING {REVISION}",
                micros(now),
                note,
                shop,
                number,
            )
            if live is None:
                raise StaleRevision(str(number))
            detail = {"before": str(expected or "")}
            await write_audit(tx, shop, now, actor, "revision made live", str(number), detail)
            await start_timers(tx, shop, timers)
            await announce(tx, shop, f"publish:{number}", [published(_revision(live), now)], now)
            return _revision(live)

        of_number = f"SELECT {REVISION} FROM revisions"
        return await self._db.write(swap)

    async def revision(self, shop: str, number: int) -> Revision | None:
        """One revision, or None."""
        rows = await self._db.read(
            f"SELECT {REVISION} FROM revisions WHERE shop = ? AND number = ?", shop, number
        )
        return _revision(rows[0]) if rows else None

    async def revisions(self, shop: str, page: Page) -> tuple[Revision, ...]:
        """Revisions, newest first."""
        return tuple(
            map(_revision, await page_of(self._db, REVISION, "revisions", ("number",), page, Filter(shop)))
        )

    async def newest_revision(self, shop: str) -> int:
        """The largest number."""
        (row,) = await self._db.read("SELECT COALESCE(MAX(number), 0) FROM revisions WHERE shop = ?", shop)
        return int(row[0])

    async def catalog(self, shop: str) -> Catalog:
        """What the shop sells; an unknown shop sells nothing."""
        rows = await self._db.read(
            "SELECT s.currency, s.catalog_version, p.doc FROM shops s LEFT JOIN products p ON p.shop = s.id "
            "WHERE s.id = ? ORDER BY p.sku",
            shop,
        )
        if not rows:
            return Catalog(currency=DEFAULT_CURRENCY)
        products = [from_json(doc, Product) for _, _, doc in rows if doc is not None]
        return Catalog(
            currency=rows[0][0], version=rows[0][1], products={product.sku: product for product in products}
        )

    async def save_products(
        self,
        shop: str,
        products: Sequence[Product],
        remove: Sequence[str],
        currency: str,
        actor: Actor,
        now: datetime,
        timers: Sequence[StartTimer] = (),
    ) -> int:
        """Upsert and remove products."""
        kept = {product.sku: (shop, product.sku, to_json(product)) for product in products}
        gone = frozenset(remove)

        async def save(tx: Tx) -> int:
            head = await tx.row(
                "UPDATE shops SET catalog_version = catalog_version + 1, currency = ? WHERE id = ? "
                "RETURNING catalog_version",
                currency,
                shop,
            )
            if head is None:
                raise LookupError(f"no shop {shop!r}")
            for sku in sorted(gone):
                await tx.rows("DELETE FROM products WHERE shop = ? AND sku = ?", shop, sku)
            then = "ON CONFLICT (shop, sku) DO UPDATE SET doc = excluded.doc"
            await tx.insert("products", ("shop", "sku", "doc"), list(kept.values()), then)
            counts = {"saved": str(len(products)), "removed": str(len(gone))}
            await write_audit(tx, shop, now, actor, "products saved", str(head[0]), counts)
            await start_timers(tx, shop, timers)
            return int(head[0])

        return await self._db.write(save)


async def _swap(tx: Tx, shop: str, number: int, expected: int | None) -> None:
    unchanged = "live_revision IS NULL" if expected is None else "live_revision = ?"
    parameters: list[int | str] = [number, shop] if expected is None else [number, shop, expected]
    if (
        await tx.row(
            f"UPDATE shops SET live_revision = ? WHERE id = ? AND {unchanged} RETURNING id", *parameters
        )
        is None
    ):
        raise StaleRevision(str(number))


def _shop(row: Row) -> Shop:
    identity, name, created_at, live, version = row
    return Shop(
        id=identity, name=name, created_at=instant(created_at), live_revision=live, catalog_version=version
    )


def _revision(row: Row) -> Revision:
    number, state, fingerprint, files, created_at, published_at, created_by, note = row
    return Revision(
        number=number,
        state=RevisionState(state),
        fingerprint=fingerprint,
        files=from_json(files, tuple[SourceFile, ...]),
        created_at=instant(created_at),
        published_at=maybe_instant(published_at),
        created_by=created_by,
        note=note,
    )
