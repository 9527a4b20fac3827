"""A queued message becomes a mail: which text, from whom, with which way back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.delivery.render import TemplateProblem
from engine.model.program import Program, Template
from engine.model.records import MessageState, Page, StoredMessage
from engine.service import ask
from engine.service.clock import VirtualClock
from engine.service.compose_mail import compose_mail, find_template
from engine.service.engine import Engine, MailIdentity
from engine.service.message_link import BOUNCE, read_message_token
from engine.values.key_ring import KeyRing, Keys
from tests.service.shop import KEYS, buy, drain


async def queued(engine: Engine) -> tuple[StoredMessage, Program]:
    """A message and the rules that queued it."""
    await buy(engine, "1001", "SAMPLE-1")
    (message,) = await ask.messages(engine, "tea", Page(limit=1))
    return message, await engine.programs.of_revision(
        engine.store, "tea", message.revision, engine.clock.now()
    )


def spoken(program: Program, *locales: str) -> Program:
    """The rules with one template in some languages."""
    return replace(
        program,
        templates={
            ("t", locale): Template(name="t", locale=locale, category="coupon", subject="s", text="x")
            for locale in locales
        },
    )


@pytest.mark.parametrize(
    ("wanted", "locales", "found"),
    [
        ("ja", ("en", "ja"), "ja"),
        ("ja-JP", ("en", "ja"), "ja"),
        ("en_GB", ("en", "ja"), "en"),
        ("fr", ("en", "ja"), "ja"),
        ("fr", ("de", "en"), "en"),
        ("fr", ("de", "it"), "de"),
        ("", ("en", "ja"), "ja"),
    ],
)
async def test_a_buyer_gets_the_nearest_language(
    tea: Engine, wanted: str, locales: tuple[str, ...], found: str
) -> None:
    _, program = await queued(tea)

    assert find_template(spoken(program, *locales), "t", wanted).locale == found


async def test_a_template_that_is_not_there_is_a_problem(tea: Engine) -> None:
    _, program = await queued(tea)

    with pytest.raises(TemplateProblem, match="no such template"):
        find_template(program, "none", "ja")


async def test_a_bounce_comes_back_to_an_address_of_the_message(tea: Engine) -> None:
    message, program = await queued(tea)
    returning = replace(
        tea, mail=MailIdentity(sender="no-reply@otoku.example", return_path="bounce@otoku.example")
    )

    plain = await compose_mail(tea, message, program)
    verp = await compose_mail(returning, message, program)

    assert plain.return_path == plain.sender == "shop@example.com"
    local, _, domain = verp.return_path.partition("@")
    known = read_message_token(tea, BOUNCE, local.removeprefix("bounce+"))
    assert domain == "otoku.example"
    assert known is not None
    assert (known.shop, message.id.startswith(known.message_id)) == ("tea", True)
    assert plain.message_id == verp.message_id


async def test_a_shop_without_a_sender_uses_that_of_the_installation(tea: Engine) -> None:
    message, program = await queued(tea)
    unnamed = replace(program, settings=replace(program.settings, sender_email=""))

    mail = await compose_mail(tea, message, unnamed)

    assert mail.sender == "no-reply@localhost"
    assert mail.sender_name == "おとく茶舗"


async def test_a_mail_whose_key_is_missing_waits_for_the_key_and_carries_no_wrong_code(tea: Engine) -> None:
    await queued(tea)
    rotated = replace(
        tea,
        keys=Keys(
            codes=KeyRing(current="k2", keys={"k2": b"x" * 32}), peppers=KEYS.peppers, links=KEYS.links
        ),
    )
    await drain(rotated)

    (message,) = await ask.messages(tea, "tea", Page(limit=1))
    assert message.state is MessageState.DUE
    assert "k1 is not in the secrets file" in message.reason

    assert isinstance(tea.clock, VirtualClock)
    tea.clock.advance(timedelta(minutes=5))
    await drain(tea)
    (message,) = await ask.messages(tea, "tea", Page(limit=1))
    assert message.state is MessageState.SENT


async def test_keys_are_rotated_without_losing_an_issued_code(tea: Engine) -> None:
    from tests.service.shop import code_of  # noqa: PLC0415

    old = await buy(tea, "1001", "SAMPLE-1")
    code = await code_of(tea, old)
    rotated = replace(
        tea,
        keys=Keys(
            codes=KeyRing(current="k2", keys={"k1": b"c" * 32, "k2": b"d" * 32}),
            peppers=KeyRing(current="k2", keys={"k1": b"p" * 32, "k2": b"q" * 32}),
            links=KEYS.links,
        ),
    )

    new = await buy(rotated, "1002", "SAMPLE-1")

    assert await code_of(rotated, old) == code
    assert (await buy(rotated, "1003", "PACK-1", codes=[code])).quote.total == 3300
    assert (await buy(rotated, "1004", "PACK-1", codes=[await code_of(rotated, new)])).quote.total == 3300
