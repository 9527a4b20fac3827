"""`otoku lsp`: what an editor asks, answered from the folder as it is on screen."""

from lsprotocol import types

from engine.dsl.format import format_text
from engine.lsp import findings, names
from engine.lsp.colours import LEGEND, semantic_tokens
from engine.lsp.complete import complete, without_snippets
from engine.lsp.desk import Document
from engine.lsp.hover import hover
from engine.lsp.names import Named
from engine.lsp.outline import folds, symbols
from engine.lsp.renaming import renamable, renamed
from engine.lsp.server import RuleServer

WATCHED = "**/*.{otoku,liquid,csv,jsonl}"

_COMPLETION = types.CompletionOptions(trigger_characters=['"', ".", " "])
_ACTIONS = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, findings.FIX_ALL])


def make_server() -> RuleServer:
    """A server with everything that it answers."""
    server = RuleServer()
    for feature, answer in (
        (types.INITIALIZE, initialize),
        (types.INITIALIZED, initialized),
        (types.TEXT_DOCUMENT_DID_OPEN, did_open),
        (types.TEXT_DOCUMENT_DID_CHANGE, did_change),
        (types.TEXT_DOCUMENT_DID_CLOSE, did_close),
        (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, did_change_files),
        (types.TEXT_DOCUMENT_HOVER, on_hover),
        (types.TEXT_DOCUMENT_FORMATTING, on_formatting),
        (types.TEXT_DOCUMENT_DEFINITION, on_definition),
        (types.TEXT_DOCUMENT_REFERENCES, on_references),
        (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, on_symbols),
        (types.TEXT_DOCUMENT_FOLDING_RANGE, on_folding),
    ):
        server.feature(feature)(answer)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, _COMPLETION)(on_completion)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)(on_code_action)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(on_rename)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(on_prepare_rename)
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)(on_semantic_tokens)
    return server


def initialize(ls: RuleServer, params: types.InitializeParams) -> None:
    """Choose the language of messages: `initializationOptions.language`, else the editor's own."""
    options = params.initialization_options
    wished = options.get("language") if isinstance(options, dict) else None
    ls.language = "ja" if str(wished or params.locale or "").lower().startswith("ja") else "en"


def initialized(ls: RuleServer, _params: types.InitializedParams) -> None:
    """Ask to be told of files that change outside of the editor."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions(
        watchers=[types.FileSystemWatcher(glob_pattern=WATCHED)]
    )
    wanted = types.Registration(
        id="files", method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES, register_options=options
    )
    ls.client_register_capability(types.RegistrationParams(registrations=[wanted]))


def did_open(ls: RuleServer, params: types.DidOpenTextDocumentParams) -> None:
    """Check what was opened."""
    ls.changed(params.text_document.uri)


def did_change(ls: RuleServer, params: types.DidChangeTextDocumentParams) -> None:
    """Check again after a pause."""
    ls.changed(params.text_document.uri, files_too=False)


def did_close(ls: RuleServer, params: types.DidCloseTextDocumentParams) -> None:
    """What is on disk counts again."""
    ls.changed(params.text_document.uri)


def did_change_files(ls: RuleServer, params: types.DidChangeWatchedFilesParams) -> None:
    """Something changed outside of the editor."""
    for change in params.changes:
        ls.changed(change.uri)


def on_completion(ls: RuleServer, params: types.CompletionParams) -> types.CompletionList:
    """Words and names at the cursor."""
    document, offset = _at(ls, params)
    items = complete(document.snapshot, document.path, offset, ls.language)
    text = ls.client_capabilities.text_document
    item = text.completion.completion_item if text and text.completion else None
    snippets = bool(item and item.snippet_support)
    return types.CompletionList(is_incomplete=False, items=items if snippets else without_snippets(items))


def on_hover(ls: RuleServer, params: types.HoverParams) -> types.Hover | None:
    """What stands under the pointer."""
    document, offset = _at(ls, params)
    return hover(document.snapshot, document.path, offset, ls.language)


def on_formatting(ls: RuleServer, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """`otoku fmt`, as edits of the lines that differ."""
    document = ls.desk.open(params.text_document.uri)
    source = document.snapshot.sources[document.path]
    if not source.text:
        return []
    text, _ = format_text(document.path, source.text)
    return document.snapshot.places[document.path].edits_to(text)


def on_code_action(ls: RuleServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Fixes."""
    document = ls.desk.open(params.text_document.uri)
    return findings.actions(document.snapshot, document.path, document.uri, params, ls.language)


