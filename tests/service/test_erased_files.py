"""Files that were handed in name a person as somebody typed them; an erasure finds them all the same (GDPR)."""

from collections.abc import AsyncIterator

import pytest

from engine.model.data_subject import Erasure
from engine.model.job import Job, JobSide, JobState
from engine.model.requests import BuyerRequest
from engine.service.engine import Engine
from engine.service.erase_person import erase_person
from engine.service.hand_in import hand_in
from engine.service.product_import import open_product_import
from engine.service.read_products import ImportFormat
from tests.service.shop import TEST, buy


async def piece(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.mark.parametrize(
    ("written", "kept"),
    [("ＴＡＲＯ＠ｓｈｏｐ．ｅｘａｍｐｌｅ", False), ("090-1234-5678", False), ("090-1234-5679", True)],
)
async def test_a_file_goes_that_names_them_in_another_spelling(
    tea: Engine, written: str, *, kept: bool
) -> None:
    buyer = BuyerRequest(email="taro@shop.example", phone="+81 90 1234 5678")
    await buy(tea, "1001", "SAMPLE-1", buyer=buyer)
    job = await open_product_import(tea, "tea", ImportFormat.CSV, TEST)
    assert isinstance(job, Job)
    # So long that the name stands in a later piece than the beginning.
    content = f"sku,name\nA,{'茶' * 100_000}\nB,{written}\n".encode()
    assert len(content) == await hand_in(tea, "tea", job.id, piece(content))
    became = await erase_person(tea, "tea", "taro@shop.example", reason="asked for it", actor=TEST)
    assert isinstance(became, Erasure), became
    parts = await tea.store.job_parts("tea", job.id, JobSide.INPUT, 0, 9)
    found = await tea.store.job("tea", job.id)
    assert found is not None
    assert (kept, JobState.OPEN if kept else JobState.CANCELLED) == (bool(parts), found.state)
