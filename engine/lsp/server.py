"""An editor's connection: which folders are open, and when they are checked."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from engine.lsp import findings
from engine.lsp.desk import Desk
from engine.lsp.folder import Snapshot

PAUSE = 0.15
"""Seconds of quiet before a changed folder is checked."""


class RuleServer(LanguageServer):
    """One editor's connection. Messages are in Japanese when the editor is, or when it asks so."""

    def __init__(self) -> None:
        super().__init__("otoku", "0.1.0")
        self.language = "en"
        self._desk: Desk | None = None
        self._waiting: dict[Path | str, asyncio.TimerHandle] = {}
        self._told: dict[Path, set[str]] = {}

    @property
    def desk(self) -> Desk:
        """The open folders."""
        if self._desk is None:
            self._desk = Desk(workspace=self.workspace)
        return self._desk

    def changed(self, uri: str, *, files_too: bool = True) -> None:
        """Check the folder of a document after a pause in typing; only then do its files stay the same ones."""
        root = self.desk.changed(uri, files_too=files_too)
        key: Path | str = root or uri
        if key in self._waiting:
            self._waiting.pop(key).cancel()
        check: Callable[[], None] = (lambda: self._check(root)) if root else (lambda: self._check_text(uri))

        def due() -> None:
            self._waiting.pop(key, None)
            check()

        self._waiting[key] = asyncio.get_running_loop().call_later(PAUSE, due)

    def _check(self, root: Path) -> None:
        snapshot = self.desk.look(root)
        found = {
            snapshot.file(path).as_uri(): told
            for path, told in findings.findings(snapshot, self.language).items()
        }
        if snapshot.catalog_path is not None:
            found[snapshot.catalog_path.as_uri()] = findings.bad_rows(snapshot.bad_rows, self.language)
        for uri in self._told.get(root, set()) - set(found):
            self._tell(uri, [])
        for uri, told in found.items():
            if told or uri in self._told.get(root, set()) or self.desk.shown(uri):
                self._tell(uri, told)
        self._told[root] = {uri for uri, told in found.items() if told}

    def _check_text(self, uri: str) -> None:
        if self.desk.shown(uri):
            document = self.desk.open(uri)
            self._tell(uri, findings.findings(document.snapshot, self.language)[document.path])

    def _tell(self, uri: str, told: list[types.Diagnostic]) -> None:
        document = self.desk.shown(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=document.uri if document else uri,
                diagnostics=told,
                version=document.version if document else None,
            )
        )

    def uri_of(self, snapshot: Snapshot, path: str) -> str:
        """A file of a folder as the editor calls it."""
        uri = snapshot.file(path).as_uri()
        document = self.desk.shown(uri)
        return document.uri if document else uri
