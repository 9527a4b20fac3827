"""Tokens and sign-in: shown once, stored as hashes, over when they are over (SEC19, SEC23, SEC25, SEC26)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.links import make_link
from engine.service.sessions import sign_out, signed_in
from engine.service.sign_in import sign_in
from engine.service.token_memory import TokenMemory
from engine.service.tokens import REMEMBERED, TokenKind, authenticate, create_token, revoke_token
from engine.service.unsubscribe import Unsubscribe, read_unsubscribe, unsubscribe_token
from engine.values.key_ring import KeyRing, Keys
from tests.service.shop import KEYS, TEST


def pass_time(engine: Engine, by: timedelta) -> None:
    """Let time pass."""
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(by)


async def test_a_token_is_known_by_its_text_alone(tea: Engine) -> None:
    made = await create_token(tea, "tea", kind=TokenKind.SECRET, name="back end", actor=TEST)

    found = await authenticate(tea, made.text)

    assert found is not None
    assert (found.id, found.shop, found.kind) == (made.record.id, "tea", "secret")
    assert made.text.startswith(f"otk_live_{made.record.id}_")
    assert made.text not in repr(await ask.tokens(tea, "tea"))


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t[:-1],
        lambda t: t[:-9] + ("1" if t[-9] == "0" else "0") + t[-8:],
        lambda t: "",
        lambda t: "Ｏ" + t,
        lambda t: t * 50,
    ],
)
async def test_any_other_text_is_no_token(tea: Engine, change: object) -> None:
    made = await create_token(tea, "tea", kind=TokenKind.SECRET, name="back end", actor=TEST)

    assert await authenticate(tea, change(made.text)) is None  # type: ignore[operator]


async def test_a_revoked_token_ends_here_at_once_and_elsewhere_within_seconds(tea: Engine) -> None:
    elsewhere = replace(tea, tokens=TokenMemory())
    made = await create_token(tea, "tea", kind=TokenKind.ADMIN, name="x", actor=TEST)
    assert await authenticate(elsewhere, made.text) is not None

    assert await revoke_token(tea, "tea", made.record.id, actor=TEST)
    assert await authenticate(tea, made.text) is None
    pass_time(tea, REMEMBERED)
    assert await authenticate(elsewhere, made.text) is None
    assert not await revoke_token(tea, "coffee", made.record.id, actor=TEST)


async def test_a_token_lives_a_year_at_most(tea: Engine) -> None:
    made = await create_token(
        tea, "tea", kind=TokenKind.CI, name="x", actor=TEST, expires_at=tea.clock.now() + timedelta(days=4000)
    )
    short = await create_token(
        tea, "tea", kind=TokenKind.CI, name="y", actor=TEST, expires_at=tea.clock.now() + timedelta(seconds=2)
    )
    assert await authenticate(tea, short.text) is not None
    pass_time(tea, timedelta(seconds=2))
    assert await authenticate(tea, short.text) is None
    pass_time(tea, timedelta(days=365))
    assert await authenticate(tea, made.text) is None


async def shop_of(engine: Engine, secret: str) -> str | None:
    found = await signed_in(engine, secret)
    return None if found is None else found.member.shop


async def test_a_sign_in_link_works_once_within_a_quarter_of_an_hour(tea: Engine) -> None:
    link = await make_link(tea, "tea")
    late = await make_link(tea, "tea")

    session = await sign_in(tea, link.secret)

    assert session is not None
    assert await shop_of(tea, session.secret) == "tea"
    assert await sign_in(tea, link.secret) is None
    assert await sign_in(tea, "wrong") is None
    pass_time(tea, timedelta(minutes=15))
    assert await sign_in(tea, late.secret) is None


async def test_a_session_ends_after_half_an_hour_of_rest_or_eight_hours_or_on_request(tea: Engine) -> None:
    idle, busy, over = [await sign_in(tea, (await make_link(tea, "tea")).secret) for _ in range(3)]
    assert idle is not None
    assert busy is not None
    assert over is not None
    await sign_out(tea, over.secret)
    assert await shop_of(tea, over.secret) is None

    for _ in range(31):
        pass_time(tea, timedelta(minutes=15))
        assert await shop_of(tea, busy.secret) == "tea"
    assert await shop_of(tea, idle.secret) is None
    pass_time(tea, timedelta(minutes=15))
    assert await shop_of(tea, busy.secret) is None


async def test_an_unsubscribe_token_says_whom_it_is_about_and_cannot_be_changed(tea: Engine) -> None:
    token = unsubscribe_token(tea, "tea", "m-1")

    assert read_unsubscribe(tea, token) == Unsubscribe(shop="tea", message_id="m-1")
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        assert read_unsubscribe(tea, changed) is None, place
    for text in ("", ".", "k1..", "k1.é.x", "nope.abc.def"):
        assert read_unsubscribe(tea, text) is None


async def test_an_unsubscribe_token_outlives_its_key_s_successor_and_ends_after_a_year(tea: Engine) -> None:
    token = unsubscribe_token(tea, "tea", "m-1")
    rotated = replace(
        tea,
        keys=Keys(
            codes=KEYS.codes,
            peppers=KEYS.peppers,
            links=KeyRing(current="k2", keys={"k1": b"l" * 32, "k2": b"m" * 32}),
        ),
    )

    assert read_unsubscribe(rotated, token) is not None
    pass_time(tea, timedelta(days=401))
    assert read_unsubscribe(tea, token) is None


async def test_the_memory_of_tokens_is_bounded(tea: Engine) -> None:
    made = await create_token(tea, "tea", kind=TokenKind.CI, name="x", actor=TEST)
    memory, now = TokenMemory(), tea.clock.now()
    for number in range(5000):
        memory.remember(str(number).encode(), made.record, now + REMEMBERED)

    assert memory.recall(b"0", now) is None
    assert memory.recall(b"4999", now) is made.record
    assert memory.recall(b"4999", now + REMEMBERED) is None
