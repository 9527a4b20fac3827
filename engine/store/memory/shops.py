"""Shops, revisions and catalogues in memory."""

# ruff: noqa: PLR0913, PLR0917 - the signatures are those of the port

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from engine.model.catalog import Catalog, Product
from engine.model.effects import StartTimer
from engine.model.records import Actor, Page, Receipt, Revision, RevisionState, Shop, SourceFile
from engine.store.announcements import published
from engine.store.memory.part import MemoryPart, of_shop, page_of, write_audit
from engine.store.memory.receipts import is_repeat, keep_receipt, known_receipt
from engine.store.memory.reviews import end_review
from engine.store.memory.state import State
from engine.store.memory.timers import start_timer
from engine.store.memory.webhook_announce import announce
from engine.store.port import StaleRevision

DEFAULT_CURRENCY = "JPY"


class Shops(MemoryPart):
    """Tenants and what they publish."""

    async def add_shop(self, shop: Shop) -> None:
        """Add a shop; one that is there already stays as it is."""
        async with self._tx() as state:
            if shop.id not in state.shops:
                state.shops.put(shop.id, shop)
                state.catalogs.put(shop.id, Catalog(currency=DEFAULT_CURRENCY))

    async def shop(self, shop: str) -> Shop | None:
        """The shop, or None."""
        return self._state.shops.get(shop)

    async def shops(self) -> tuple[Shop, ...]:
        """All shops, by id."""
        return tuple(sorted(self._state.shops.values(), key=lambda shop: shop.id))

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
        async with self._tx() as state:
            if receipt and is_repeat(state, shop, receipt):
                led_to = known_receipt(state, shop, receipt)
                return state.revisions[shop, int(led_to.answer or b"0") if led_to else 0]
            ordered = tuple(sorted(files, key=lambda file: file.path))
            known = sorted(of_shop(state.revisions, shop), key=lambda revision: revision.number)
            if after is not None and after != (known[-1].number if known else 0):
                raise StaleRevision(str(after))
            for revision in known if after is None else ():
                if (revision.fingerprint, revision.files) == (fingerprint, ordered):
                    _keep(state, shop, receipt, revision)
                    return revision
            added = Revision(
                number=known[-1].number + 1 if known else 1,
                state=RevisionState.DRAFT,
                fingerprint=fingerprint,
                files=ordered,
                created_at=now,
                published_at=None,
                created_by=actor.id,
                note=note,
            )
            state.revisions.put((shop, added.number), added)
            _keep(state, shop, receipt, added)
            write_audit(state, shop, now, actor, "revision added", str(added.number), fingerprint=fingerprint)
            return added

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
        async with self._tx() as state:
            stored, revision = state.shops.get(shop), state.revisions.get((shop, number))
            if receipt and revision and is_repeat(state, shop, receipt):
                return revision
            if stored is None or revision is None or stored.live_revision != expected:
                raise StaleRevision(str(number))
            if review is not None:
                end_review(state, shop, review)
            live = _swap(state, stored, replace(revision, note=note or revision.note), now)
            if receipt:
                keep_receipt(state, shop, receipt, event_id=None, answer=None)
            write_audit(
                state, shop, now, actor, "revision made live", str(number), before=str(expected or "")
            )
            for timer in timers:
                start_timer(state, shop, timer)
            announce(state, shop, f"publish:{number}", [published(live, now)], now)
            return live

    async def revision(self, shop: str, number: int) -> Revision | None:
        """One revision, or None."""
        return self._state.revisions.get((shop, number))

    async def revisions(self, shop: str, page: Page) -> tuple[Revision, ...]:
        """Revisions, newest first."""
        return page_of(of_shop(self._state.revisions, shop), page, numbered=True)

    async def newest_revision(self, shop: str) -> int:
        """The largest number."""
        return max((one.number for one in of_shop(self._state.revisions, shop)), default=0)

    async def catalog(self, shop: str) -> Catalog:
        """What the shop sells; an unknown shop sells nothing."""
        return self._state.catalogs.get(shop) or Catalog(currency=DEFAULT_CURRENCY)

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
        async with self._tx() as state:
            before = state.catalogs[shop]  # a LookupError when there is no such shop
            gone = frozenset(remove)
            kept = {sku: product for sku, product in before.products.items() if sku not in gone}
            kept.update((product.sku, product) for product in products)
            version = before.version + 1
            state.catalogs.put(shop, Catalog(currency=currency, products=kept, version=version))
            state.shops.put(shop, replace(state.shops[shop], catalog_version=version))
            counts = {"saved": str(len(products)), "removed": str(len(gone))}
            write_audit(state, shop, now, actor, "products saved", str(version), **counts)
            for timer in timers:
                start_timer(state, shop, timer)
            return version


def _keep(state: State, shop: str, receipt: Receipt | None, revision: Revision) -> None:
    """The key of a request leads to the revision that it stored."""
    if receipt:
        keep_receipt(state, shop, receipt, event_id=None, answer=str(revision.number).encode())


def _swap(state: State, shop: Shop, revision: Revision, now: datetime) -> Revision:
    before = None if shop.live_revision is None else state.revisions.get((shop.id, shop.live_revision))
    if before:
        state.revisions.put((shop.id, before.number), replace(before, state=RevisionState.SUPERSEDED))
    live = replace(revision, state=RevisionState.LIVE, published_at=now)
    state.revisions.put((shop.id, live.number), live)
    state.shops.put(shop.id, replace(shop, live_revision=live.number))
    return live
