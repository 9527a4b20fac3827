"""What a merchant sees while writing rules in an editor."""

import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import pytest
from lsprotocol import types

from tests.lsp.conftest import Editor, cursor

pytestmark = pytest.mark.slow  # every test starts a server

Start = Callable[..., Awaitable[Editor]]
RULES = "rules.otoku"


def marked(text: str, place: types.Range, encoding: str = "utf-16-le") -> str:
    """What stands in a range of one line."""
    size = 2 if encoding == "utf-16-le" else 1
    line = text.splitlines()[place.start.line].encode(encoding)
    return line[place.start.character * size : place.end.character * size].decode(encoding)


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """The text with edits of whole lines or of places in one line, counted in UTF-16 units."""
    lines = text.splitlines(keepends=True)

    def offset(at: types.Position) -> int:
        if at.line >= len(lines):
            return len(text)
        before = lines[at.line].encode("utf-16-le")[: at.character * 2].decode("utf-16-le")
        return sum(map(len, lines[: at.line])) + len(before)

    for edit in sorted(
        edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True
    ):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


async def labels(editor: Editor, text: str, name: str = RULES) -> list[str]:
    """The completion at `|`."""
    written, position = cursor(text)
    editor.type(name, written)
    params = types.CompletionParams(text_document=editor.at(name), position=position)
    found = await editor.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return [item.label for item in found.items]


