"""The working copy over GraphQL: nobody writes over somebody else's work, and storing never publishes."""

from typing import Any

import pytest

from engine.service.engine import Engine
from tests.graphql.client import Client

PATH = "rules.otoku"
PAYLOAD = """{
  revision files { path text sha256 diff } diagnostics { code place { fromUtf16 toUtf16 } } newErrors { code }
  conflict { path currentSha256 base theirs yours merged } errors { code field message }
}"""
FILES = """{ ruleFiles {
  revision liveRevision unpublished fingerprint removed diagnostics { code }
  files { path sha256 rules errors warnings changed }
} }"""
OPEN = "query($p: String!) { ruleFile(path: $p) { text sha256 revision blocks { kind name sha256 } } }"


async def change(client: Client, mutation: str, **asked: Any) -> dict[str, Any]:
    """The answer of a mutation of the working copy."""
    kind = mutation[0].upper() + mutation[1:]
    document = f"mutation($i: {kind}Input!) {{ {mutation}(input: $i) {PAYLOAD} }}"
    payload: dict[str, Any] = (await client.admin(document, i=asked))[mutation]
    return payload


async def opened(client: Client, path: str = PATH) -> dict[str, Any]:
    file: dict[str, Any] = (await client.admin(OPEN, p=path))["ruleFile"]
    return file


async def test_a_draft_with_an_error_is_stored_marked_and_not_live(client: Client) -> None:
    file = await opened(client)
    wrong = file["text"].replace("discount 500 JPY", "discuont 500 JPY  # 𠮷")
    saved = await change(
        client, "ruleFileSave", path=PATH, baseSha256=file["sha256"], text=wrong, note="cheaper"
    )
    assert (saved["revision"], saved["errors"], saved["conflict"]) == (2, [], None)
    assert "E0201" in {one["code"] for one in saved["diagnostics"]}
    folder = (await client.admin(FILES))["ruleFiles"]
    assert (folder["revision"], folder["liveRevision"], folder["unpublished"]) == (2, 1, True)
    assert folder["fingerprint"] is None
    (listed,) = [one for one in folder["files"] if one["path"] == PATH]
    assert (listed["rules"], listed["errors"] >= 1, listed["changed"]) == (3, True, True)
    live = (await client.admin("{ ruleset { number files { path text } } }"))["ruleset"]
    assert live["number"] == 1
    assert file["text"] in [one["text"] for one in live["files"]]


async def test_places_count_as_editors_count(client: Client) -> None:
    file = await opened(client)
    wrong = (
        file["text"]
        .replace("\ncoupon", "\n# 𠮷𠮷\ncoupon", 1)
        .replace('budget "thanks"', 'budget "thankz"', 1)
    )
    saved = await change(client, "ruleFileSave", path=PATH, baseSha256=file["sha256"], text=wrong)
    (place,) = [one["place"] for one in saved["diagnostics"] if one["code"] == "E0405"]
    units = wrong.encode("utf-16-le")
    assert units[2 * place["fromUtf16"] : 2 * place["toUtf16"]].decode("utf-16-le") == '"thankz"'


async def test_two_people_who_save_the_same_file_lose_nothing(client: Client) -> None:
    file = await opened(client)
    hers = file["text"].replace("valid 14 days", "valid 30 days")
    his = file["text"].replace("uses 1", "uses 2")
    await change(client, "ruleFileSave", path=PATH, baseSha256=file["sha256"], text=hers)
    refused = await change(client, "ruleFileSave", path=PATH, baseSha256=file["sha256"], text=his)
    assert [(one["code"], one["field"]) for one in refused["errors"]] == [("STALE_FILE", ["baseSha256"])]
    conflict = refused["conflict"]
    assert (conflict["base"], conflict["theirs"], conflict["yours"]) == (file["text"], hers, his)
    both = hers.replace("uses 1", "uses 2")
    merged = await change(client, "ruleFileSave", path=PATH, baseSha256=conflict["currentSha256"], text=both)
    assert (merged["revision"], merged["errors"]) == (3, [])


async def test_a_repeated_save_stores_once_and_another_one_under_its_key_is_told(client: Client) -> None:
    file = await opened(client)
    asked = {
        "path": PATH,
        "baseSha256": file["sha256"],
        "text": file["text"] + "# a\n",
        "idempotencyKey": "k",
    }
    first = await change(client, "ruleFileSave", **asked)
    again = await change(client, "ruleFileSave", **asked)
    assert (first["revision"], again["revision"], again["errors"]) == (2, 2, [])
    other = await change(client, "ruleFileSave", **{**asked, "text": "otoku 1\n"})
    assert [one["code"] for one in other["errors"]] == ["IDEMPOTENCY_MISMATCH"]


