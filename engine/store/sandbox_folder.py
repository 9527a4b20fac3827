"""Where the sandboxes of an installation keep their databases: one folder per shop, in it one per generation."""

import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from engine.model.sandbox import RuleSource, SandboxState

STATE = "state.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxFolder:
    """The files of one shop's sandbox; they are made when they are first written.

    A reset makes a new generation and removes the old one, so that a process which still has the old database open
    is never shown half of it.
    """

    path: Path

    def read(self) -> SandboxState:
        """What is remembered; the beginning when there is nothing yet or it cannot be read."""
        try:
            written = json.loads((self.path / STATE).read_text(encoding="utf-8"))
            return SandboxState(
                generation=int(written["generation"]),
                ahead=timedelta(seconds=float(written["ahead"])),
                source=None if written["source"] is None else RuleSource(written["source"]),
                example=str(written.get("example", "")),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return SandboxState(generation=self._newest())

    def write(self, state: SandboxState) -> None:
        """Remember `state`, all of it or nothing."""
        self.path.mkdir(parents=True, exist_ok=True)
        text = json.dumps(
            {
                "generation": state.generation,
                "ahead": state.ahead.total_seconds(),
                "source": None if state.source is None else state.source.value,
                "example": state.example,
            }
        )
        with tempfile.NamedTemporaryFile("w", dir=self.path, delete=False, encoding="utf-8") as file:
            file.write(text)
        Path(file.name).replace(self.path / STATE)

    def generation(self, number: int) -> Path:
        """The folder of one generation, made now if there is none. Only its owner may read it."""
        folder = self.path / str(number)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def remove_before(self, number: int) -> None:
        """Remove all older generations."""
        for folder in self._generations():
            if int(folder.name) < number:
                shutil.rmtree(folder, ignore_errors=True)

    def _newest(self) -> int:
        return max((int(folder.name) for folder in self._generations()), default=1)

    def _generations(self) -> list[Path]:
        if not self.path.is_dir():
            return []
        return [one for one in self.path.iterdir() if one.is_dir() and one.name.isdecimal()]
