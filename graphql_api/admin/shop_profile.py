"""Settings of the shop outside its rule text, and the state of its mail."""

from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.model.staff import Role
from engine.service import ask
from engine.service.invite import mail_is_set_up
from engine.service.shop_block import shop_block
from engine.service.shop_profile import update_shop
from engine.service.tester_mail import send_test_mail
from graphql_api.admin.staff import StaffRole
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.rights import Right, mutation_field, query_field, relation_field
from graphql_api.scalars import Email


@described(
    "Where mails go.",
    SERVER="To a mail server, and out.",
    INBOX="Into the inbox viewer only: no mail server is set up (OTOKU_SMTP_URL).",
)
class MailChannelKind(StrEnum):
    """Where mails go."""

    SERVER = "server"
    INBOX = "inbox"


@strawberry.type(
    name="ShopProfile",
    description="Settings outside the rule text; what its `shop` block says is in `shop`, and changes there.",
)
class ShopProfileType:
    """Settings."""

    name: str = strawberry.field(description="The shop's name for people.")
    colour: str = strawberry.field(
        description="#rrggbb of sign-in pages, and in mails whose templates name shop.colour."
    )
    language: str = strawberry.field(
        description="ja or en: of mails to buyers who say no language, and of pages for browsers that say neither."
    )
    review_required: bool = strawberry.field(
        description="Whether a second person approves before rules go live."
    )
    second_factor_roles: list[StaffRole] = strawberry.field(
        description="Roles whose people need a second factor: without one they can do nothing but set it up."
    )
    mail_channel: MailChannelKind = strawberry.field(description="Where mails go.")
    mail_sender: str = strawberry.field(description="Who mails come from when the rules do not say.")
    addresses: strawberry.Private[tuple[str, ...]]

    @relation_field("Addresses that test mails may go to.", Right.PII)
    def testers(self) -> list[Email]:
        """The testers."""
        return [Email(one) for one in self.addresses]


@strawberry.input(description="Settings to change; what is absent stays.")
class ShopUpdateInput:
    """Input of `shopUpdate`."""

    name: str | None = strawberry.field(default=None, description="1-200 characters.")
    colour: str | None = strawberry.field(
        default=None, description="#rrggbb; its contrast with white at least 4.5."
    )
    language: str | None = strawberry.field(default=None, description="ja or en.")
    review_required: bool | None = strawberry.field(
        default=None, description="Whether a second person approves before rules go live."
    )
    second_factor_roles: list[StaffRole] | None = strawberry.field(
        default=None, description="All roles that need a second factor; at once, for who is signed in too."
    )
    testers: list[Email] | None = strawberry.field(default=None, description="All of them, at most 20.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; the same again changes nothing."
    )


@strawberry.type(description="The settings after a change.")
class ShopUpdatePayload:
    """The answer of `shopUpdate`."""

    profile: ShopProfileType | None = strawberry.field(description="Null: `errors` says why not.")
    errors: list[UserError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="Whom to send a test mail.")
class MailTestInput:
    """Input of `mailTest`."""

    to: Email = strawberry.field(description="One of the testers.")
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; each asking sends a mail."
    )


@strawberry.type(description="Whether mail works.")
class MailTestPayload:
    """The answer of `mailTest`."""

    sent: bool = strawberry.field(description="Whether the mail was taken.")
    reply: str = strawberry.field(description="What the mail server said when it was not; empty otherwise.")
    errors: list[UserError] = strawberry.field(description="EMAIL_INVALID for whoever is no tester.")


async def _profile(info: Info) -> ShopProfileType:
    engine, shop = info.context.engine, info.context.shop
    head, profile = await ask.shop(engine, shop), await ask.shop_profile(engine, shop)
    return ShopProfileType(
        name=shop if head is None else head.name,
        colour=profile.colour,
        language=profile.language,
        review_required=profile.review_required,
        second_factor_roles=[StaffRole(role.value) for role in sorted(profile.second_factor_roles)],
        mail_channel=MailChannelKind.SERVER if mail_is_set_up(engine) else MailChannelKind.INBOX,
        mail_sender=engine.mail.sender,
        addresses=profile.testers,
    )


@strawberry.type(description="A line of the `shop` block.")
class ShopSetting:
    """A setting of the rule text."""

    name: str = strawberry.field(description="currency, timezone, rounding, sender, legal …")
    value: str = strawberry.field(description="As written after its name.")
    line: int = strawberry.field(description="Its line in the file, from 1.")


@strawberry.type(
    name="ShopBlock", description="The `shop` block of the working copy; it is edited in its file."
)
class ShopBlockType:
    """The block."""

    path: str = strawberry.field(description="The file that it stands in.")
    line: int = strawberry.field(description="Its first line, from 1.")
    text: str = strawberry.field(description="Its text.")
    settings: list[ShopSetting] = strawberry.field(description="Its lines in written order.")


@strawberry.type
class ShopProfileQueries:
    """Queries about settings."""

    @query_field(
        Right.READ, "The `shop` block of the working copy with its places; null: the rules have none."
    )
    async def shop_block(self, info: Info) -> ShopBlockType | None:
        """The block."""
        found = await shop_block(info.context.engine, info.context.shop)
        if found is None:
            return None
        settings = [ShopSetting(name=one.name, value=one.value, line=one.line) for one in found.lines]
        return ShopBlockType(path=found.path, line=found.line, text=found.text, settings=settings)

    @query_field(Right.READ, "Settings of the shop outside its rule text.")
    async def shop_profile(self, info: Info) -> ShopProfileType:
        """The settings."""
        return await _profile(info)


@strawberry.type
class ShopProfileMutations:
    """Mutations about settings."""

    @mutation_field(Right.SETTINGS, "Change settings of the shop outside its rule text.")
    async def shop_update(self, info: Info, input: ShopUpdateInput) -> ShopUpdatePayload:  # noqa: A002
        """Update."""
        outcome = await update_shop(
            info.context.engine,
            info.context.shop,
            name=input.name,
            colour=input.colour,
            language=input.language,
            review_required=input.review_required,
            second_factor_roles=None
            if input.second_factor_roles is None
            else [Role(role.value) for role in input.second_factor_roles],
            testers=None if input.testers is None else [str(one) for one in input.testers],
            actor=info.context.caller.actor,
        )
        if isinstance(outcome, Rejection):
            return ShopUpdatePayload(profile=None, errors=rejected(outcome, info.context.language))
        return ShopUpdatePayload(profile=await _profile(info), errors=[])

    @mutation_field(Right.SETTINGS, "Send a test mail to one of the testers, to see whether mail works.")
    async def mail_test(self, info: Info, input: MailTestInput) -> MailTestPayload:  # noqa: A002
        """Send one."""
        context = info.context
        outcome = await send_test_mail(
            context.engine, context.shop, to=str(input.to), actor=context.caller.actor
        )
        if isinstance(outcome, Rejection):
            return MailTestPayload(sent=False, reply="", errors=rejected(outcome, context.language))
        return MailTestPayload(sent=outcome == "", reply=outcome[:500], errors=[])
