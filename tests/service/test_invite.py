"""Invitations leave by a real mail server, and never land in the inbox viewer."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.model.decision import Rejection
from engine.model.records import Page
from engine.model.staff import Role
from engine.service import own_account, staff
from engine.service.engine import Engine
from engine.service.invite import mail_invitation, mail_is_set_up
from engine.service.sessions import Visit
from engine.service.shop_profile import update_shop
from engine.settings import read_settings
from engine.wiring import open_engine
from tests.service.shop import TEST, open_shop
from tests.support.mail import MailServer

WHO = "hanako@shop.example"


@pytest.fixture
async def mailing(tmp_path: Path, smtp_server: MailServer) -> AsyncIterator[Engine]:
    """An engine that hands its mails to a server, wired from its settings."""
    settings = read_settings(
        {"OTOKU_DATABASE_URL": f"sqlite://{tmp_path}/otoku.sqlite3", "OTOKU_SMTP_URL": smtp_server.url}
    )
    async with open_engine(settings) as engine:
        await open_shop(engine)
        yield engine


@pytest.mark.slow
@pytest.mark.parametrize(("language", "said"), [("ja", "パスワードを設定"), ("en", "choose your password")])
async def test_an_invitation_leaves_by_mail_and_its_link_opens_the_door_once(
    mailing: Engine, smtp_server: MailServer, language: str, said: str
) -> None:
    assert mail_is_set_up(mailing)
    await update_shop(mailing, "tea", colour="#aa3355", actor=TEST)
    invited = await staff.invite(mailing, "tea", email=WHO, name="<花子>", role=Role.EDITOR, actor=TEST)
    assert not isinstance(invited, Rejection)
    member, link = invited
    address = f"{mailing.public_url}/sign-in/{link.secret}"
    assert await mail_invitation(mailing, member, address, language)
    (mail,) = await smtp_server.wait_for(1)
    assert mail.recipients == (WHO,)
    assert said in mail.text
    assert mail.message["Content-Language"] == language
    found = re.search(r"/sign-in/(\S+)", mail.text)
    assert found is not None
    assert f'href="{address}" style="color:#aa3355"' in mail.html
    assert "<花子>" not in mail.html  # names are escaped
    assert await mailing.store.inbox("tea", Page(limit=5)) == ()
    entries = [
        await own_account.accept_link(
            mailing, found[1], email="", name="", password="three red kettles sing", visit=Visit()
        )
        for _ in range(2)
    ]
    assert [isinstance(one, Rejection) for one in entries] == [False, True]


async def test_a_refused_invitation_says_so_and_the_link_is_handed_over(
    mailing: Engine, smtp_server: MailServer
) -> None:
    smtp_server.refuse(WHO)
    invited = await staff.invite(mailing, "tea", email=WHO, name="花子", role=Role.EDITOR, actor=TEST)
    assert not isinstance(invited, Rejection)
    assert not await mail_invitation(mailing, invited[0], "https://x.example/sign-in/y", "ja")
    assert smtp_server.mails == []
