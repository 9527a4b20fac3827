"""Withdrawals that came while the database was away: on the disk at once, in the ledger once it is back (J4)."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from engine.model.inbound_sms import InboundSms

WAITING, REFUSED = ".json", ".refused"
LOCK = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptOptOut:
    """A withdrawal as it came: by the link of a message, of everything or of its list, or by an SMS."""

    shop: str
    at: datetime
    message_id: str = ""
    list_only: bool = False
    source: str = ""
    ip: str = ""
    sms: InboundSms | None = None


@dataclass(frozen=True, slots=True)
class OptOutSpool:
    """The files of one folder; every method may raise OSError."""

    folder: Path

    def keep(self, one: KeptOptOut) -> None:
        """Write it so that it outlives the loss of power in the next moment."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        octets = _write(one)
        name = f"{one.at:%Y%m%dT%H%M%S%f}-{hashlib.sha256(octets).hexdigest()[:16]}"
        begun = self.folder / f"{name}.part"
        descriptor = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it says who it was
        with os.fdopen(descriptor, "wb") as file:
            file.write(octets)
            file.flush()
            os.fsync(file.fileno())
        begun.rename(self.folder / f"{name}{WAITING}")
        _sync(self.folder)

    def waiting(self) -> tuple[Path, ...]:
        """Files that wait, oldest first; none when nothing was ever kept."""
        try:
            return tuple(sorted(one for one in self.folder.iterdir() if one.suffix == WAITING))
        except FileNotFoundError:
            return ()

    def read(self, path: Path) -> KeptOptOut | None:
        """What a file says; None: it is none of ours."""
        try:
            return _read(orjson.loads(path.read_bytes()))
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            return None

    def done(self, path: Path) -> None:
        """It is in the ledger."""
        path.unlink(missing_ok=True)

    def refuse(self, path: Path) -> None:
        """It cannot be done, now or later: kept for a person to look at."""
        path.rename(path.with_suffix(REFUSED))

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether no other process works on the folder; if so, none does until the end of the block."""
        with (self.folder / LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(one: KeptOptOut) -> bytes:
    sms = None if one.sms is None else [one.sms.id, one.sms.sender, one.sms.text, one.sms.answered]
    said = {"shop": one.shop, "at": one.at.isoformat(), "message_id": one.message_id, "sms": sms}
    return orjson.dumps(said | {"list_only": one.list_only, "source": one.source, "ip": one.ip})


def _read(said: dict[str, object]) -> KeptOptOut:
    sms, told = said["sms"], {name: str(said[name]) for name in ("shop", "message_id", "source", "ip")}
    return KeptOptOut(
        **told,
        at=datetime.fromisoformat(str(said["at"])),
        list_only=bool(said["list_only"]),
        sms=_sms(sms) if isinstance(sms, list) else None,
    )


def _sms(said: list[object]) -> InboundSms:
    identity, sender, text, answered = said
    return InboundSms(id=str(identity), sender=str(sender), text=str(text), answered=bool(answered))