async def test_files_are_made_renamed_and_removed(client: Client) -> None:
    made = await change(client, "ruleFileCreate", path="campaigns/夏.otoku")
    assert made["errors"] == []
    twice = await change(client, "ruleFileCreate", path="campaigns/夏.otoku")
    assert [one["code"] for one in twice["errors"]] == ["NAME_TAKEN"]
    file = await opened(client, "campaigns/夏.otoku")
    moved = await change(
        client,
        "ruleFileRename",
        path="campaigns/夏.otoku",
        baseSha256=file["sha256"],
        to="campaigns/summer.otoku",
    )
    assert moved["errors"] == []
    stale = await change(client, "ruleFileRemove", path="campaigns/summer.otoku", baseSha256="0" * 64)
    assert stale["conflict"]["theirs"] == file["text"]
    gone = await change(client, "ruleFileRemove", path="campaigns/summer.otoku", baseSha256=file["sha256"])
    assert gone["errors"] == []
    assert (await client.admin(FILES))["ruleFiles"]["unpublished"] is False


@pytest.mark.parametrize("path", ["", "../x.otoku", "/etc/x.otoku", "a//b.otoku", "rules.txt", "a\n.otoku"])
async def test_a_path_that_is_no_rule_file_is_refused(memory_client: Client, path: str) -> None:
    refused = await change(memory_client, "ruleFileCreate", path=path)
    assert [(one["code"], one["field"]) for one in refused["errors"]] == [("TEXT_INVALID", ["path"])]


async def test_a_surgical_edit_changes_one_line_and_keeps_the_comment(client: Client) -> None:
    file = await opened(client)
    edit = {
        "set": {
            "rule": {"kind": "coupon", "name": "thanks-coupon"},
            "line": {"label": "valid"},
            "value": "30 days",
        }
    }
    asked = {"path": PATH, "baseSha256": file["sha256"], "edits": [edit]}
    shown = await change(client, "editRuleFile", **asked, dryRun=True)
    (changed,) = shown["files"]
    assert (
        "-  valid 14 days  # to the end of day 14, shop time\n+  valid 30 days  # to the end"
        in changed["diff"]
    )
    assert shown["revision"] is None
    stored = await change(client, "editRuleFile", **asked)
    assert stored["revision"] == 2
    assert (await opened(client))["text"] == changed["text"]


async def test_an_edit_that_is_none_or_adds_an_error_is_told_why(client: Client) -> None:
    file = await opened(client)
    rule = {"name": "thanks-coupon"}

    async def edited(value: str) -> dict[str, Any]:
        edit = {"set": {"rule": rule, "line": {"label": "budget"}, "value": value}}
        return await change(client, "editRuleFile", path=PATH, baseSha256=file["sha256"], edits=[edit])

    bad = await edited("for ever")
    assert [(one["code"], one["field"]) for one in bad["errors"]] == [("EDIT_REFUSED", ["edits", "0"])]
    unknown = await edited('"thankz"')
    assert [one["code"] for one in unknown["errors"]] == ["ERRORS_ADDED"]
    assert [one["code"] for one in unknown["newErrors"]] == ["E0405"]
    assert (await client.admin(FILES))["ruleFiles"]["revision"] == 1


async def test_the_history_of_a_file_has_each_version_with_its_difference(client: Client) -> None:
    file = await opened(client)
    await change(client, "ruleFileSave", path=PATH, baseSha256=file["sha256"], text="otoku 1\n", note="away")
    await change(client, "ruleFileCreate", path="other.otoku")
    asked = """query($p: String!, $b: Int) {
      ruleFileHistory(path: $p, before: $b) { revision note published text diff }
    }"""
    newest, first = (await client.admin(asked, p=PATH, b=None))["ruleFileHistory"]
    assert (newest["revision"], newest["note"], newest["published"]) == (2, "away", False)
    assert (first["revision"], first["text"], first["published"]) == (1, file["text"], True)
    assert "-coupon" in newest["diff"]
    older = (await client.admin(asked, p=PATH, b=2))["ruleFileHistory"]
    assert [one["revision"] for one in older] == [1]


async def test_whoever_may_only_look_cannot_store(engine: Engine, client: Client) -> None:
    document = f"mutation($i: RuleFileCreateInput!) {{ ruleFileCreate(input: $i) {PAYLOAD} }}"
    answer = await client.run("admin", "ci", document, i={"path": "x.otoku"})
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"
