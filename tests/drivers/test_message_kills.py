"""Workers die by SIGKILL again and again: no advertising goes out twice, no essential mail is lost (A1, A6-A9, F1, F2).

Real processes, a real SMTP server and a real SMS gateway on this machine. The short form runs with the other tests;
`make soak` sends 6,000 messages under 60 kills.
"""

import asyncio
import os
import random
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.model.consent import ConsentAct, ConsentEntry
from engine.model.program import ChannelName, MessageClass
from engine.model.records import MessageState, Page, SourceFile, StoredMessage
from engine.model.requests import BuyerRequest
from engine.service.consent import change_consent
from engine.service.consent_entry import ConsentRequest
from engine.service.engine import Engine
from engine.settings import new_secrets, read_settings, write_secrets
from engine.store.handover import LEASE_LOST
from engine.wiring import open_engine
from tests.service.list_shop import THANKS, TIPS
from tests.service.shop import TEST, buy, example_files, open_shop
from tests.store.conftest import empty
from tests.support import servers
from tests.support.mail import MailServer
from tests.support.web import Answer, WebServer, web_server

pytestmark = [pytest.mark.slow, pytest.mark.store]

ALL = Page(limit=100_000)
WORKERS = 2
AT_ONCE = 10
OF_EACH_BUYER = 3  # the mail with the coupon, and from the list a mail and an SMS
PATIENCE = 8.0
"""Seconds that a worker has to come to the place where it dies, which it does not while there is nothing to do."""

LEASE = timedelta(seconds=10)
IN_DOUBT = (LEASE_LOST, "dot: ", "answer: ")
"""Why it is not known whether a message left: the sender died, or no answer came after the last byte."""

PLACES = ("message.claimed", "message.handover.after", "commit.before", "commit.after", "timer.claimed")
LIST = """
list "sample" {
  title "サンプル購入者"
  when order paid with product "SAMPLE-1"
  segment buyers
  step on join send email "tips"
  step on join send sms "thanks"
}
"""


@dataclass(kw_only=True)
class Slaughter:
    """Keeps workers at work and kills them, at random moments and at the named places that matter."""

    environment: Mapping[str, str]
    kills_wanted: int
    dice: random.Random
    kills: int = 0
    at_places: Counter[str] = field(default_factory=Counter)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep_at_work(self) -> None:
        """One worker after another, until all is over."""
        brood = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-m", "tests.drivers.brood", stdin=PIPE, stdout=PIPE, cwd=servers.ROOT,
            env={**os.environ, **self.environment, "OTOKU_TEST": "1"},
        )  # fmt: skip
        while not self.over.is_set():
            place = self.dice.choice((*PLACES, "")) if self.kills < self.kills_wanted else ""
            await self._live_and_die(brood, place)
        assert brood.stdin is not None
        brood.stdin.close()
        await brood.wait()

    async def _live_and_die(self, brood: Process, place: str) -> None:
        """A worker that dies at the named place, or by our hand after a while; the last ones live to the end."""
        assert brood.stdin is not None
        assert brood.stdout is not None
        brood.stdin.write(f"{place}:kill@{self.dice.randint(1, 15)}\n".encode() if place else b"\n")
        worker = int(await brood.stdout.readline())
        line = await brood.stdout.readline()
        assert line, "the process that breeds workers is gone"
        if line != b"ready\n":
            return  # it could not even begin, on a machine that is too busy for its database; the next one may
        dead = asyncio.create_task(self._dead(brood))
        if self.kills >= self.kills_wanted:
            await self.over.wait()
        else:
            await asyncio.wait({dead}, timeout=PATIENCE if place else self.dice.uniform(0.1, 2.0))
        there = place if place and dead.done() else "anywhere"
        if not dead.done():
            os.kill(worker, signal.SIGKILL)
        await dead
        if not self.over.is_set():
            self.kills += 1
            self.at_places[there] += 1

    async def _dead(self, brood: Process) -> None:
        assert brood.stdout is not None
        assert await brood.stdout.readline() == b"ended -9\n"


@dataclass(frozen=True, kw_only=True)
class Outside:
    """What arrived, by message: mails that the server took, SMS that the gateway took."""

    arrived: Counter[str]
    ids: Mapping[str, set[str]]

    @staticmethod
    def of(smtp: MailServer, gateway: WebServer) -> "Outside":
        """Everything that came in."""
        said = [str(mail.message["Message-ID"]).strip("<>") for mail in smtp.mails]
        said += [one.headers["i-twilio-idempotency-token"] for one in gateway.received]
        ids: dict[str, set[str]] = {}
        for one in said:
            ids.setdefault(one.partition(".")[0], set()).add(one)
        return Outside(arrived=Counter(one.partition(".")[0] for one in said), ids=ids)


def shop_files() -> tuple[SourceFile, ...]:
    """The example shop with a list; where it stands it is noon, so that no quiet hours hold anything back."""
    files = {file.path: file.text for file in example_files()}
    ahead = (12 - datetime.now(UTC).hour) % 24
    zone = f"Etc/GMT{-ahead:+d}" if ahead <= 12 else f"Etc/GMT{24 - ahead:+d}"
    rules = files["rules.otoku"].replace('"Asia/Tokyo"', f'"{zone}"', 1).replace('  budget "thanks"\n', "", 1)
    files["rules.otoku"] = rules.replace("  legal {", '  sender sms "OTOKU"\n  legal {', 1) + LIST
    files["templates/tips.ja.liquid"] = TIPS
    files["templates/thanks.ja.liquid"] = THANKS
    return tuple(SourceFile(path=path, text=text) for path, text in files.items())


