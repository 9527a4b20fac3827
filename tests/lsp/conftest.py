"""An editor: a real `otoku lsp` process over standard input and output, driven by pygls' client."""

import asyncio
import shutil
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60


class Editor(LanguageClient):
    """An editor with one workspace folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__("test-editor", "1")
        self.folder = folder
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.versions: dict[str, int] = defaultdict(int)
        self.news = asyncio.Event()

        def take(params: types.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self.news.set()

        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def open(self, name: str, text: str | None = None) -> None:
        item = types.TextDocumentItem(
            uri=self.uri(name), language_id="otoku", version=0, text=self.text(name) if text is None else text
        )
        self.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def type(self, name: str, text: str) -> None:
        self.versions[name] += 1
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.versions[name])
        whole = types.TextDocumentContentChangeWholeDocument(text=text)
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=[whole])
        )

    async def until(self, right: Callable[[], bool]) -> None:
        """Wait for findings until they are right."""
        async with asyncio.timeout(SECONDS):
            while not right():
                self.news.clear()
                await self.news.wait()

    async def codes(self, name: str, expected: list[str]) -> list[types.Diagnostic]:
        """The findings of a file once they have these codes."""
        uri = self.uri(name)
        try:
            await self.until(
                lambda: [one.code for one in self.told.get(uri, [])] == expected and uri in self.told
            )
        except TimeoutError:
            pytest.fail(f"{[one.code for one in self.told.get(uri, [])]} instead of {expected}")
        return self.told[uri]

    def at(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri(name))


@pytest.fixture(scope="session")
async def running() -> AsyncIterator[dict[tuple[str, str], Editor]]:
    """The servers that were started, by locale and encoding."""
    editors: dict[tuple[str, str], Editor] = {}
    yield editors
    for editor in editors.values():
        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()


@pytest.fixture
def start(tmp_path: Path, running: dict[tuple[str, str], Editor]) -> Callable[..., Awaitable[Editor]]:
    """Gives an editor with a fresh copy of the first example; a server is started once for each kind of editor."""

    async def make(*, locale: str = "en", encoding: str = "utf-16") -> Editor:
        folder = tmp_path / "店 50%"
        shutil.copytree(ROOT / "rules" / "examples" / "01-thank-you-coupon", folder)
        if (locale, encoding) not in running:
            running[locale, encoding] = await started(locale, encoding, tmp_path)
        editor = running[locale, encoding]
        editor.folder = folder
        return editor

    return make


async def started(locale: str, encoding: str, folder: Path) -> Editor:
    """An editor that has greeted its server."""
    editor = Editor(folder)
    await editor.start_io(sys.executable, "-m", "engine", "lsp", cwd=ROOT)
    item = types.ClientCompletionItemOptions(snippet_support=True)
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind(encoding)]),
        text_document=types.TextDocumentClientCapabilities(
            completion=types.CompletionClientCapabilities(completion_item=item)
        ),
    )
    workspace = [types.WorkspaceFolder(uri=folder.as_uri(), name="shop")]
    await editor.initialize_async(
        types.InitializeParams(capabilities=capabilities, locale=locale, workspace_folders=workspace)
    )
    editor.initialized(types.InitializedParams())
    return editor


def cursor(text: str) -> tuple[str, types.Position]:
    """The text without its `|`, and where that stood, in UTF-16 units."""
    before, _, after = text.partition("|")
    last = before.rpartition("\n")[2]
    position = types.Position(line=before.count("\n"), character=len(last.encode("utf-16-le")) // 2)
    return before + after, position
