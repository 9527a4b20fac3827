"""One-time links: straight in, or to the page where a password is chosen (SEC25)."""

import secrets
from datetime import timedelta

from engine.model.answers import SignInLink
from engine.model.records import Actor
from engine.model.staff import LinkPurpose, Role, StaffLink, StaffMember, StaffState
from engine.service.engine import Engine
from engine.service.secret_hash import secret_hash

LINK_LIVES = timedelta(minutes=15)
BY_CLI = Actor(kind="cli", id="otoku")


async def make_link(engine: Engine, shop: str, *, member: StaffMember | None = None) -> SignInLink:
    """A link that signs in once within 15 minutes: `member`, else the owner, who is made when there is none."""
    return await new_link(engine, member or await the_owner(engine, shop), LinkPurpose.SIGN_IN, LINK_LIVES)


async def owner_link(engine: Engine, shop: str) -> SignInLink:
    """A link for the owner: to sign in, or to choose the first password when there is none yet (SEC25)."""
    owner = await the_owner(engine, shop)
    purpose = LinkPurpose.SIGN_IN if owner.password_hash else LinkPurpose.PASSWORD
    return await new_link(engine, owner, purpose, LINK_LIVES)


async def new_link(
    engine: Engine, member: StaffMember, purpose: LinkPurpose, lives: timedelta, secret: str = ""
) -> SignInLink:
    """A one-time link of `member`; `secret` is one of `repeatable_link`, by default a new one."""
    secret = secret or secrets.token_urlsafe(32)
    expires_at = engine.clock.now() + lives
    link = StaffLink(shop=member.shop, staff_id=member.id, purpose=purpose, expires_at=expires_at)
    await engine.store.add_sign_in(secret_hash(secret), link)
    return SignInLink(secret=secret, shop=member.shop, expires_at=expires_at, purpose=purpose)


async def the_owner(engine: Engine, shop: str) -> StaffMember:
    """The first active owner; one without name and address is made when nobody could sign in."""
    for member in await engine.store.staff(shop):
        if member.role is Role.OWNER and member.state is StaffState.ACTIVE:
            return member
    now = engine.clock.now()
    owner = StaffMember(
        id=secrets.token_hex(6),
        shop=shop,
        email="",
        name="",
        role=Role.OWNER,
        state=StaffState.ACTIVE,
        created_at=now,
    )
    await engine.store.add_staff(owner, BY_CLI, now)
    return owner
