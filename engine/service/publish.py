"""Rule files become a live revision, and an older one live again."""

from collections.abc import Sequence

from engine.model.answers import Checked, Published, RulesRefused
from engine.model.decision import Rejection
from engine.model.records import Actor, Receipt, SourceFile
from engine.service.engine import Engine


async def check_sources(
    engine: Engine, shop: str, files: Sequence[SourceFile], *, language: str = "en"
) -> Checked:
    """Compile rule files against the shop's catalogue and say what is wrong; stores nothing."""
    raise NotImplementedError


async def publish(
    engine: Engine,
    shop: str,
    files: Sequence[SourceFile],
    *,
    expected: int | None,
    actor: Actor,
    note: str = "",
    receipt: Receipt | None = None,
    language: str = "en",
) -> Published | RulesRefused | Rejection:
    """Make rule files live if `expected` is still the live revision (None: none is live yet), else STALE_REVISION."""
    raise NotImplementedError


async def rollback(
    engine: Engine,
    shop: str,
    number: int,
    *,
    expected: int | None,
    actor: Actor,
    receipt: Receipt | None = None,
    language: str = "en",
) -> Published | RulesRefused | Rejection:
    """Make revision `number` live again, checked against the catalogue of today."""
    raise NotImplementedError