def on_prepare_rename(
    ls: RuleServer, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """Whether a name stands here that can be changed, without its quotes."""
    document, offset = _at(ls, params)
    named = renamable(document.snapshot, document.path, offset)
    if named is None:
        return None
    places = document.snapshot.places[document.path]
    return types.PrepareRenamePlaceholder(
        range=places.range(named.span.start + 1, named.span.end - 1), placeholder=named.name
    )


def on_rename(ls: RuleServer, params: types.RenameParams) -> types.WorkspaceEdit:
    """A new name in all files."""
    document, offset = _at(ls, params)
    changed = renamed(document.snapshot, document.path, offset, params.new_name, ls.language)
    return types.WorkspaceEdit(
        changes={ls.uri_of(document.snapshot, path): edits for path, edits in changed.items()}
    )


def on_definition(ls: RuleServer, params: types.DefinitionParams) -> list[types.Location]:
    """Where a name is made: its block, the files of a template, the row of a product."""
    document, offset = _at(ls, params)
    snapshot = document.snapshot
    named = names.name_at(snapshot, document.path, offset)
    if named is None:
        return []
    if named.area == "template":
        start = types.Range(types.Position(0, 0), types.Position(0, 0))
        return [
            types.Location(ls.uri_of(snapshot, path), start) for path in names.templates(snapshot, named.name)
        ]
    if named.area == "product":
        row = names.row_of(snapshot, named.name)
        if row is None or snapshot.catalog_path is None:
            return []
        place = types.Position(row, 0)
        return [types.Location(snapshot.catalog_path.as_uri(), types.Range(place, place))]
    return [_location(ls, document, one) for one in names.same(snapshot, named) if one.made_here]


def on_references(ls: RuleServer, params: types.ReferenceParams) -> list[types.Location]:
    """Every place of a name."""
    document, offset = _at(ls, params)
    named = names.name_at(document.snapshot, document.path, offset)
    if named is None:
        return []
    declared = params.context.include_declaration
    found = names.same(document.snapshot, named)
    return [_location(ls, document, one) for one in found if declared or not one.made_here]


def on_symbols(ls: RuleServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline."""
    document = ls.desk.open(params.text_document.uri)
    return symbols(document.snapshot, document.path)


def on_folding(ls: RuleServer, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """What can be folded."""
    document = ls.desk.open(params.text_document.uri)
    return folds(document.snapshot, document.path)


def on_semantic_tokens(ls: RuleServer, params: types.SemanticTokensParams) -> types.SemanticTokens:
    """Colours by meaning."""
    document = ls.desk.open(params.text_document.uri)
    return types.SemanticTokens(data=semantic_tokens(document.snapshot, document.path))


def _at(
    ls: RuleServer,
    params: types.CompletionParams
    | types.HoverParams
    | types.PrepareRenameParams
    | types.RenameParams
    | types.DefinitionParams
    | types.ReferenceParams,
) -> tuple[Document, int]:
    """The document that was asked about, and the offset in it."""
    document = ls.desk.open(params.text_document.uri)
    return document, document.snapshot.places[document.path].offset(params.position)


def _location(ls: RuleServer, document: Document, named: Named) -> types.Location:
    span, snapshot = named.span, document.snapshot
    here = document.uri if span.path == document.path else ls.uri_of(snapshot, span.path)
    return types.Location(uri=here, range=snapshot.places[span.path].range(span.start, span.end))
