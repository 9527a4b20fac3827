"""An empty database with all tables, kept by the process that made the first one, so that a second is there at once.

Migrating takes seconds of computing; whoever opens a sandbox or starts it anew would wait for them each time.
"""

import os
import sqlite3
from pathlib import Path


class Blueprint:
    """What every new file begins as; empty until the first file was migrated."""

    def __init__(self) -> None:
        self._content = b""

    def lay(self, path: Path) -> bool:
        """Begin the new or empty file `path` with the tables; False when nothing is kept yet, or it has content."""
        if not self._content or (path.exists() and path.stat().st_size > 0):
            return False
        # Beside it first: a file that was only begun would count as damaged.
        begun = path.with_name(path.name + ".new")
        with begun.open("wb") as file:
            file.write(self._content)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
        return True

    def keep(self, path: Path) -> None:
        """Remember the file that was just migrated; the caller says that nothing else is in it."""
        connection = sqlite3.connect(path)
        try:
            self._content = connection.serialize()
        finally:
            connection.close()


BLUEPRINT = Blueprint()
"""Of this process: its program has one set of migrations."""
