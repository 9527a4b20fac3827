"""The folders that an editor has open: which folder a document belongs to, and what was last found there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol.types import PositionEncodingKind
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument, Workspace

from engine.lsp.folder import CATALOGS, RuleFolder, Snapshot, look_at_text, root_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with the folder it lies in; `path` is its name in the rule set."""

    uri: str
    path: str
    snapshot: Snapshot


@dataclass(slots=True, kw_only=True)
class Desk:
    """Folders by their root. A folder is read again when something in it may have changed."""

    workspace: Workspace
    folders: dict[Path, RuleFolder] = field(default_factory=dict)
    stale: set[Path] = field(default_factory=set)

    @property
    def encoding(self) -> str:
        """How the editor counts."""
        agreed = self.workspace.position_encoding or PositionEncodingKind.Utf16
        return agreed.value if isinstance(agreed, PositionEncodingKind) else agreed

    def changed(self, uri: str, *, files_too: bool = False) -> Path | None:
        """Something happened to a document; the root of its folder, or None for one that lies nowhere.

        With `files_too`, files may have come or gone, and not only a text changed.
        """
        file = file_of(uri)
        if file is None:
            return None
        root = self._root(file)
        self.stale.add(root)
        if files_too and root in self.folders:
            self.folders[root].forget_files()
        return root

    def open(self, uri: str) -> Document:
        """A document as it is now."""
        file = file_of(uri)
        if file is None:
            text = self.workspace.get_text_document(uri).source
            return Document(uri=uri, path="untitled.otoku", snapshot=look_at_text(text, self.encoding))
        root = self._root(file)
        return Document(uri=uri, path=file.relative_to(root).as_posix(), snapshot=self.look(root))

    def shown(self, uri: str) -> TextDocument | None:
        """The open document of a URI, which editors escape in more than one way."""
        file = file_of(uri)
        documents: Iterable[TextDocument] = self.workspace.text_documents.values()
        for document in documents:
            if document.uri == uri or (file is not None and file_of(document.uri) == file):
                return document
        return None

    def look(self, root: Path) -> Snapshot:
        """What is found in a folder now."""
        folder = self.folders.get(root)
        if folder is None:
            folder = self.folders[root] = RuleFolder(root=root, encoding=self.encoding)
        if folder.last is None or root in self.stale:
            self.stale.discard(root)
            return folder.look(self._opened())
        return folder.last

    def _opened(self) -> Mapping[Path, str]:
        """The texts on screen by their file."""
        found: dict[Path, str] = {}
        for document in self.workspace.text_documents.values():
            file = file_of(document.uri)
            if file is not None:
                found[file] = document.source.removeprefix("\ufeff")
        return found

    def _root(self, file: Path) -> Path:
        holding = [
            path
            for folder in self.workspace.folders.values()
            if (path := file_of(folder.uri)) and file.is_relative_to(path)
        ]
        top = max(holding, key=lambda path: len(path.parts), default=None)
        if file.name in CATALOGS or file.suffix == ".liquid":
            return file.parent.parent if file.parent.name == "templates" else file.parent
        return root_of(file, top)


def file_of(uri: str) -> Path | None:
    """The file of a URI; None for a document that was never saved."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