async def sell(engine: Engine, number: int) -> None:
    """A buyer agrees to mails and SMS, and buys a sample."""
    email, phone = f"b{number}@shop.example", f"+8190{number:08d}"
    for channel, address in ((ChannelName.EMAIL, email), (ChannelName.SMS, phone)):
        agreed = ConsentRequest(
            channel=channel, address=address, act=ConsentAct.GIVEN, wording="お知らせを受け取る", source="/"
        )
        assert isinstance(await change_consent(engine, "tea", agreed, actor=TEST), ConsentEntry)
    buyer = BuyerRequest(email=email, phone=phone, name="山田太郎", locale="ja")
    await buy(engine, f"o{number}", "SAMPLE-1", buyer=buyer)


async def sell_all(engine: Engine, buyers: int, slaughter: Slaughter) -> None:
    """So that there is work at every kill: the next buyers come when enough workers have died."""
    for start in range(0, buyers, AT_ONCE):
        while slaughter.kills < slaughter.kills_wanted * start // buyers - 1:  # noqa: ASYNC110 - others kill
            await asyncio.sleep(0.05)
        async with engine.store.transaction():
            for number in range(start, min(start + AT_ONCE, buyers)):
                await sell(engine, number)


async def all_messages(engine: Engine) -> Sequence[StoredMessage]:
    return await engine.store.messages("tea", ALL, state=None, order_id=None, coupon_id=None)


def put(clock: Path, ahead: timedelta) -> None:
    """Make it so much later for the workers."""
    clock.write_text(str(ahead.total_seconds()))


async def ended(engine: Engine, clock: Path) -> None:
    """Wait until every message has come to its end by itself; what waits only for its next try gets it."""
    later = timedelta()
    while (waits := await engine.store.backlog()).timer is not None or waits.message is not None:
        due = min(one for one in (waits.timer, waits.message) if one is not None)
        ahead = due - engine.clock.now() - later
        if waits.message is not None and ahead > 2 * LEASE:
            later += ahead
            put(clock, later)
        elif waits.message is None and ahead > 2 * LEASE:
            return
        await asyncio.sleep(0.5)


def check(messages: Sequence[StoredMessage], outside: Outside, kills: int) -> Counter[str]:
    """Advertising at most once and its doubt in the open; essential at least once, the same message each time."""
    figures: Counter[str] = Counter()
    for one in messages:
        times = outside.arrived[one.id]
        assert one.attempt >= 1
        assert len(outside.ids.get(one.id, ())) <= 1
        if one.order.message_class is MessageClass.ADVERTISING:
            assert times <= 1
            assert (one.state, times) == (MessageState.SENT, 1) or one.state is MessageState.UNKNOWN
            assert one.state is MessageState.SENT or one.reason.startswith(IN_DOUBT), one.reason
            figures["unknown"] += one.state is MessageState.UNKNOWN
            figures["unknown and never left"] += one.state is MessageState.UNKNOWN and not times
        else:
            assert one.state is MessageState.SENT
            assert 1 <= times <= one.attempt
            figures["essential twice"] += times > 1
    assert set(outside.arrived) <= {one.id for one in messages}
    assert figures["unknown"] + figures["essential twice"] <= kills * AT_ONCE
    return figures


async def survive(
    database_url: str, smtp: MailServer, folder: Path, *, messages: int, kills: int, seed: int
) -> Counter[str]:
    """Send so many messages while workers die; what came of them."""
    if database_url.startswith("postgres"):
        await empty(database_url)  # other tests were here
    buyers = messages // OF_EACH_BUYER
    async with web_server() as gateway:
        gateway.otherwise = Answer(status=201, body=b'{"sid": "SM1"}')
        environment = {
            "OTOKU_DATABASE_URL": database_url,
            "OTOKU_SECRETS_FILE": str(folder / "secrets"),
            "OTOKU_SMTP_URL": f"{smtp.url}?tls=none",
            "OTOKU_SMS_URL": f"twilio+http://AC1:secret@127.0.0.1:{gateway.port}",
            "OTOKU_LOOPBACK_HTTP": "1",
            "VICTIM_LEASE": str(LEASE.total_seconds()),
            "VICTIM_CLOCK": str(folder / "clock"),
        }
        write_secrets(folder / "secrets", new_secrets())
        put(folder / "clock", timedelta())
        slaughter = Slaughter(environment=environment, kills_wanted=kills, dice=random.Random(seed))
        async with open_engine(read_settings(environment)) as engine:
            await open_shop(engine, files=shop_files())
            async with asyncio.TaskGroup() as side_by_side:
                for _ in range(WORKERS):
                    side_by_side.create_task(slaughter.keep_at_work())
                try:
                    await sell_all(engine, buyers, slaughter)
                    await ended(engine, folder / "clock")
                finally:
                    slaughter.over.set()
            stored = await all_messages(engine)
            assert messages == len(stored)
            figures = check(stored, Outside.of(smtp, gateway), slaughter.kills)
            assert await engine.store.check_invariants(None, engine.clock.now()) == ()
    return figures + Counter({f"killed at {place}": n for place, n in slaughter.at_places.items()})


async def test_no_advertising_is_doubled_and_no_essential_mail_lost_while_workers_are_killed(
    database_url: str, smtp_server: MailServer, tmp_path: Path
) -> None:
    await survive(database_url, smtp_server, tmp_path, messages=240, kills=4, seed=5)


@pytest.mark.soak
async def test_six_thousand_messages_survive_sixty_kills(
    database_url: str, smtp_server: MailServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    figures = await survive(database_url, smtp_server, tmp_path, messages=6000, kills=60, seed=6)
    with capsys.disabled():
        sys.stdout.write(f"\n6,000 messages, {time.monotonic() - began:.0f} s: {dict(figures)}\n")
