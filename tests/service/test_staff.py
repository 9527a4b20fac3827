"""People of a shop: invited, signed in by password, second factor, kept out."""

import asyncio
import time
from datetime import timedelta

import pyotp
import pytest

from engine.model.answers import RecoveryCodes, Session
from engine.model.decision import Problem, Rejection
from engine.model.records import Page
from engine.model.staff import Role, SignedIn, StaffMember
from engine.service import ask, links, own_account, own_second_factor, sessions, sign_in, staff
from engine.service.clock import VirtualClock
from engine.service.engine import Engine
from engine.service.passwords import is_weak
from engine.service.second_factor import Enrolment
from engine.service.sessions import Visit
from engine.service.sign_in import CodeNeeded
from tests.service.shop import TEST

GOOD = "three red kettles sing"
HOME = Visit(ip="203.0.113.7", network="203.0.113.7", browser="Firefox")
EMAIL = "yamada@shop.example"


def pass_time(engine: Engine, by: timedelta) -> None:
    assert isinstance(engine.clock, VirtualClock)
    engine.clock.advance(by)


async def add(
    engine: Engine, role: Role = Role.OWNER, email: str = EMAIL, password: str = GOOD
) -> StaffMember:
    """Somebody who was invited and came."""
    invited = await staff.invite(engine, "tea", email=email, name="山田", role=role, actor=TEST)
    assert not isinstance(invited, Rejection)
    begun = await own_account.accept_link(
        engine, invited[1].secret, email="", name="", password=password, visit=HOME
    )
    assert isinstance(begun, Session)
    found = await ask.staff_member(engine, "tea", invited[0].id)
    assert found is not None
    return found


async def come(
    engine: Engine, password: str = GOOD, code: str = "", email: str = EMAIL, visit: Visit = HOME
) -> Session | CodeNeeded | Rejection:
    return await sign_in.sign_in_by_password(
        engine, "tea", email=email, password=password, code=code, visit=visit
    )


async def inside(engine: Engine, **how: str) -> tuple[SignedIn, str]:
    """Somebody who signed in now."""
    session = await come(engine, **how)  # type: ignore[arg-type]
    assert isinstance(session, Session), session
    found = await sessions.signed_in(engine, session.secret)
    assert found is not None
    return found, session.secret


async def with_factor(engine: Engine) -> tuple[str, tuple[str, ...]]:
    """The secret of a second factor in use, and its recovery codes."""
    me, secret = await inside(engine)
    begun = await own_second_factor.begin_second_factor(engine, me, actor=TEST)
    assert isinstance(begun, Enrolment)
    me = await again(engine, secret)
    code = pyotp.TOTP(begun.secret).at(engine.clock.now())
    enabled = await own_second_factor.enable_second_factor(engine, me, secret, code=code, actor=TEST)
    assert isinstance(enabled, RecoveryCodes)
    return begun.secret, enabled.codes


async def again(engine: Engine, secret: str) -> SignedIn:
    found = await sessions.signed_in(engine, secret)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "passwordpassword",
        "yamada@shop.example",
        "aaaaaaaaaaaaaaaa",
        "x" * 129,
        "qwertyuiop12",
        "tab\tinside it all",
    ],
)
def test_weak_passwords_are_refused(password: str) -> None:
    assert is_weak(password, (EMAIL, "Yamada"))


def test_a_password_of_unrelated_words_is_taken_also_in_japanese() -> None:
    assert not is_weak(GOOD, (EMAIL, "Yamada"))
    assert not is_weak("やかんが三つ赤くうたう夜明け", (EMAIL,))


async def test_people_sign_in_with_the_password_they_chose_in_any_width(tea: Engine) -> None:
    member = await add(tea)
    assert member.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign != " " else " " for sign in GOOD)
    assert isinstance(await come(tea, wide, email=" Yamada@Shop.Example "), Session)
    newest, *_ = await tea.store.audit("tea", _page())
    assert (newest.action, newest.actor.id, newest.actor.ip) == ("staff signed in", member.id, HOME.ip)


