"""Signing in over HTTP, roles over the whole schema, step-up, and the forms without a script."""

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest

from engine.model.decision import Rejection
from engine.model.records import Page
from engine.model.staff import Role
from engine.service import own_account, staff
from engine.service.clock import VirtualClock
from engine.service.links import owner_link
from engine.service.sessions import Visit
from graphql_api.caller import OWN_HEADER
from graphql_api.ids import opaque
from graphql_api.rights import ROLES, Right, right_of
from tests.graphql.client import TEST, Client, sign_in
from tests.graphql.documents import RECORD, order
from tests.graphql.test_caller import ROOTS, SECRET_LITERALS, core, document
from tests.service.shop import drain

GOOD = "three red kettles sing"
OWN = {OWN_HEADER: "1"}
SIGN_IN = """mutation($input: SignInInput!) {
  signIn(input: $input) { codeNeeded me { member { email role } rights } errors { code message } }
}"""


async def person(client: Client, role: Role, email: str = "") -> str:
    """Somebody of a role who has chosen a password; the address."""
    address = email or f"{role}@shop.example"
    invited = await staff.invite(
        client.engine, client.shop, email=address, name="山田", role=role, actor=TEST
    )
    assert not isinstance(invited, Rejection)
    chosen = await own_account.accept_link(
        client.engine, invited[1].secret, email="", name="", password=GOOD, visit=Visit()
    )
    assert not isinstance(chosen, Rejection)
    return address


async def ask(client: Client, text: str, **variables: Any) -> dict[str, Any]:
    """The answer to a browser of our own pages."""
    response = await client.post("/admin/graphql", None, {"query": text, "variables": variables}, **OWN)
    answer: dict[str, Any] = response.json()
    return answer


AT_THE_GATE = {Role.EDITOR, Role.AUDITOR}
"""Roles whose rights a commit is held against: of those who change, and of those who only look."""


async def enter(client: Client, email: str, password: str = GOOD, **more: str) -> dict[str, Any]:
    answer = await ask(client, SIGN_IN, input={"email": email, "password": password, "shop": "tea"} | more)
    found: dict[str, Any] = answer["data"]["signIn"]
    return found


def later(client: Client, **by: int) -> None:
    assert isinstance(client.engine.clock, VirtualClock)
    client.engine.clock.advance(timedelta(**by))


@pytest.mark.parametrize(
    "role", [pytest.param(one, marks=() if one in AT_THE_GATE else pytest.mark.slow) for one in Role]
)
async def test_every_role_may_do_what_its_rights_say_and_nothing_else(client: Client, role: Role) -> None:
    assert (await enter(client, await person(client, role)))["me"]["member"]["role"] == role.name
    ending = {"signOut", "staffUpdate"}  # asked last: they end the session
    admin = [(kind, name) for door, kind, name in ROOTS if door == "admin" and name not in ending]
    for kind, name in admin:
        root = core("admin").query_type if kind == "query" else core("admin").mutation_type
        assert root is not None
        text, variables = document(kind, name, root.fields[name]), {}
        if name in SECRET_LITERALS:
            kind_of_input, values = SECRET_LITERALS[name]
            text, variables = (
                f"mutation($i: {kind_of_input}!) {{ {name}(input: $i) {{ __typename }} }}",
                {"i": values},
            )
        if name in ("signIn", "passwordSet"):
            continue
        answer = await ask(client, text, **variables)
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        if right_of(root.fields[name]) in ROLES[role]:
            assert not codes & {"FORBIDDEN", "UNAUTHENTICATED", "INTERNAL", "VALIDATION"}, (name, answer)
        else:
            assert codes == {"FORBIDDEN"}, (name, answer)


def test_who_edits_does_not_publish_who_counts_sees_nobody_who_audits_changes_nothing() -> None:
    changing = {Right.EDIT, Right.PUBLISH, Right.COUPONS, Right.CATALOG, Right.MESSAGES, Right.SETTINGS}
    changing |= {Right.STAFF, Right.TOKENS}
    assert Right.PUBLISH not in ROLES[Role.EDITOR]
    assert not ROLES[Role.ANALYST] & (changing | {Right.PII, Right.REVEAL})
    assert not ROLES[Role.AUDITOR] & (changing | {Right.PII, Right.REVEAL})
    assert ROLES[Role.SUPPORT] & changing == {Right.COUPONS, Right.MESSAGES}
    assert [role for role in Role if Right.STAFF in ROLES[role]] == [Role.OWNER]


