"""The command line as a merchant and as CI use it: real processes for the doors, in-process calls for the rest."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.cli import VERBS, main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "rules" / "examples" / "01-thank-you-coupon"
GOOD = "otoku 1\n\nshop {\n  currency JPY\n}\n"


def otoku(*args: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


def process(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OTOKU_DATABASE_URL": f"sqlite://{folder}/shop.sqlite3",
    }
    return subprocess.run(
        [sys.executable, "-m", "engine", *args],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def order_at_a_server(folder: Path, token: str) -> dict[str, object] | None:
    """Start a server, report one order, end the server; None when it went away instead of answering."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OTOKU_DATABASE_URL": f"sqlite://{folder}/shop.sqlite3",
        "OTOKU_PORT": str(port),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "engine", "serve"], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        return _order(f"http://127.0.0.1:{port}", token, server)
    finally:
        server.terminate()
        server.wait(20)


def _order(address: str, token: str, server: subprocess.Popen[bytes]) -> dict[str, object] | None:
    asked = "orderRecord(input: $input) { order { repeated } issuedCoupons { id } }"
    document = f"mutation($input: OrderRecordInput!) {{ {asked} }}"
    lines = [{"sku": "SAMPLE-1", "quantity": 1}]
    order = {"id": "1", "state": "PAID", "buyer": {"email": "a@example.com"}, "lines": lines}
    request = urllib.request.Request(
        f"{address}/storefront/graphql",
        json.dumps({"query": document, "variables": {"input": order}}).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    for _ in range(200):
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                answer = json.load(response)["data"]["orderRecord"]
                return {"repeated": answer["order"]["repeated"], "coupons": len(answer["issuedCoupons"])}
        except OSError:  # not listening yet, or gone
            if server.poll() is not None:
                return None
            time.sleep(0.1)
    raise AssertionError("the server neither answered nor ended")


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_explains_itself(verb: str) -> None:
    result = otoku(verb, "--help")
    assert (result.exit_code, result.output.startswith("Usage: ")) == (0, True)


def test_an_unknown_verb_is_told_the_nearest() -> None:
    result = otoku("chek")
    assert result.exit_code == 2
    assert "Did you mean `check`?" in result.output


def test_check_is_silent_about_a_good_folder_and_exits_0() -> None:
    result = otoku("check", EXAMPLE)
    assert result.exit_code == 0
    assert result.output.startswith("ok: 3 files, 3 rules")


def test_check_exits_1_for_a_mistake_and_shows_the_place(tmp_path: Path) -> None:
    result = otoku("check", write(tmp_path / "a.otoku", 'otoku 1\n\ncupon "x" {\n}\n'))
    assert result.exit_code == 1
    assert "a.otoku:3:1" in result.output
    assert "did you mean `coupon`?" in result.output


def test_check_exits_2_for_a_path_that_is_not_there(tmp_path: Path) -> None:
    result = otoku("check", tmp_path / "nowhere")
    assert result.exit_code == 2


def test_check_exits_2_for_a_folder_without_rules(tmp_path: Path) -> None:
    result = otoku("check", tmp_path)
    assert result.exit_code == 2
    assert "otoku init" in result.output


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty", b"", "E0003"),
        ("binary", bytes(range(256)) * 4, "E0001"),
        ("newer", b"otoku 9\n", "E0004"),
        ("huge", b"otoku 1\n" + b"# x\n" * 2_600_000, "E0002"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_diagnostic(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / f"{name}.otoku"
    path.write_bytes(data)
    result = otoku("check", path, "--format", "json")
    assert result.exit_code == 1
    assert code in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_formats_are_json(tmp_path: Path, form: str) -> None:
    result = otoku("check", write(tmp_path / "a.otoku", 'otoku 1\n\ncupon "x" {\n}\n'), "--format", form)
    assert json.loads(result.output)


def test_check_speaks_japanese(tmp_path: Path) -> None:
    result = otoku("check", write(tmp_path / "a.otoku", 'otoku 1\n\ncupon "x" {\n}\n'), "--lang", "ja")
    assert "エラー[" in result.output


def test_fmt_check_names_the_file_and_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.otoku", GOOD.replace("  currency", "      currency"))
    before = path.read_bytes()
    result = otoku("fmt", "--check", path)
    assert (result.exit_code, path.read_bytes()) == (1, before)


def test_fmt_writes_the_form_and_is_content_with_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.otoku", GOOD.replace("  currency", "      currency"))
    assert otoku("fmt", path).exit_code == 0
    assert path.read_text(encoding="utf-8") == GOOD
    assert otoku("fmt", "--check", path).exit_code == 0


def test_fmt_reads_standard_input() -> None:
    result = otoku("fmt", "-", stdin=GOOD.replace("  currency", " currency").encode())
    assert result.output == GOOD


def test_test_plays_the_tests_of_a_folder() -> None:
    result = otoku("test", EXAMPLE)
    assert result.exit_code == 0
    assert result.output.endswith("6 passed, 0 failed\n")


def test_a_failing_test_shows_what_came_instead(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    otoku("init", folder)
    rules = folder / "rules.otoku"
    write(rules, rules.read_text(encoding="utf-8").replace("expect pays 3,300 JPY", "expect pays 3,299 JPY"))
    result = otoku("test", folder, "--match", "once")
    assert result.exit_code == 1
    assert "3,299" in result.output
    assert "3,300" in result.output


def test_words_lists_every_label_for_tools() -> None:
    listed = json.loads(otoku("words", "--json").output)
    assert {"code", "valid", "uses", "discount"} <= {line["label"] for line in listed["lines"]}


@pytest.mark.parametrize("subject", ["E0303", "valid", "cart.total", "coupon"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_explain_knows_codes_lines_facts_and_kinds(subject: str, language: str) -> None:
    result = otoku("explain", subject, "--lang", language)
    assert result.exit_code == 0
    assert result.output.strip()


def test_explain_suggests_the_nearest() -> None:
    result = otoku("explain", "vald")
    assert result.exit_code == 1
    assert "Did you mean `valid`?" in result.output


def test_describe_reads_every_rule_back() -> None:
    result = otoku("describe", EXAMPLE, "--lang", "ja")
    assert result.exit_code == 0
    assert "thanks-coupon" in result.output


def test_init_makes_a_folder_that_checks_and_refuses_to_overwrite(tmp_path: Path) -> None:
    assert otoku("init", tmp_path / "shop").exit_code == 0
    assert otoku("check", tmp_path / "shop").exit_code == 0
    again = otoku("init", tmp_path / "shop")
    assert again.exit_code == 1
    assert "nothing was written" in again.output


@pytest.mark.slow
def test_a_shop_is_published_rolled_back_and_looked_over(tmp_path: Path) -> None:
    assert "revision 1 is live" in process(tmp_path, "publish", str(EXAMPLE)).stdout
    changed = tmp_path / "changed"
    assert otoku("init", changed).exit_code == 0
    rules = changed / "rules.otoku"
    write(
        rules,
        rules.read_text(encoding="utf-8")
        .replace("discount 500 JPY", "discount 600 JPY")
        .replace("3,300", "3,200"),
    )
    assert "revision 2 is live" in process(tmp_path, "publish", str(changed)).stdout
    assert "revision 1 is live" in process(tmp_path, "rollback", "1").stdout
    assert process(tmp_path, "token", "--kind", "secret").stdout.startswith("otk_live_")
    assert "/sign-in/" in process(tmp_path, "sign-in").stdout
    assert "the audit trail is whole" in process(tmp_path, "audit", "--verify").stdout
    assert "all invariants hold" in process(tmp_path, "check-invariants").stdout
    assert process(tmp_path, "doctor").returncode == 0


@pytest.mark.slow
def test_rules_with_an_error_leave_the_live_ones_alone(tmp_path: Path) -> None:
    process(tmp_path, "publish", str(EXAMPLE))
    broken = tmp_path / "broken"
    otoku("init", broken)
    rules = broken / "rules.otoku"
    write(rules, rules.read_text(encoding="utf-8").replace("uses 1\n", "\n"))
    refused = process(tmp_path, "publish", str(broken))
    assert refused.returncode == 1
    assert "E0304" in refused.stderr
    assert "`main` runs revision 1" in process(tmp_path, "doctor").stdout


@pytest.mark.slow
@pytest.mark.requirement("S1.2", "S1.3", "S1.5", "S1.6", "S1.38", "S1.46", "S4.62", "V17", "V19")
def test_the_story_is_told_over_http_from_purchase_to_figures(tmp_path: Path) -> None:
    told = process(tmp_path, "demo", "--once")
    assert told.stderr == ""
    assert told.returncode == 0
    assert "refused, EXPIRED" in told.stdout
    assert "thanks-coupon issued 2, redeemed 1" in told.stdout
    assert "one-more shown 2, clicked 2, orders 1, revenue 4,950 JPY" in told.stdout


@pytest.mark.slow
def test_a_database_that_is_none_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "shop.sqlite3").write_bytes(b"this is no database" * 1000)
    (tmp_path / "shop.sqlite3.secrets").write_text("{}")
    refused = process(tmp_path, "doctor")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert refused.stderr.startswith("Error: ")


@pytest.mark.slow
@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
def test_a_crash_around_the_commit_leaves_a_sound_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    process(tmp_path, "publish", str(EXAMPLE))
    token = process(tmp_path, "token", "--kind", "secret").stdout.strip()
    monkeypatch.setenv("OTOKU_FAILPOINT", f"{point}:kill@1")
    monkeypatch.setenv("OTOKU_TEST", "1")
    assert order_at_a_server(tmp_path, token) is None  # it died before it could answer
    monkeypatch.delenv("OTOKU_FAILPOINT")
    assert order_at_a_server(tmp_path, token) == {"repeated": point == "commit.after", "coupons": 1}
    assert "all invariants hold" in process(tmp_path, "check-invariants").stdout
