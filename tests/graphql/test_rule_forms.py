"""Forms of the open text: what they show is what is written, and an edit changes one line and nothing else."""

from typing import Any

import pytest

from engine.dsl.forms.list_starters import SENDER
from engine.dsl.forms.starters import STARTERS
from engine.model.answers import Published
from engine.model.records import SourceFile
from engine.service.publish import check_sources, publish
from tests.graphql.client import Client
from tests.service.shop import EXAMPLE, TEST, example_files
from tests.support.examples import share
from tests.support.plans import sell_on_plans

TEXT = (EXAMPLE / "rules.otoku").read_text(encoding="utf-8")
EXAMPLES = {
    path.parent.name: path.read_text(encoding="utf-8") for path in sorted(EXAMPLE.parent.glob("*/*.otoku"))
}
LINE = """
id block inside label title help widget value comment line fromUtf16 toUtf16
required repeats editable rawReason variants
parts { index type text fromUtf16 toUtf16 choices { value label } value { choice texts number unit by allOf } }
addable { label value required }
"""
FORM = f"""
blocks {{ id kind name title sha256 line fromUtf16 toUtf16 addable {{ label title value required }} }}
lines {{ {LINE} }}
"""
SHOW = f"query($d: FileInput!) {{ ruleForm(draft: $d) {{ {FORM} }} }}"
EDIT = f"""query($d: FileInput!, $e: FormEditInput!) {{ formEdit(draft: $d, edit: $e) {{
  text edits {{ fromUtf16 toUtf16 insert }} otherFiles {{ path text }} form {{ {FORM} }} diagnostics {{ code }}
  errors {{ code message }}
}} }}"""


def draft(text: str = TEXT) -> dict[str, str]:
    return {"path": "rules.otoku", "text": text}


async def blocks(client: Client, text: str) -> dict[str, dict[str, Any]]:
    """The blocks of a form by their id."""
    return by_id((await client.admin(SHOW, d=draft(text)))["ruleForm"])


