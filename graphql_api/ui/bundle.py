"""A built app as it is served: an allow-list of files in memory, compressed once."""

import gzip
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

IN_A_WHEEL = Path(__file__).resolve().parent / "dist"
DIST = IN_A_WHEEL if IN_A_WHEEL.is_dir() else IN_A_WHEEL.parents[2] / "admin-ui" / "dist"
"""The built apps: carried by a wheel, or where `scripts/ui.sh` leaves them."""

WORTH_COMPRESSING = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})
LEVEL = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file whose name holds a hash of its content."""

    media_type: str
    plain: bytes
    gzipped: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """An app: its page, and the files that it may load, by their path below `assets/`."""

    stamp: int
    page: str
    assets: Mapping[str, Asset]


def stamp_of(dist: Path) -> int | None:
    """When the apps in `dist` were built, in nanoseconds; None when they were not."""
    try:
        return (dist / "BUILD.json").stat().st_mtime_ns
    except OSError:
        return None


def read_bundle(dist: Path, app: str) -> Bundle | None:
    """The app `admin` or `sandbox` of `dist`; None when it was not built. Reads and compresses about 1 MB."""
    stamp = stamp_of(dist)
    folder = dist / app
    if stamp is None or not (folder / "index.html").is_file():
        return None
    assets = folder / "assets"
    return Bundle(
        stamp=stamp,
        page=(folder / "index.html").read_text(encoding="utf-8"),
        assets={
            path.relative_to(assets).as_posix(): _asset(path) for path in assets.rglob("*") if path.is_file()
        },
    )


def _asset(path: Path) -> Asset:
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    plain = path.read_bytes()
    worth = media_type in WORTH_COMPRESSING
    return Asset(
        media_type=media_type, plain=plain, gzipped=gzip.compress(plain, LEVEL, mtime=0) if worth else None
    )
