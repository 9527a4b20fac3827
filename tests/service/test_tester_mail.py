"""Test mails go to testers and to whoever asks, thirty an hour, and to nobody else."""

from engine.model.answers import Session
from engine.model.decision import Problem, Rejection
from engine.model.records import Actor, Page
from engine.model.staff import Role
from engine.service.engine import Engine
from engine.service.own_account import accept_link
from engine.service.preview_template import TemplateCase, TemplatePreview
from engine.service.sessions import Visit
from engine.service.staff import invite
from engine.service.tester_mail import MOST_AN_HOUR, send_template
from tests.service.shop import TEST, example_files

FILE = next(one for one in example_files() if one.path.endswith(".ja.liquid"))
OWN = "hanako@shop.example"


async def somebody(engine: Engine) -> Actor:
    """A person of the shop, who signed in."""
    invited = await invite(engine, "tea", email=OWN, name="花子", role=Role.EDITOR, actor=TEST)
    assert not isinstance(invited, Rejection), invited
    member, link = invited
    session = await accept_link(
        engine, link.secret, email=OWN, name="", password="long enough 4 tests", visit=Visit()
    )
    assert isinstance(session, Session), session
    return Actor(kind="staff", id=member.id)


async def send(engine: Engine, actor: Actor, to: str = OWN) -> str | TemplatePreview | Rejection:
    return await send_template(
        engine, "tea", FILE.path, FILE.text, to=to, case=TemplateCase(), actor=actor, language="ja"
    )


async def test_a_person_tries_a_template_at_the_own_address_and_no_other(tea: Engine) -> None:
    person = await somebody(tea)
    assert await send(tea, person) == ""
    [mail] = await tea.store.inbox("tea", Page(limit=5))
    assert (mail.recipient, mail.subject[:6]) == (OWN, "[テスト] ")
    assert await send(tea, person, "stranger@shop.example") == Rejection(
        problem=Problem.EMAIL_INVALID, path=("to",)
    )
    assert await send(tea, TEST) == Rejection(problem=Problem.EMAIL_INVALID, path=("to",))


async def test_nobody_sends_test_mails_without_end(tea: Engine) -> None:
    person = await somebody(tea)
    answers = [await send(tea, person) for _ in range(2 * MOST_AN_HOUR)]
    assert answers[:MOST_AN_HOUR] == [""] * MOST_AN_HOUR
    assert answers[-1] == Rejection(problem=Problem.TOO_MANY_TEST_MAILS)