def by_id(form: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The blocks of a form by their id, each with its lines."""
    return {
        block["id"]: {**block, "lines": [line for line in form["lines"] if line["block"] == block["id"]]}
        for block in form["blocks"]
    }


async def edited(client: Client, edit: dict[str, Any], text: str = TEXT) -> dict[str, Any]:
    """What an edit makes of a text."""
    payload: dict[str, Any] = (await client.admin(EDIT, d=draft(text), e=edit))["formEdit"]
    return payload


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """The text as an editor has it after the edits, which count in UTF-16 units."""
    units = text.encode("utf-16-le")
    for edit in reversed(edits):
        new = edit["insert"].encode("utf-16-le")
        units = units[: 2 * edit["fromUtf16"]] + new + units[2 * edit["toUtf16"] :]
    return units.decode("utf-16-le")


def a_line(block: dict[str, Any], label: str) -> dict[str, Any]:
    return next(one for one in block["lines"] if one["label"] == label)


def utf16(text: str, place: dict[str, Any]) -> str:
    return text.encode("utf-16-le")[2 * place["fromUtf16"] : 2 * place["toUtf16"]].decode("utf-16-le")


@pytest.mark.parametrize("name", EXAMPLES)
async def test_every_part_of_every_example_is_where_the_form_says(memory_client: Client, name: str) -> None:
    text = "# 𠮷\n" + EXAMPLES[name]
    for block in (await blocks(memory_client, text)).values():
        for line in block["lines"]:
            assert utf16(text, line).startswith(line["label"])
            assert [part["text"] for part in line["parts"]] == [utf16(text, part) for part in line["parts"]]


@pytest.mark.parametrize("name", ["02-shared-codes", "06-buyer-lists"])
async def test_writing_the_value_that_is_there_changes_no_byte(memory_client: Client, name: str) -> None:
    text = EXAMPLES[name]
    written = [
        (line, part)
        for block in (await blocks(memory_client, text)).values()
        for line in block["lines"]
        for part in line["parts"]
    ]
    for line, part in share(written):
        edit = {"setPart": {"line": line["id"], "part": part["index"], "value": part["value"]}}
        same = await edited(memory_client, edit, text)
        assert (same["edits"], same["errors"]) == ([], []), (line["id"], part)


async def test_a_form_edit_changes_one_line_and_keeps_every_comment(memory_client: Client) -> None:
    text = TEXT.replace("# Who buys", "# 𠮷 Who buys")
    valid = a_line((await blocks(memory_client, text))["coupon:thanks-coupon"], "valid")
    assert (valid["title"], valid["comment"]) == ("validity", "# to the end of day 14, shop time")
    change = {"line": valid["id"], "part": 0, "value": {"number": "３０", "unit": "day"}}
    answer = await edited(memory_client, {"setPart": change}, text)
    assert answer["text"] == text.replace("valid 14 days", "valid 30 days")
    assert applied(text, answer["edits"]) == answer["text"]
    assert answer["errors"] == []


async def test_words_may_be_chosen_only_where_the_language_has_them(memory_client: Client) -> None:
    form = (await blocks(memory_client, TEXT))["coupon:thanks-coupon"]
    target = a_line(form, "for")
    kept = next(part for part in target["parts"] if part["text"] == "issued")
    assert [one["value"] for one in kept["choices"]] == ["current", "issued"]
    change = {"line": target["id"], "part": kept["index"], "value": {"choice": "current"}}
    answer = await edited(memory_client, {"setPart": change})
    assert 'for product "PACK-1" as current' in answer["text"]
    assert "W1205" in {one["code"] for one in answer["diagnostics"]}
    change["value"] = {"choice": "whenever"}
    refused = await edited(memory_client, {"setPart": change})
    assert ([one["code"] for one in refused["errors"]], refused["text"]) == (["EDIT_REFUSED"], TEXT)


async def test_products_and_names_cannot_break_out_of_their_quotes(memory_client: Client) -> None:
    form = (await blocks(memory_client, TEXT))["coupon:thanks-coupon"]
    when = a_line(form, "when")
    evil = {"choice": "order paid", "by": "product", "texts": ['X"\n}\nsale "y" {']}
    answer = await edited(memory_client, {"setPart": {"line": when["id"], "part": 0, "value": evil}})
    written = await blocks(memory_client, answer["text"])
    assert "sale:y" not in written
    assert answer["errors"] or a_line(written["coupon:thanks-coupon"], "when")["parts"][0]["value"][
        "texts"
    ] == ['X"\n}\nsale "y" {']


async def test_an_occasion_keeps_its_days_and_may_be_another_one(memory_client: Client) -> None:
    text = EXAMPLES["14-win-back"]
    form = await blocks(memory_client, text)
    block = next(one for one in form.values() if one["kind"] == "coupon")
    when = a_line(block, "when")
    occasion, length = when["parts"]
    assert (occasion["value"]["choice"], length["value"]["number"]) == ("customer inactive for 90 days", "90")
    longer = {"line": when["id"], "part": 1, "value": {"number": "120", "unit": "day"}}
    answer = await edited(memory_client, {"setPart": longer}, text)
    assert "when customer inactive for 120 days" in answer["text"]
    for choice in occasion["choices"]:
        change = {"line": when["id"], "part": 0, "value": {"choice": choice["value"]}}
        assert (await edited(memory_client, {"setPart": change}, text))["errors"] == []


async def test_lines_are_added_at_their_place_and_removed(memory_client: Client) -> None:
    form = (await blocks(memory_client, TEXT))["coupon:thanks-coupon"]
    assert "limit" in [one["label"] for one in form["addable"]]
    added = await edited(memory_client, {"add": {"to": form["id"], "label": "priority", "value": "10"}})
    assert "\n  priority 10\n" in added["text"]
    row = a_line(by_id(added["form"])["coupon:thanks-coupon"], "priority")
    removed = await edited(memory_client, {"remove": row["id"]}, added["text"])
    assert removed["text"] == TEXT


async def test_a_line_in_braces_is_a_row_of_its_own(memory_client: Client) -> None:
    shop = (await blocks(memory_client, TEXT))["shop:"]
    contact = a_line(shop, "contact")
    assert contact["inside"] == a_line(shop, "legal")["id"]
    change = {"line": contact["id"], "part": 0, "value": {"texts": ["help@example.com"]}}
    answer = await edited(memory_client, {"setPart": change})
    assert answer["text"] == TEXT.replace("support@example.com", "help@example.com")


async def test_what_cannot_be_read_or_drawn_is_shown_as_text_in_its_place(memory_client: Client) -> None:
    text = TEXT.replace("  uses 1\n", "  qwertz 1 2\n").replace(
        "  if customer.orders is 0\n",
        "  if any {\n    customer.orders is 0\n    cart.total over 1 JPY\n  }\n",
    )
    found = await blocks(memory_client, text)
    labels = [one["label"] for one in found["coupon:thanks-coupon"]["lines"]]
    bad = found["coupon:thanks-coupon"]["lines"][labels.index("")]
    assert (bad["rawReason"], bad["value"], bad["editable"]) == ("UNREADABLE", "qwertz 1 2", False)
    assert labels.index("") == labels.index("valid") + 1
    assert a_line(found["sale:welcome"], "if")["rawReason"] == "GROUPED"


@pytest.mark.slow  # hundreds of edits, each parsed and drawn again
async def test_every_form_of_a_line_can_be_written(memory_client: Client) -> None:
    for block in (await blocks(memory_client, TEXT)).values():
        for line in block["lines"]:
            for value in line["variants"]:
                answer = await edited(memory_client, {"setValue": {"line": line["id"], "value": value}})
                assert answer["errors"] == [], (line["id"], value)


async def test_a_rename_changes_every_file_that_refers_to_it(client: Client) -> None:
    more = (
        'otoku 1\n\ntest "elsewhere" {\n  at 2026-05-20 10:00\n  expect no coupon "thanks-coupon" issued\n}\n'
    )
    files = (*example_files(), SourceFile(path="more.otoku", text=more))
    published = await publish(client.engine, "tea", files, expected=1, actor=TEST)
    assert isinstance(published, Published), published
    answer = await edited(client, {"rename": {"block": "coupon:thanks-coupon", "to": "danke"}})
    assert 'was "thanks-coupon"' in answer["text"]
    (other,) = answer["otherFiles"]
    assert (other["path"], 'coupon "danke" issued' in other["text"]) == ("more.otoku", True)
    assert applied(TEXT, answer["edits"]) == answer["text"]


async def test_a_draft_is_checked_played_and_read_back_with_the_working_copy(memory_client: Client) -> None:
    document = """query($d: FileInput!) {
      checkRules(draft: $d) { valid rules { name } diagnostics { code } }
      testRules(draft: $d) { passed }
      describeRules(draft: $d, language: "ja") { name kind file line text }
    }"""
    answer = await memory_client.admin(document, d=draft())
    assert (answer["checkRules"]["valid"], answer["testRules"]["passed"]) == (True, True)
    first = answer["describeRules"][0]
    assert (first["name"], "500円" in first["text"] or "500 JPY" in first["text"]) == ("thanks-coupon", True)
    refused = await memory_client.run("admin", "ci", document, d=draft())
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_a_finding_is_explained_in_both_languages(memory_client: Client) -> None:
    asked = 'query($l: String) { explainDiagnostic(code: "E0303", language: $l) }'
    assert "同じ設定" in (await memory_client.admin(asked, l="ja"))["explainDiagnostic"]
    assert "twice" in (await memory_client.admin(asked, l="en"))["explainDiagnostic"]
    none = await memory_client.admin('{ explainDiagnostic(code: "../../x") }')
    assert none["explainDiagnostic"] is None


async def test_starters_can_be_published_as_they_are(client: Client) -> None:
    document = """query($l: String) {
      starterRules(language: $l) { name title story text blanks { label hint } files { path } }
    }"""
    shown = (await client.admin(document, l="ja"))["starterRules"]
    assert [one["name"] for one in shown] == [one.name for one in STARTERS]
    await sell_on_plans(client.engine)
    sender = SENDER.text.replace('""', '"shop@example.com"')  # what only the merchant knows
    for starter in STARTERS:
        rule = "" if starter is SENDER else starter.text
        files = (SourceFile(path="rules.otoku", text=f"otoku 1\n\n{sender}\n{rule}"), *starter.files)
        checked = await check_sources(client.engine, "tea", files)
        assert checked.errors == 0, [one.rendered for one in checked.diagnostics]
        assert {blank.label for blank in starter.blanks} <= set(starter.text.split())


async def test_completion_knows_products_names_facts_and_occasions(memory_client: Client) -> None:
    document = "{ completions { products { sku name } names { kind name detail doc } } }"
    known = (await memory_client.admin(document))["completions"]
    assert "SAMPLE-1" in [one["sku"] for one in known["products"]]
    names = {(one["kind"], one["name"]) for one in known["names"]}
    assert {
        ("coupon", "thanks-coupon"),
        ("budget", "spring"),
        ("template", "thanks-coupon"),
        ("fact", "cart.total"),
        ("occasion", "order paid"),
    } <= names