async def test_a_stranger_is_told_to_sign_in_and_nothing_more(client: Client) -> None:
    assert await ask(client, "{ me { shop } }") == {"data": {"me": None}}
    hidden = [
        "{ shop { name } }",
        "{ me { shop } shop { name } }",
        "{ ...f } fragment f on Query { shop { name } }",
    ]
    for text in hidden:
        answer = await ask(client, text)
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"UNAUTHENTICATED"}
        assert not (answer.get("data") or {}).get("shop")
    without = await client.post("/admin/graphql", None, {"query": "{ me { shop } }"})
    assert without.status_code == 401
    foreign = await client.post(
        "/admin/graphql", None, {"query": "{ me { shop } }"}, **OWN, sec_fetch_site="cross-site"
    )
    assert foreign.status_code == 401


async def test_a_session_cookie_is_for_our_own_pages_and_new_at_every_sign_in(client: Client) -> None:
    email = await person(client, Role.OWNER)
    body = {"query": SIGN_IN, "variables": {"input": {"email": email, "password": GOOD, "shop": "tea"}}}
    cookies = [
        (await client.post("/admin/graphql", None, body, **OWN)).headers["set-cookie"] for _ in range(2)
    ]
    assert cookies[0] != cookies[1]
    for cookie in cookies:
        assert cookie.startswith("__Host-otoku=")
        for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
            assert part in cookie


async def test_wrong_passwords_and_unknown_people_get_the_same_answer(client: Client) -> None:
    email = await person(client, Role.EDITOR)
    refused = [await enter(client, email, "wrong"), await enter(client, "nobody@shop.example", "wrong")]
    assert refused[0] == refused[1]
    assert refused[0]["me"] is None
    assert refused[0]["errors"][0]["code"] == "SIGN_IN_REFUSED"