async def test_nobody_learns_whether_an_address_is_known(tea: Engine) -> None:
    await add(tea)
    invited = await staff.invite(
        tea, "tea", email="new@shop.example", name="新人", role=Role.EDITOR, actor=TEST
    )
    assert not isinstance(invited, Rejection)
    answers, times = [], []
    for address in (EMAIL, "new@shop.example", "nobody@shop.example", "not an address"):
        began = time.process_time()  # of all threads; what others do on the machine does not count
        answers.append(await come(tea, "wrong password", email=address))
        times.append(time.process_time() - began)
    assert answers == [Rejection(problem=Problem.SIGN_IN_REFUSED)] * 4
    assert min(times[1:]) > times[0] / 4  # an unknown address costs a hash too


async def test_five_failures_close_the_account_to_that_network_for_a_quarter_of_an_hour(tea: Engine) -> None:
    await add(tea)
    outcomes = [await come(tea, "wrong password") for _ in range(6)]
    assert [one.problem for one in outcomes if isinstance(one, Rejection)] == [
        *[Problem.SIGN_IN_REFUSED] * 5,
        Problem.TOO_MANY_SIGN_INS,
    ]
    assert await come(tea) == Rejection(problem=Problem.TOO_MANY_SIGN_INS)
    elsewhere = Visit(ip="198.51.100.1", network="198.51.100.1")
    assert isinstance(await come(tea, visit=elsewhere), Session)
    pass_time(tea, timedelta(minutes=31))
    assert isinstance(await come(tea), Session)


async def test_guesses_at_once_are_counted_like_guesses_one_after_another(tea: Engine) -> None:
    await add(tea)
    outcomes = await asyncio.gather(*(come(tea, f"wrong password {number}") for number in range(12)))
    problems = [one.problem for one in outcomes if isinstance(one, Rejection)]
    assert problems.count(Problem.SIGN_IN_REFUSED) == 5
    assert problems.count(Problem.TOO_MANY_SIGN_INS) == 7


async def test_with_a_second_factor_the_password_alone_is_not_enough(tea: Engine) -> None:
    await add(tea)
    secret, _ = await with_factor(tea)
    assert await come(tea) == CodeNeeded()
    assert isinstance(await come(tea, code="000000"), Rejection)
    pass_time(tea, timedelta(seconds=60))
    code = pyotp.TOTP(secret).at(tea.clock.now())
    assert isinstance(await come(tea, code=code), Session)
    reused = await come(tea, code=code)
    assert reused == Rejection(problem=Problem.SECOND_FACTOR_REFUSED, path=("code",))


