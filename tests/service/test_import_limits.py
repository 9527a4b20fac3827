"""What a file of gift cards may move without a second person, and that the look through bounds it (SEC24)."""

import pytest

from engine.model.approval import ApprovalState, RoleLimit
from engine.model.card_records import TransferKind
from engine.model.decision import Problem, Rejection
from engine.model.job import Job, JobKind, JobState
from engine.model.records import Actor, Page
from engine.model.staff import Role, StaffMember, StaffState
from engine.service.approve_money import approve_money
from engine.service.bulk_refund_jobs import open_bulk_refund, start_bulk_refund
from engine.service.engine import Engine
from engine.service.files_by_hand import run_import_by_hand
from engine.service.hand_in import hand_in
from engine.service.import_jobs import start_import
from engine.service.publish import publish
from engine.service.role_limits import set_limits
from engine.service.run_jobs import run_job
from tests.service.gifts import FILES, sound
from tests.service.imports import looked_through, standing
from tests.service.shop import TEST, open_shop
from tests.service.test_bulk_refund import pieces

CARDS = JobKind.CARD_IMPORT
RUNNER, OTHER = (Actor(kind="staff", id=one) for one in ("runner", "other"))
SMALL = "code,balance\nGIFT-AAAA-0001,5000\n"
LARGE = "code,balance\nGIFT-AAAA-0001,5000\nGIFT-AAAA-0002,1\n"


@pytest.fixture
async def shop(engine: Engine) -> Engine:
    await open_shop(engine, files=FILES)
    for who in (RUNNER, OTHER):
        member = StaffMember(
            id=who.id,
            shop="tea",
            email=f"{who.id}@shop.example",
            name=who.id,
            role=Role.PUBLISHER,
            state=StaffState.ACTIVE,
            created_at=engine.clock.now(),
        )
        await engine.store.add_staff(member, TEST, engine.clock.now())
    await set_limits(engine, "tea", (RoleLimit(role=Role.PUBLISHER, bulk_refund=5_000),), TEST)
    return engine


async def run(shop: Engine, job: Job) -> Job | Rejection:
    return await run_import_by_hand(shop, "tea", job.id, actor=RUNNER)


async def test_imported_balances_above_the_limit_come_when_a_second_person_approves_them(
    shop: Engine,
) -> None:
    job = await looked_through(shop, CARDS, "open", LARGE)
    refused = await run(shop, job)
    assert isinstance(refused, Rejection)
    assert Problem.APPROVAL_REQUIRED is refused.problem
    number = int(dict(refused.args)["number"])
    own = await approve_money(shop, "tea", number, actor=RUNNER)
    assert isinstance(own, Rejection)
    assert Problem.APPROVAL_OWN is own.problem
    done = await approve_money(shop, "tea", number, actor=OTHER)
    assert not isinstance(done, Rejection), done
    assert ApprovalState.DONE is done.state
    assert await run_job(shop)
    assert JobState.DONE is (await standing(shop, job)).state
    await sound(shop)


async def test_a_file_up_to_the_limit_is_taken_over_alone_under_the_name_of_who_ran_it(shop: Engine) -> None:
    job = await looked_through(shop, CARDS, "open", SMALL)
    assert isinstance(await run(shop, job), Job)
    assert await run_job(shop)
    [opening] = await shop.store.transfers("tea", Page(limit=5), kind=TransferKind.CREDIT)
    assert (5_000, "staff:runner") == (opening.amount, opening.actor)


@pytest.mark.parametrize("again", [False, True])
async def test_a_file_that_nobody_looked_through_to_the_end_does_not_run(shop: Engine, again: bool) -> None:
    job = await open_bulk_refund(shop, "tea", "open", RUNNER, notify=False)
    assert isinstance(job, Job)
    await hand_in(shop, "tea", job.id, pieces(b"customer,booking,amount\nc1,A1,500000\n"))
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, RUNNER, check=True), Job)
    if again:
        assert await run_job(shop)
        assert isinstance(await start_bulk_refund(shop, "tea", job.id, RUNNER, check=True), Job)
    early = await start_bulk_refund(shop, "tea", job.id, RUNNER, check=False)
    assert isinstance(early, Rejection)
    assert Problem.STATE_NOT_ALLOWED is early.problem


async def test_cards_that_became_possible_since_do_not_move_more_than_was_looked_through(
    shop: Engine,
) -> None:
    job = await looked_through(shop, CARDS, "campaign", "code,balance\nGIFT-AAAA-0001,900000\n")
    assert (0, 1) == (job.totals["amount"], job.failed)  # nobody could ever spend it: only owners may
    await opened(shop)
    assert isinstance(await start_import(shop, "tea", job.id, RUNNER, check=False), Job)
    assert await run_job(shop)
    stopped = await standing(shop, job)
    assert JobState.FAILED is stopped.state
    assert () == await shop.store.transfers("tea", Page(limit=5))


async def test_a_bulk_refund_moves_no_more_than_was_looked_through(shop: Engine) -> None:
    job = await open_bulk_refund(shop, "tea", "open", RUNNER, notify=False)
    assert isinstance(job, Job)
    await hand_in(shop, "tea", job.id, pieces(b"customer,booking,amount\nc1,A1,5000\n"))
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, RUNNER, check=True), Job)
    assert await run_job(shop)
    text = FILES[0].text.replace("  redeem by anyone\n", "  redeem by anyone\n  balance 90000 JPY\n")
    await changed(shop, text)
    assert isinstance(await start_bulk_refund(shop, "tea", job.id, RUNNER, check=False), Job)
    assert await run_job(shop)
    stopped = await standing(shop, job)
    assert JobState.FAILED is stopped.state
    assert () == await shop.store.transfers("tea", Page(limit=5))


async def opened(shop: Engine) -> None:
    head = FILES[0].text.replace('"OTOKU-****-****"\n', '"OTOKU-****-****-****"\n  redeem by anyone\n', 1)
    await changed(shop, head)


async def changed(shop: Engine, text: str) -> None:
    files = (FILES[0].__class__(path="rules.otoku", text=text), FILES[1])
    found = await publish(shop, "tea", files, expected=1, actor=TEST)
    assert hasattr(found, "revision"), found