async def test_sensitive_things_ask_again_who_you_are_after_five_minutes(client: Client) -> None:
    await enter(client, await person(client, Role.OWNER))
    make = 'mutation { tokenCreate(input: {kind: CI, name: "x"}) { secret errors { code } } }'
    assert (await ask(client, make))["data"]["tokenCreate"]["errors"] == []
    later(client, minutes=5)
    assert (await ask(client, make))["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
    assert (await ask(client, "{ tokens { name } me { confirmedUntil } }"))["data"]["me"][
        "confirmedUntil"
    ] is None
    confirm = "mutation($i: ConfirmInput!) { confirm(input: $i) { me { confirmedUntil } errors { code } } }"
    wrong = await ask(client, confirm, i={"password": "wrong"})
    assert wrong["data"]["confirm"]["errors"][0]["code"] == "SIGN_IN_REFUSED"
    assert (await ask(client, make))["errors"][0]["extensions"]["code"] == "STEP_UP_REQUIRED"
    assert (await ask(client, confirm, i={"password": GOOD}))["data"]["confirm"]["me"]["confirmedUntil"]
    assert (await ask(client, make))["data"]["tokenCreate"]["secret"]


async def test_a_second_factor_is_set_up_and_asked_for(client: Client) -> None:
    email = await person(client, Role.OWNER)
    await enter(client, email)
    begun = (await ask(client, "mutation { totpBegin(input: {}) { secret uri qr errors { code } } }"))[
        "data"
    ]["totpBegin"]
    assert begun["qr"].startswith("data:image/svg+xml")
    code = pyotp.TOTP(begun["secret"]).at(client.engine.clock.now())
    enable = "mutation($i: TotpEnableInput!) { totpEnable(input: $i) { codes errors { code } } }"
    assert len((await ask(client, enable, i={"code": code}))["data"]["totpEnable"]["codes"]) == 10
    assert (await ask(client, "{ me { recoveryCodesLeft member { secondFactor } } }"))["data"]["me"] == {
        "recoveryCodesLeft": 10,
        "member": {"secondFactor": True},
    }
    client.http.cookies.clear()
    assert (await enter(client, email))["codeNeeded"]
    later(client, minutes=1)
    code = pyotp.TOTP(begun["secret"]).at(client.engine.clock.now())
    assert (await enter(client, email, code=code))["me"]


async def test_people_see_and_end_their_sessions(client: Client) -> None:
    email = await person(client, Role.SUPPORT)
    await enter(client, email)
    client.http.cookies.clear()
    await enter(client, email)
    found = (await ask(client, "{ sessions { id current ip } }"))["data"]["sessions"]
    assert [one["current"] for one in found].count(True) == 1
    assert len(found) >= 2
    ended = await ask(client, "mutation { sessionRevoke(input: {}) { ended } }")
    assert ended["data"]["sessionRevoke"]["ended"]
    assert len((await ask(client, "{ sessions { id } }"))["data"]["sessions"]) == 1
    await ask(client, "mutation { signOut(input: {}) { ended } }")
    assert await ask(client, "{ me { shop } }") == {"data": {"me": None}}


async def test_an_owner_invites_somebody_who_chooses_a_password_in_the_browser(client: Client) -> None:
    await enter(client, await person(client, Role.OWNER))
    invite = "mutation($i: StaffInviteInput!) { staffInvite(input: $i) { ...made } }"
    invite += " fragment made on StaffPayload { link mailed member { state } errors { code } }"
    given = {"email": "new@shop.example", "name": "新人", "role": "EDITOR"}
    invited = (await ask(client, invite, i=given))["data"]["staffInvite"]
    assert invited["member"]["state"] == "INVITED"
    assert not invited["mailed"]  # no mail server here: the owner hands the link over
    assert (await ask(client, invite, i=given))["data"]["staffInvite"]["errors"][0]["code"] == "EMAIL_TAKEN"
    client.http.cookies.clear()
    path = invited["link"].removeprefix(client.engine.public_url)
    for _ in range(2):  # looking uses nothing up
        page = await client.http.get(path)
        assert page.status_code == 200
        assert "new@shop.example" in page.text
    weak = await client.http.post(path, data={"password": "short"})
    assert weak.status_code == 422
    assert 'role="alert"' in weak.text
    assert (await client.http.post(path, data={"password": GOOD})).status_code == 303
    assert (await ask(client, "{ me { member { role name } } }"))["data"]["me"]["member"] == {
        "role": "EDITOR",
        "name": "新人",
    }
    assert (await client.http.post(path, data={"password": GOOD})).status_code == 410


async def test_a_link_accepted_by_graphql_signs_in_too(client: Client) -> None:
    link = await owner_link(client.engine, client.shop)
    text = "mutation($i: PasswordSetInput!) { passwordSet(input: $i) { ...in } }"
    text += " fragment in on SignInPayload { me { member { email } } errors { code field } }"
    asked = {"link": link.secret, "password": GOOD, "email": "owner@shop.example", "name": "店主"}
    refused = (await ask(client, text, i=asked | {"email": None}))["data"]["passwordSet"]
    assert refused["errors"] == [{"code": "EMAIL_INVALID", "field": ["email"]}]
    chosen = (await ask(client, text, i=asked))["data"]["passwordSet"]
    assert chosen["me"]["member"]["email"] == "owner@shop.example"


async def test_the_form_signs_in_and_says_why_not_in_both_languages(client: Client) -> None:
    email = await person(client, Role.OWNER)
    for language, said in (("ja", "正しくありません"), ("en", "is wrong")):
        refused = await client.http.post(
            "/sign-in",
            data={"email": email, "password": "wrong", "shop": "tea"},
            headers={"accept-language": language},
        )
        assert refused.status_code == 401
        assert re.search(rf'role="alert">[^<]*{said}', refused.text)
    entered = await client.http.post("/sign-in", data={"email": email, "password": GOOD, "shop": "tea"})
    assert entered.status_code == 303
    assert (await client.http.get("/")).status_code == 200


async def test_a_form_of_another_site_does_not_sign_in(client: Client) -> None:
    email = await person(client, Role.OWNER)
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "none"},
    ):
        answer = await client.http.post(
            "/sign-in", data={"email": email, "password": GOOD, "shop": "tea"}, headers=headers
        )
        assert answer.status_code == 429
        assert "set-cookie" not in answer.headers


