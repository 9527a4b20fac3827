"""What is taken away is whole, however much there is of it; what is no text is refused."""

import gzip
import io
import zipfile
from collections.abc import AsyncIterator

import orjson
import pytest

from engine.model.card_requests import CreditRequest
from engine.model.consent import ConsentAct
from engine.model.decision import Problem, Rejection
from engine.model.job import Job
from engine.model.rule_parts import ChannelName
from engine.service.bulk_refund_jobs import open_bulk_refund
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.credit_cards import credit_cards
from engine.service.engine import Engine
from engine.service.export_person import as_json, export_person
from engine.service.hand_in import hand_in
from engine.store.connect import open_store
from tests.service.gifts import FILES, give
from tests.service.shop import TEST, make_engine, open_shop

JANE = "jane@example.com"


async def taken_away(engine: Engine) -> dict[str, list[object]]:
    sections = await export_person(engine, "tea", JANE, actor=TEST)
    assert not isinstance(sections, Rejection), sections
    found: dict[str, list[object]] = orjson.loads(as_json(sections))
    return found


async def test_a_person_gets_all_of_2500_movements_of_a_card(engine: Engine) -> None:
    await open_shop(engine, files=FILES)
    [card] = await give(engine, campaign="refund-card")
    for start in range(0, 2500, 500):
        asked = [
            CreditRequest(card_id=card.fact.id, key=f"k{n}", amount=1) for n in range(start, start + 500)
        ]
        assert not isinstance(await credit_cards(engine, "tea", asked, actor=TEST), Rejection)
    assert 2500 == len((await taken_away(engine))["gift_card_movements"])


async def test_a_person_gets_all_of_2500_consents() -> None:
    store = open_store("memory://")
    engine = make_engine(store)
    await open_shop(engine, files=FILES)
    for number in range(2500):
        request = ConsentRequest(
            channel=ChannelName.EMAIL,
            address=JANE,
            act=ConsentAct.WITHDRAWN if number % 2 else ConsentAct.GIVEN,
            wording="Please send me news.",
            source=f"https://shop.example/{number}",
        )
        assert not isinstance(await change_consent(engine, "tea", request, actor=TEST), Rejection)
    assert 2500 == len((await taken_away(engine))["consents"])


def workbook() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return held.getvalue()


async def piece(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 7):
        yield content[start : start + 7]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (workbook(), "xlsx / zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500, "xls"),
        (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        (gzip.compress(b"customer,booking,amount\n" * 20, mtime=0), "gzip"),
        ("customer,booking,amount\n".encode("utf-16"), "UTF-16"),
        ("customer,booking,amount\n".encode("utf-16-le"), "UTF-16"),
        (b"PK\x05\x06", "xlsx / zip"),
    ],
    # Names of their own: an archive holds the time at which it was made, and each process collects at another.
    ids=["xlsx", "xls", "pdf", "gzip", "utf-16", "utf-16 without mark", "empty zip"],
)
async def test_what_is_no_text_is_refused_with_what_it_is(engine: Engine, content: bytes, kind: str) -> None:
    await open_shop(engine, files=FILES)
    job = await open_bulk_refund(engine, "tea", "campaign", TEST)
    assert isinstance(job, Job)
    refused = await hand_in(engine, "tea", job.id, piece(content))
    assert isinstance(refused, Rejection)
    assert (Problem.FILE_NOT_TEXT, (("kind", kind),)) == (refused.problem, refused.args)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
async def test_texts_of_japanese_excel_are_taken(engine: Engine, encoding: str) -> None:
    await open_shop(engine, files=FILES)
    job = await open_bulk_refund(engine, "tea", "campaign", TEST)
    assert isinstance(job, Job)
    content = "顧客番号,予約番号,返金額\nc1,予約1,1000\n".encode(encoding)
    assert len(content) == await hand_in(engine, "tea", job.id, piece(content))
