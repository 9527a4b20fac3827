"""One-time links: straight in, or to the page where a password is chosen (SEC25)."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from engine.model.answers import SignInLink
from engine.model.records import Actor, Receipt
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
    """A one-time link of `member`; `secret` is one of `link_secret`, by default a new one."""
    secret = secret or secrets.token_urlsafe(32)
    expires_at = engine.clock.now() + lives
    link = StaffLink(shop=member.shop, staff_id=member.id, purpose=purpose, expires_at=expires_at)
    await engine.store.add_sign_in(secret_hash(secret), link)
    return SignInLink(secret=secret, shop=member.shop, expires_at=expires_at, purpose=purpose)


def link_secret(engine: Engine, shop: str, receipt: Receipt | None, version: int) -> str:
    """The secret of a link asked for with `receipt`: the same again for the same request and `version` of its person.

    Only hashes of secrets are stored, so a repeat could not be answered otherwise. Without a receipt a new one.
    """
    if receipt is None:
        return secrets.token_urlsafe(32)
    said = b"\0".join(
        (b"staff link", shop.encode(), receipt.key.encode(), receipt.request_hash, str(version).encode())
    )
    made = hmac.new(engine.keys.links.key(), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


async def live_link(engine: Engine, shop: str, secret: str) -> tuple[str, SignInLink] | None:
    """Whose a link is that was made and not used yet, and the link; None when there is none."""
    found = await engine.store.sign_in_link(secret_hash(secret), engine.clock.now())
    if found is None or found.shop != shop:
        return None
    link = SignInLink(secret=secret, shop=shop, expires_at=found.expires_at, purpose=found.purpose)
    return found.staff_id, link


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