async def test_the_form_of_a_link_sets_the_first_password_as_a_browser_sends_it(client: Client) -> None:
    link = await owner_link(client.engine, client.shop)
    chosen = await client.http.post(
        f"/sign-in/{link.secret}",
        data={"email": "owner@shop.example", "name": "店主", "password": GOOD},
        headers={"origin": "null", "sec-fetch-site": "same-origin"},  # our pages name no referrer
    )
    assert (303, "/admin/") == (chosen.status_code, chosen.headers.get("location"))


async def test_who_came_by_a_link_may_choose_a_first_password(client: Client) -> None:
    await sign_in(client)
    text = "mutation($i: PasswordChangeInput!) { passwordChange(input: $i) { me { hasPassword } errors { code } } }"
    assert (await ask(client, "{ me { hasPassword } }"))["data"]["me"]["hasPassword"] is False
    assert (await ask(client, text, i={"new": GOOD}))["data"]["passwordChange"]["me"]["hasPassword"]
    refused = (await ask(client, text, i={"new": "four blue pans whisper"}))["data"]["passwordChange"]
    assert refused["errors"][0]["code"] == "SIGN_IN_REFUSED"


@pytest.mark.parametrize("role", Role)
async def test_kept_mails_with_their_addresses_and_codes_are_shown_by_right_only(
    client: Client, role: Role
) -> None:
    await client.storefront(RECORD, input=order("first", "SAMPLE-1"))
    await drain(client.engine)
    mail = (await client.admin("{ inbox(first: 1) { edges { node { id recipient } } } }"))["inbox"]
    shown = mail["edges"][0]["node"]
    await enter(client, await person(client, role))
    pages = [await client.http.get(path) for path in ("/", f"/inbox/{shown['id']}")]
    framed = await client.http.get(f"/inbox/{shown['id']}/html")
    may_see = Right.PII in ROLES[role]
    assert [shown["recipient"] in page.text for page in pages] == [may_see, may_see]
    assert framed.status_code == (200 if may_see else 404)


