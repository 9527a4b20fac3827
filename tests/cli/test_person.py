"""`otoku person` as somebody uses it who got a letter: count, hand out, erase; killed at any step it goes on."""

import asyncio
import json
from pathlib import Path

import pytest

from engine.model.answers import OrderRecordedAnswer
from engine.model.cart import OrderState
from engine.model.records import Actor
from engine.model.requests import BuyerRequest, CartRequest, LineRequest, OrderRequest
from engine.service.record_order import record_order
from engine.settings import read_settings
from engine.wiring import open_engine
from tests.cli.test_verbs import EXAMPLE, process

HANA = "hana@shop.example"
NAME = "山田花子"


async def buys(folder: Path) -> None:
    """An order of Hana's, which earns a coupon."""
    cart = CartRequest(
        lines=(LineRequest(sku="SAMPLE-1", quantity=1),), buyer=BuyerRequest(email=HANA, name=NAME)
    )
    order = OrderRequest(id="1", state=OrderState.PAID, cart=cart)
    async with open_engine(
        read_settings({"OTOKU_DATABASE_URL": f"sqlite://{folder}/shop.sqlite3"})
    ) as engine:
        answer = await record_order(engine, "main", order, actor=Actor(kind="test", id="test"))
    assert isinstance(answer, OrderRecordedAnswer), answer


@pytest.mark.slow
def test_a_person_is_counted_handed_out_and_erased_and_a_kill_at_any_step_only_delays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process(tmp_path, "publish", str(EXAMPLE))
    asyncio.run(buys(tmp_path))
    erase = ("person", "erase", HANA, "--reason", "asked for it")
    counted = process(tmp_path, *erase)
    assert "1 orders" in counted.stdout
    assert "nothing was changed" in counted.stdout
    written = process(tmp_path, "person", "export", HANA, "-o", "hana.json")
    assert written.returncode == 0, written.stderr
    assert json.loads((tmp_path / "hana.json").read_text())["orders"][0]["order"]["id"] == "1"

    monkeypatch.setenv("OTOKU_TEST", "1")
    for point in ("erasure.step.before:kill@3", "erasure.step.after:kill@9"):
        monkeypatch.setenv("OTOKU_FAILPOINT", point)
        assert process(tmp_path, *erase, "--yes").returncode < 0
    monkeypatch.delenv("OTOKU_FAILPOINT")
    done = process(tmp_path, *erase, "--yes")
    assert "is done" in done.stdout, done.stderr
    assert "all invariants hold" in process(tmp_path, "check-invariants").stdout
    again = process(tmp_path, *erase, "--yes")
    assert again.stdout.splitlines()[-1] == done.stdout.splitlines()[-1]

    stones = process(tmp_path, "person", "tombstones").stdout
    (tmp_path / "stones").write_text(stones)
    assert "1 tombstones read, 0 people" in process(tmp_path, "person", "replay-erasures", "stones").stdout
    content = b"".join(file.read_bytes() for file in tmp_path.glob("shop.sqlite3*"))
    assert HANA.encode() not in content
    assert NAME.encode() not in content


@pytest.mark.slow
def test_what_is_no_address_is_refused_with_a_sentence(tmp_path: Path) -> None:
    process(tmp_path, "publish", str(EXAMPLE))
    refused = process(tmp_path, "person", "show", "hana")
    assert refused.returncode == 1
    assert "write an e-mail address" in refused.stderr
    unknown = process(tmp_path, "person", "erase", HANA, "--reason", "x", "--yes")
    assert "nothing is held" in unknown.stderr