async def test_a_good_folder_has_no_findings(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    assert [] == await editor.codes(RULES, [])


async def test_a_mistake_is_underlined_while_typing_and_goes_when_it_is_mended(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    await editor.codes(RULES, [])
    text = editor.text(RULES)
    editor.type(RULES, text.replace("valid 14 days", "valyd 14 days"))
    (found,) = await editor.codes(RULES, ["E0201"])
    assert "valyd" == marked(text.replace("valid 14", "valyd 14"), found.range)
    assert found.severity is types.DiagnosticSeverity.Error
    editor.type(RULES, text)
    await editor.codes(RULES, [])


@pytest.mark.parametrize(("encoding", "python"), [("utf-16", "utf-16-le"), ("utf-8", "utf-8")])
async def test_places_are_right_after_emoji_and_rare_kanji(start: Start, encoding: str, python: str) -> None:
    editor = await start(encoding=encoding)
    text = editor.text(RULES).replace('title "サンプル購入', 'title "𠮷野🍵"  ｓ # "サンプル購入', 1)
    editor.open(RULES, text)
    found = [one for one in await editor.codes(RULES, ["E0101"]) if one.code == "E0101"]
    assert ["ｓ"] == [marked(text, one.range, python) for one in found]


async def test_messages_are_in_the_language_of_the_editor(start: Start) -> None:
    editor = await start(locale="ja")
    editor.open(RULES, editor.text(RULES).replace("valid 14", "valyd 14"))
    (found,) = await editor.codes(RULES, ["E0201"])
    assert "という単語はありません" in found.message


async def test_files_of_a_folder_are_checked_together(start: Start) -> None:
    editor = await start()
    (editor.folder / "more.otoku").write_text(
        'otoku 1\n\nsale "welcome" {\n  discount 10%\n}\n', encoding="utf-8"
    )
    editor.open(RULES)
    await editor.until(lambda: any(one.code == "E0301" for told in editor.told.values() for one in told))


async def test_products_are_checked_against_the_catalogue_beside(start: Start) -> None:
    editor = await start()
    editor.open(RULES, editor.text(RULES).replace('for product "PACK-1"', 'for product "PACK-9"'))
    await editor.until(lambda: any(one.code == "E0401" for one in editor.told.get(editor.uri(RULES), [])))


async def test_a_bad_row_of_the_catalogue_is_shown_in_the_catalogue(start: Start) -> None:
    editor = await start()
    catalog = editor.folder / "catalog.csv"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace(",3800,", ",cheap,"), encoding="utf-8")
    editor.open(RULES)
    await editor.until(lambda: bool(editor.told.get(catalog.as_uri())))
    (bad,) = editor.told[catalog.as_uri()]
    assert 2 == bad.range.start.line
    assert "cheap" in bad.message


async def test_a_certain_fix_is_preferred_and_makes_the_line_right(start: Start) -> None:
    editor = await start()
    text = editor.text(RULES).replace("discount 500 JPY", "discount ¥500", 1)
    editor.open(RULES, text)
    (found,) = await editor.codes(RULES, ["E0104"])
    params = types.CodeActionParams(
        text_document=editor.at(RULES),
        range=found.range,
        context=types.CodeActionContext(diagnostics=[found]),
    )
    actions = await editor.text_document_code_action_async(params) or []
    fixes = [one for one in actions if isinstance(one, types.CodeAction)]
    assert [("quickfix", True), ("source.fixAll.otoku", None)] == [
        (str(getattr(one.kind, "value", one.kind)), one.is_preferred) for one in fixes
    ]
    for one in fixes:
        assert one.edit is not None
        assert one.edit.changes is not None
        changed = applied(text, list(one.edit.changes[editor.uri(RULES)]))
        assert "discount 500 JPY\n" in changed
        assert "¥" not in changed


async def test_formatting_touches_only_the_lines_that_differ(start: Start) -> None:
    editor = await start()
    text = editor.text(RULES)
    editor.open(RULES, text.replace("  uses 1\n", "     uses   1\n"))
    params = types.DocumentFormattingParams(
        text_document=editor.at(RULES), options=types.FormattingOptions(tab_size=2, insert_spaces=True)
    )
    edits = await editor.text_document_formatting_async(params) or []
    assert ["  uses 1\n"] == [edit.new_text for edit in edits]
    assert text == applied(text.replace("  uses 1\n", "     uses   1\n"), list(edits))


PLACES: Mapping[str, set[str]] = {
    "  |": {"code", "valid", "uses", "discount"},
    "  va|": {"valid"},
    "  bound to |": {"email", "customer", "anyone"},
    "  code 8 |": {"digits", "letters", "characters"},
    "  when |": {"order paid", "order"},
    "  if |": {"cart.total", "not"},
    "  if cart.total |": {"at", "over", "is"},
    "  if any {\n    cart.|": {"cart.total"},
    '  for product "|"': {"PACK-1", "SAMPLE-1"},
    '  for product "PACK-1", "K|': {"KYUSU-1"},
    '  for category "|"': {"煎茶", "茶器"},
    '  send email "|"': {"thanks-coupon"},
    '  budget "|"': {"thanks", "spring"},
    '  stacking with "|"': {"welcome", "free-shipping"},
}


async def test_completion_knows_the_place(start: Start) -> None:
    editor = await start()
    text = editor.text(RULES)
    editor.open(RULES)
    missing = {
        line: expected - set(await labels(editor, text.replace("  uses 1\n", f"{line}\n", 1)))
        for line, expected in PLACES.items()
    }
    assert {} == {line: words for line, words in missing.items() if words}


async def test_completion_offers_nothing_in_comments_and_no_comparison_a_fact_does_not_have(
    start: Start,
) -> None:
    editor = await start()
    editor.open(RULES)
    assert [] == await labels(editor, editor.text(RULES) + "\n# |")
    assert "has" not in await labels(editor, 'otoku 1\n\nsale "x" {\n  if cart.total |\n}\n')
    assert {"coupon", "sale", "shop", "test"} <= set(await labels(editor, "otoku 1\n\n|"))


async def test_a_test_is_offered_the_rules_of_the_kind_it_names(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    text = editor.text(RULES).replace('expect sale "welcome" redeemed', 'expect sale "|" redeemed')
    assert ["welcome", "free-shipping"] == await labels(editor, text)


async def hovered(editor: Editor, needle: str) -> str:
    text = editor.text(RULES)
    before = text[: text.index(needle) + 1]
    position = types.Position(line=before.count("\n"), character=len(before.rpartition("\n")[2]))
    params = types.HoverParams(text_document=editor.at(RULES), position=position)
    found = await editor.text_document_hover_async(params)
    contents = found.contents if found else None
    return contents.value if isinstance(contents, types.MarkupContent) else ""


EXPLAINED: Mapping[str, str] = {
    "valid 14": "how long",
    "customer.orders": "customer.orders",
    '"PACK-1" as': "煎茶まとめパック",
    '"welcome"': "10%",
    "order paid with": "paid",
    '"thanks"\n': "issue at most 1000",
    '"thanks-coupon"\n}': "category: coupon",
    'coupon "thanks': "one-time coupon",
}


async def test_what_is_under_the_pointer_is_explained(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    found = {needle: await hovered(editor, needle) for needle in EXPLAINED}
    wrong = {needle: text for needle, text in found.items() if EXPLAINED[needle].lower() not in text.lower()}
    assert {} == wrong


async def test_a_renamed_rule_is_renamed_everywhere_and_remembers_its_old_name(start: Start) -> None:
    editor = await start()
    text = editor.text(RULES)
    editor.open(RULES)
    line = next(number for number, one in enumerate(text.splitlines()) if one.startswith('coupon "thanks'))
    place = types.Position(line=line, character=10)
    ready = await editor.text_document_prepare_rename_async(
        types.PrepareRenameParams(text_document=editor.at(RULES), position=place)
    )
    assert isinstance(ready, types.PrepareRenamePlaceholder)
    assert "thanks-coupon" == ready.placeholder
    params = types.RenameParams(text_document=editor.at(RULES), position=place, new_name="お礼")
    edit = await editor.text_document_rename_async(params)
    assert edit is not None
    assert edit.changes is not None
    changed = applied(text, list(edit.changes[editor.uri(RULES)]))
    assert 'coupon "お礼" {' in changed
    assert 'was "thanks-coupon"' in changed
    assert 'expect coupon "お礼" issued' in changed
    assert 'send email "thanks-coupon"' in changed  # a template, not the rule
    editor.type(RULES, changed)
    await editor.codes(RULES, [])


async def test_a_name_that_is_taken_is_refused_with_the_reason(start: Start) -> None:
    editor = await start()
    text = editor.text(RULES)
    editor.open(RULES)
    line = next(number for number, one in enumerate(text.splitlines()) if one.startswith('coupon "thanks'))
    params = types.RenameParams(
        text_document=editor.at(RULES), position=types.Position(line, 10), new_name="welcome"
    )
    with pytest.raises(Exception, match="welcome"):
        await editor.text_document_rename_async(params)


async def test_definition_and_references_of_a_budget_a_template_and_a_product(start: Start) -> None:
    editor = await start()
    text = editor.text(RULES)
    editor.open(RULES)

    def place(needle: str) -> types.Position:
        before = text[: text.index(needle) + len(needle) - 2]
        return types.Position(line=before.count("\n"), character=len(before.rpartition("\n")[2]))

    async def definition(needle: str) -> list[str]:
        params = types.DefinitionParams(text_document=editor.at(RULES), position=place(needle))
        found = await editor.text_document_definition_async(params)
        assert isinstance(found, list | tuple)
        return [
            f"{Path(one.uri).name}:{one.range.start.line + 1}"
            for one in found
            if isinstance(one, types.Location)
        ]

    made = text[: text.index('budget "thanks" {')].count("\n") + 1
    assert [f"{RULES}:{made}"] == await definition('  budget "thanks"')
    assert ["thanks-coupon.en.liquid:1", "thanks-coupon.ja.liquid:1"] == await definition(
        'email "thanks-coupon"'
    )
    assert ["catalog.csv:3"] == await definition('for product "PACK-1"')
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(
        text_document=editor.at(RULES), position=place('  budget "thanks"'), context=context
    )
    assert 2 == len(await editor.text_document_references_async(params) or [])


async def test_the_outline_has_every_block_and_folds_it(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    found = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(editor.at(RULES)))
    names = [one.name for one in found or []]
    assert ["shop", "thanks-coupon", "welcome", "free-shipping", "thanks", "spring"] == names[:6]
    folded = await editor.text_document_folding_range_async(types.FoldingRangeParams(editor.at(RULES))) or []
    lines = editor.text(RULES).splitlines()
    assert all(
        lines[one.start_line].endswith("{") and lines[one.end_line + 1].strip() == "}" for one in folded
    )
    assert len(folded) == sum(line.endswith("{") for line in lines)


async def test_semantic_tokens_cover_the_words_of_a_line(start: Start) -> None:
    editor = await start()
    editor.open(RULES, 'otoku 1\n\nsale "茶𠮷" {  # ほ\n  discount 10%\n}\n')
    found = await editor.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(editor.at(RULES))
    )
    assert found is not None
    rows = [tuple(found.data[at : at + 5]) for at in range(0, len(found.data), 5)]
    assert [
        (0, 0, 5, 0, 0), (0, 6, 1, 4, 0),
        (2, 0, 4, 0, 0), (0, 5, 5, 1, 1), (0, 9, 3, 7, 0),
        (1, 2, 8, 0, 0), (0, 9, 3, 4, 0),
    ] == rows  # fmt: skip


async def test_a_file_that_was_never_saved_is_checked_by_itself(start: Start) -> None:
    editor = await start()
    uri = "untitled:Untitled-1"
    item = types.TextDocumentItem(
        uri=uri, language_id="otoku", version=0, text='otoku 1\n\nsale "x" {\n  discoun 10%\n}\n'
    )
    editor.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    await editor.until(lambda: bool(editor.told.get(uri)))
    assert "E0201" in [one.code for one in editor.told[uri]]


async def test_what_changes_on_disk_is_seen(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    await editor.codes(RULES, [])
    (editor.folder / "templates" / "thanks-coupon.ja.liquid").unlink()
    (editor.folder / "templates" / "thanks-coupon.en.liquid").unlink()
    change = types.FileEvent(
        uri=editor.uri("templates/thanks-coupon.ja.liquid"), type=types.FileChangeType.Deleted
    )
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))
    await editor.until(lambda: bool(editor.told[editor.uri(RULES)]))
    assert {"E0404"} == {one.code for one in editor.told[editor.uri(RULES)]}


async def test_a_rule_folder_inside_another_is_its_own(start: Start) -> None:
    editor = await start()
    shutil.copytree(editor.folder, editor.folder / "other")
    editor.open(RULES)
    assert [] == await editor.codes(RULES, [])  # else every name would be there twice


async def test_a_new_file_of_the_folder_is_seen_when_the_editor_tells(start: Start) -> None:
    editor = await start()
    editor.open(RULES)
    await editor.codes(RULES, [])
    new = editor.folder / "spring" / "more.otoku"
    new.parent.mkdir()
    new.write_text('otoku 1\n\nbudget "thanks" {\n  issue at most 1 per shop\n}\n', encoding="utf-8")
    change = types.FileEvent(uri=new.as_uri(), type=types.FileChangeType.Created)
    editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))
    await editor.until(lambda: any(one.code == "E0301" for told in editor.told.values() for one in told))