@pytest.mark.parametrize(
    ("seconds", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
async def test_a_code_is_taken_one_step_early_or_late(tea: Engine, seconds: int, taken: bool) -> None:
    await add(tea)
    secret, _ = await with_factor(tea)
    pass_time(tea, timedelta(minutes=5))
    code = pyotp.TOTP(secret).at(tea.clock.now() + timedelta(seconds=seconds))
    assert isinstance(await come(tea, code=code), Session) is taken


async def test_five_wrong_codes_close_the_second_factor(tea: Engine) -> None:
    await add(tea)
    secret, codes = await with_factor(tea)
    for _ in range(5):
        refused = await come(tea, code="123")
        assert isinstance(refused, Rejection)
        assert refused.problem is Problem.SECOND_FACTOR_REFUSED
    pass_time(tea, timedelta(minutes=1))
    for code in (pyotp.TOTP(secret).at(tea.clock.now()), codes[0]):
        assert await come(tea, code=code) == Rejection(problem=Problem.TOO_MANY_SIGN_INS)


async def test_each_of_ten_recovery_codes_works_once_and_is_stored_nowhere(tea: Engine) -> None:
    await add(tea)
    _, codes = await with_factor(tea)
    assert len(set(codes)) == 10
    assert isinstance(await come(tea, code=codes[3].lower()), Session)
    refused = await come(tea, code=codes[3])
    assert isinstance(refused, Rejection)
    (member,) = [one for one in await ask.staff(tea, "tea") if one.email == EMAIL]
    assert member.second_factor is not None
    assert len(member.second_factor.recovery) == 9
    assert not any(code.replace("-", "") in repr(member) for code in codes)


async def test_the_second_factor_counts_only_after_one_right_code(tea: Engine) -> None:
    await add(tea)
    me, secret = await inside(tea)
    begun = await own_second_factor.begin_second_factor(tea, me, actor=TEST)
    assert isinstance(begun, Enrolment)
    assert begun.qr.startswith("data:image/svg+xml")
    assert "issuer=" in begun.uri
    assert isinstance(await come(tea), Session)
    refused = await own_second_factor.enable_second_factor(
        tea, await again(tea, secret), secret, code="000000", actor=TEST
    )
    assert refused == Rejection(problem=Problem.SECOND_FACTOR_REFUSED, path=("code",))


async def test_a_new_password_ends_every_other_session(tea: Engine) -> None:
    await add(tea)
    me, secret = await inside(tea)
    _, other = await inside(tea)
    wrong = await own_account.change_password(tea, me, secret, current="wrong", new=GOOD, visit=HOME)
    assert isinstance(wrong, Rejection)
    new = await own_account.change_password(
        tea, me, secret, current=GOOD, new="four blue pans whisper", visit=HOME
    )
    assert isinstance(new, Session)
    assert [await sessions.signed_in(tea, one) for one in (secret, other)] == [None, None]
    assert isinstance(await come(tea), Rejection)
    assert isinstance(await come(tea, "four blue pans whisper"), Session)


async def test_a_new_role_or_an_end_takes_effect_at_once(tea: Engine) -> None:
    await add(tea)
    editor = await add(tea, Role.EDITOR, "editor@shop.example")
    _, secret = await inside(tea, email="editor@shop.example")
    changed = await staff.update_member(tea, "tea", editor.id, role=Role.AUDITOR, actor=TEST)
    assert isinstance(changed, StaffMember)
    assert await sessions.signed_in(tea, secret) is None
    me, secret = await inside(tea, email="editor@shop.example")
    assert me.member.role is Role.AUDITOR
    await staff.update_member(tea, "tea", editor.id, disabled=True, actor=TEST)
    assert await sessions.signed_in(tea, secret) is None
    assert isinstance(await come(tea, email="editor@shop.example"), Rejection)
    await staff.update_member(tea, "tea", editor.id, disabled=False, actor=TEST)
    assert isinstance(await come(tea, email="editor@shop.example"), Session)


async def test_the_last_owner_cannot_leave(tea: Engine) -> None:
    owner = await add(tea)
    for change in ({"disabled": True}, {"role": Role.EDITOR}):
        outcome = await staff.update_member(tea, "tea", owner.id, actor=TEST, **change)  # type: ignore[arg-type]
        assert outcome == Rejection(problem=Problem.LAST_OWNER)


async def test_the_first_owner_says_who_they_are_and_chooses_a_password(tea: Engine) -> None:
    link = await links.owner_link(tea, "tea")
    assert await sign_in.sign_in(tea, link.secret) is None  # not a way round the password
    weak = await own_account.accept_link(
        tea, link.secret, email=EMAIL, name="山田", password="short", visit=HOME
    )
    assert weak == Rejection(problem=Problem.PASSWORD_WEAK, path=("password",))
    begun = await own_account.accept_link(
        tea, link.secret, email=EMAIL, name="山田", password=GOOD, visit=HOME
    )
    assert isinstance(begun, Session)
    twice = await own_account.accept_link(
        tea, link.secret, email=EMAIL, name="山田", password=GOOD, visit=HOME
    )
    assert twice == Rejection(problem=Problem.LINK_DEAD)
    assert isinstance(await come(tea), Session)
    assert await sign_in.sign_in(tea, (await links.owner_link(tea, "tea")).secret) is not None


async def test_a_reset_lets_the_old_password_be_until_a_new_one_is_chosen(tea: Engine) -> None:
    owner = await add(tea)
    await with_factor(tea)
    link = await staff.reset_link(tea, "tea", owner.id, actor=TEST, forget_factor=True)
    assert not isinstance(link, Rejection)
    _, secret = await inside(tea)
    begun = await own_account.accept_link(
        tea, link.secret, email="thief@else.example", name="", password="four blue pans whisper", visit=HOME
    )
    assert isinstance(begun, Session)
    assert await sessions.signed_in(tea, secret) is None
    found = await ask.staff_member(tea, "tea", owner.id)
    assert found is not None
    assert (found.email, found.second_factor) == (EMAIL, None)


async def test_old_links_are_dead(tea: Engine) -> None:
    owner = await add(tea)
    reset = await staff.reset_link(tea, "tea", owner.id, actor=TEST)
    assert not isinstance(reset, Rejection)
    pass_time(tea, timedelta(hours=1))
    dead = await own_account.accept_link(tea, reset.secret, email="", name="", password=GOOD, visit=HOME)
    assert dead == Rejection(problem=Problem.LINK_DEAD)


def _page() -> Page:
    return Page(limit=5)


async def test_a_password_link_does_not_stand_for_the_second_factor(tea: Engine) -> None:
    member = await add(tea)
    secret, _ = await with_factor(tea)
    link = await staff.reset_link(tea, "tea", member.id, actor=TEST)
    assert not isinstance(link, Rejection)
    chosen = await own_account.accept_link(
        tea, link.secret, email="", name="", password="nine blue lanterns drift", visit=HOME
    )
    assert isinstance(chosen, CodeNeeded)
    assert await ask.sessions(tea, member) == ()
    pass_time(tea, timedelta(minutes=1))
    code = pyotp.TOTP(secret).at(tea.clock.now())
    assert isinstance(await come(tea, "nine blue lanterns drift", code), Session)


async def test_codes_typed_in_full_width_are_taken_and_other_signs_refused(tea: Engine) -> None:
    await add(tea)
    secret, _ = await with_factor(tea)
    pass_time(tea, timedelta(minutes=1))
    refused = await come(tea, code="コード番号")
    assert isinstance(refused, Rejection)
    assert refused.problem is Problem.SECOND_FACTOR_REFUSED
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in pyotp.TOTP(secret).at(tea.clock.now()))
    assert isinstance(await come(tea, code=wide), Session)


async def test_guesses_sent_all_at_once_are_counted_before_the_right_one_is_let_in(tea: Engine) -> None:
    await add(tea)
    answers = await asyncio.gather(*(come(tea, f"wrong {n}") for n in range(12)))
    tried = [answer for answer in answers if answer == Rejection(problem=Problem.SIGN_IN_REFUSED)]
    assert len(tried) == sign_in.PER_ACCOUNT
    assert await come(tea) == Rejection(problem=Problem.TOO_MANY_SIGN_INS)


async def test_codes_guessed_all_at_once_are_counted_before_they_are_tried(tea: Engine) -> None:
    await add(tea)
    await with_factor(tea)
    pass_time(tea, timedelta(minutes=20))
    answers = await asyncio.gather(*(come(tea, code=f"{n:06}") for n in range(12)))
    tried = [
        one for one in answers if one == Rejection(problem=Problem.SECOND_FACTOR_REFUSED, path=("code",))
    ]
    assert len(tried) <= sign_in.PER_ACCOUNT


async def test_who_signs_in_often_is_not_counted(tea: Engine) -> None:
    await add(tea)
    for _ in range(2 * sign_in.PER_ACCOUNT):
        assert isinstance(await come(tea), Session)


async def test_a_new_password_ends_the_links_that_were_made_before(tea: Engine) -> None:
    member = await add(tea)
    old = await staff.reset_link(tea, "tea", member.id, actor=TEST)
    new = await staff.reset_link(tea, "tea", member.id, actor=TEST)
    assert not isinstance(old, Rejection)
    assert not isinstance(new, Rejection)
    chosen = await own_account.accept_link(
        tea, new.secret, email="", name="", password="nine blue lanterns drift", visit=HOME
    )
    assert isinstance(chosen, Session)
    assert await own_account.link_member(tea, old.secret) is None


async def test_who_was_kept_out_does_not_come_back_by_an_old_link(tea: Engine) -> None:
    await add(tea)
    other = await add(tea, Role.EDITOR, "other@shop.example")
    link = await staff.reset_link(tea, "tea", other.id, actor=TEST)
    assert not isinstance(link, Rejection)
    for disabled in (True, False):
        await staff.update_member(tea, "tea", other.id, disabled=disabled, actor=TEST)
    assert await own_account.link_member(tea, link.secret) is None