async def test_a_password_link_leads_who_has_a_second_factor_to_the_sign_in_form(client: Client) -> None:
    email = await person(client, Role.OWNER)
    await enter(client, email)
    begun = await ask(client, "mutation { totpBegin(input: {}) { secret } }")
    code = pyotp.TOTP(begun["data"]["totpBegin"]["secret"]).at(client.engine.clock.now())
    enable = "mutation($c: String!) { totpEnable(input: {code: $c}) { errors { code } } }"
    assert (await ask(client, enable, c=code))["data"]["totpEnable"]["errors"] == []
    client.http.cookies.clear()
    [member] = [one for one in await staff_of(client) if one.email == email]
    link = await staff.reset_link(client.engine, "tea", member.id, actor=TEST)
    assert not isinstance(link, Rejection)
    chosen = await client.http.post(f"/sign-in/{link.secret}", data={"password": "nine blue lanterns drift"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/sign-in")
    assert "set-cookie" not in chosen.headers


async def staff_of(client: Client) -> Any:
    return await client.engine.store.staff("tea")


async def test_an_origin_that_is_no_address_is_refused_and_no_error(client: Client) -> None:
    body = {"query": "{ me { shop } }"}
    for origin in ("https://\xfcber.example", "https://[broken"):
        headers = {b"origin": origin.encode("latin-1"), OWN_HEADER.encode(): b"1"}
        answer = await client.http.post("/admin/graphql", json=body, headers=headers)
        assert answer.status_code in (401, 403), answer.text


async def test_a_role_that_needs_a_second_factor_sets_it_up_before_anything_else(client: Client) -> None:
    owner = await person(client, Role.OWNER)
    asked = "{ me { rights secondFactorRequired } shop { id } }"
    require = """mutation { shopUpdate(input: { secondFactorRoles: [OWNER] }) {
      profile { secondFactorRoles } errors { code } } }"""
    assert (await enter(client, owner))["me"] is not None
    await ask(client, require)
    after = await ask(client, asked)
    assert after["errors"][0]["extensions"]["code"] == "SECOND_FACTOR_REQUIRED"
    assert (await ask(client, "{ me { rights secondFactorRequired } }"))["data"]["me"] == {
        "rights": ["enter"],
        "secondFactorRequired": True,
    }
    for path in ("/", "/inbox/x"):
        assert (await client.http.get(path)).status_code in (303, 401, 404)
    begun = await ask(client, "mutation { totpBegin(input: {}) { secret errors { code } } }")
    code = pyotp.TOTP(begun["data"]["totpBegin"]["secret"]).at(client.engine.clock.now())
    enable = "mutation($i: TotpEnableInput!) { totpEnable(input: $i) { codes errors { code } } }"
    enabled = await ask(client, enable, i={"code": code})
    assert len(enabled["data"]["totpEnable"]["codes"]) == 10
    opened = await ask(client, asked)
    assert opened["data"]["shop"] == {"id": "tea"}
    assert opened["data"]["me"]["secondFactorRequired"] is False
    kept = await ask(client, "mutation { totpDisable(input: {}) { errors { code } } }")
    assert kept["data"]["totpDisable"]["errors"] == [{"code": "STATE_NOT_ALLOWED"}]
    others = await person(client, Role.ANALYST)
    assert (await enter(client, others))["me"]["rights"] == sorted(map(str, ROLES[Role.ANALYST]))
    [entry] = [
        one
        for one in await client.engine.store.audit("tea", Page(limit=50))
        if one.action == "shop settings changed"
    ]
    assert dict(entry.detail) == {"second_factor_roles": "owner"}


async def test_mails_on_the_start_page_are_for_who_may_see_addresses(client: Client) -> None:
    await client.storefront(RECORD, input=order("S-1", "SAMPLE-1"))
    await drain(client.engine)
    [mail] = await client.engine.store.inbox("tea", Page(limit=5))
    address = f"/inbox/{opaque('Mail', mail.id)}"
    for role, may in ((Role.ANALYST, False), (Role.SUPPORT, True)):
        await enter(client, await person(client, role))
        start = await client.http.get("/")
        assert start.status_code == 200
        assert (mail.recipient in start.text) is may
        assert ((await client.http.get(address)).status_code == 200) is may
        assert ((await client.http.get(f"{address}/html")).status_code == 200) is may


async def test_an_invitation_repeated_under_its_key_gives_the_same_link_and_one_person(
    client: Client,
) -> None:
    await enter(client, await person(client, Role.OWNER))
    invite = """mutation($i: StaffInviteInput!) { staffInvite(input: $i) { link member { id } errors { code } } }"""
    reset = """mutation($i: StaffResetInput!) { staffReset(input: $i) { link errors { code } } }"""
    given = {"email": "new@shop.example", "name": "新人", "role": "EDITOR", "idempotencyKey": "k1"}
    first, again = [(await ask(client, invite, i=given))["data"]["staffInvite"] for _ in range(2)]
    assert first == again
    assert first["link"] is not None
    other = await ask(client, invite, i=given | {"idempotencyKey": "k2"})
    assert other["data"]["staffInvite"]["errors"] == [{"code": "EMAIL_TAKEN"}]
    whose = {"staffId": first["member"]["id"], "idempotencyKey": "r1"}
    one, two = [(await ask(client, reset, i=whose))["data"]["staffReset"]["link"] for _ in range(2)]
    assert one == two != first["link"]
    anew = (await ask(client, reset, i=whose | {"idempotencyKey": "r2"}))["data"]["staffReset"]["link"]
    assert anew != one
    chosen = await own_account.accept_link(
        client.engine, one.rpartition("/")[2], email="", name="", password=GOOD, visit=Visit()
    )
    assert not isinstance(chosen, Rejection)
    used = (await ask(client, reset, i=whose))["data"]["staffReset"]["link"]
    assert used not in (one, anew)  # what was used is never opened again
    assert len(await client.engine.store.staff("tea")) == 2
