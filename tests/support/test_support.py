"""The test servers themselves: they start, answer, come back, and leave nothing behind."""

import os
import shutil
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import asyncpg
import pytest

from tests.conftest import NewDatabase
from tests.support import servers
from tests.support.mail import MailServer

LEND_BOTH_FOR_EVER = """
import time
from tests.support import servers
with servers.postgres() as postgres, servers.redis() as redis:
    print(postgres._process.pid, redis._process.pid, postgres.folder, redis.folder, flush=True)
    time.sleep(60)
"""


async def test_postgres_runs_without_rights(pg_dsn: str) -> None:
    connection = await asyncpg.connect(pg_dsn)
    data = await connection.fetchval("SHOW data_directory")
    await connection.close()
    assert os.stat(data).st_uid != 0  # noqa: PTH116


async def test_a_database_is_copied_from_a_template(new_pg_database: NewDatabase) -> None:
    template = await new_pg_database()
    connection = await asyncpg.connect(template)
    await connection.execute("CREATE TABLE coupon (code text)")
    await connection.close()

    copy = await asyncpg.connect(await new_pg_database(template=template))
    count = await copy.fetchval("SELECT count(*) FROM coupon")
    await copy.close()
    assert count == 0


def test_redis_comes_back_on_the_same_port() -> None:
    with servers.redis() as server:
        server.kill()
        server.start()
        servers.flush_redis(server)


@pytest.mark.services
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_servers_do_not_outlive_a_killed_run(postgres_server: servers.Server) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LEND_BOTH_FOR_EVER], cwd=servers.ROOT, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        first, second, *folders = run.stdout.readline().split()
        run.kill()
    pids = [int(first), int(second)]
    deadline = time.monotonic() + 20
    while any(map(_lives, pids)):
        assert time.monotonic() < deadline, f"still there: {pids}"
        time.sleep(0.05)
    for folder in folders:
        shutil.rmtree(folder)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


async def test_the_mail_server_keeps_what_it_accepts(smtp_server: MailServer) -> None:
    await _send(smtp_server, "クーポンです")
    (mail,) = await smtp_server.wait_for(1)
    assert mail.recipients == ("taro@shop.example",)
    assert mail.text.strip() == "クーポンです"


async def test_the_mail_server_answers_as_told_once(smtp_server: MailServer) -> None:
    smtp_server.answer_next("451 4.3.0 try later")
    with pytest.raises(aiosmtplib.SMTPDataError) as refusal:
        await _send(smtp_server, "first")
    await _send(smtp_server, "second")
    assert refusal.value.code == 451
    assert [mail.text.strip() for mail in smtp_server.mails] == ["second"]


async def test_the_mail_server_refuses_a_recipient(smtp_server: MailServer) -> None:
    smtp_server.refuse("taro@shop.example")
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
        await _send(smtp_server, "never")
    assert smtp_server.mails == []


async def _send(server: MailServer, text: str) -> None:
    message = EmailMessage()
    message["From"] = "shop@shop.example"
    message["To"] = "taro@shop.example"
    message["Subject"] = "coupon"
    message.set_content(text)
    await aiosmtplib.send(message, hostname=server.host, port=server.port)
