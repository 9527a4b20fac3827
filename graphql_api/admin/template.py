"""Templates: which there are, how one looks when it is mailed before it is stored, and mailed to a tester."""

from dataclasses import asdict
from enum import StrEnum

import strawberry

from engine.model.decision import Rejection
from engine.service.preview_template import TemplateCase, TemplatePreview, preview_template
from engine.service.sms_size import sms_size
from engine.service.templates import TemplateRow, template_rows
from engine.service.tester_mail import send_template
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.context import Info
from graphql_api.enumeration import described
from graphql_api.errors import UserError, rejected
from graphql_api.ids import own_id
from graphql_api.refused import Refused, RequestCode
from graphql_api.rights import Right, mutation_field, query_field
from graphql_api.scalars import Email


@described(
    "What a message is for the law.",
    ESSENTIAL="Part of a purchase: it goes without a consent.",
    ADVERTISING="It goes to who agreed only, and shows how to unsubscribe (J1, J3).",
)
class MessageClassKind(StrEnum):
    """`model.program.MessageClass`."""

    ESSENTIAL = "essential"
    ADVERTISING = "advertising"


@strawberry.type(name="TemplateVariable", description="A value that a template may name.")
class TemplateVariableType:
    """A variable."""

    path: str = strawberry.field(description="As in {{ coupon.code }}.")
    doc: str = strawberry.field(description="What it is, in the language of Accept-Language.")
    example: str = strawberry.field(description="What the preview fills in for it.")


@strawberry.type(description="A line of a rule that sends a template.")
class TemplateUse:
    """A use."""

    rule: str = strawberry.field(description="The rule.")
    kind: str = strawberry.field(description="Its kind: coupon, reminder, list, giftcard.")
    path: str = strawberry.field(description="The file it stands in.")
    line: int = strawberry.field(description="The line, from 1.")


@strawberry.type(name="Template", description="A template of the working copy: one text in one language.")
class TemplateType:
    """A template."""

    name: str = strawberry.field(description="What rules call it; its path where the file's name is no name.")
    locale: str = strawberry.field(description="Its language, such as ja; empty where the name says none.")
    path: str = strawberry.field(description="Its file, for `ruleFileSave`.")
    sha256: str = strawberry.field(description="SHA-256 of its text: `baseSha256` of a save.")
    text: str = strawberry.field(description="Its text with its header lines, byte for byte.")
    category: str | None = strawberry.field(
        description="Its sort: coupon, abandonment …; null with mistakes."
    )
    message_class: MessageClassKind | None = strawberry.field(
        description="Its class; null with mistakes in it."
    )
    subject: str | None = strawberry.field(description="Its subject as written; null with mistakes in it.")
    has_html: bool = strawberry.field(description="Whether it has an HTML part.")
    variables: list[str] = strawberry.field(description="What it names, as coupon.code.")
    uses: list[TemplateUse] = strawberry.field(
        description="Where rules of the working copy send it; none: nothing does."
    )
    errors: int = strawberry.field(description="Findings in it that keep the rules from going live.")
    warnings: int = strawberry.field(description="Findings in it that are worth a look.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="The findings.")
    changed: bool = strawberry.field(description="Whether it differs from what is live.")


@strawberry.type(name="SmsSize", description="How long a text is as an SMS, and so what it costs.")
class SmsSizeType:
    """A size."""

    parts: int = strawberry.field(description="Into how many parts it is cut; each is charged.")
    places: int = strawberry.field(description="Places that the text takes in all.")
    room: int = strawberry.field(description="Places that are left in its last part.")
    gsm: bool = strawberry.field(
        description="True: the alphabet of 160 places to a part, 153 of several. False, as in Japanese: 70 and 67."
    )


@strawberry.type(
    name="TemplatePreview",
    description="A template filled with an order, a coupon or a cart, or with examples.",
)
class TemplatePreviewType:
    """A preview."""

    category: str = strawberry.field(
        description="Its sort, which decides its variables; empty while unknown."
    )
    locale: str = strawberry.field(description="Its language, from the name of the file.")
    subject: str = strawberry.field(description="The subject; empty while the template has errors.")
    text: str = strawberry.field(description="The text part.")
    html: str = strawberry.field(
        description="The HTML part; show it in a sandboxed frame only (SEC22). Empty: there is none."
    )
    variables: list[TemplateVariableType] = strawberry.field(description="What its category may name.")
    problem: str = strawberry.field(description="Why it cannot be filled; empty when it can.")
    sms: SmsSizeType = strawberry.field(description="How long the text is where it goes as an SMS.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="What publishing would say about it.")
    errors: list[UserError] = strawberry.field(
        description="NOT_FOUND for an order, a coupon or a cart that the shop has not; empty otherwise."
    )


@strawberry.input(description="A template to mail to a tester.")
class TemplateTestSendInput:
    """Input of `templateTestSend`."""

    path: str = strawberry.field(description="Its file, whose name says name and language.")
    text: str = strawberry.field(description="Its text as typed; it need not be stored.")
    to: Email = strawberry.field(description="One of the testers of `shopProfile`, or one's own address.")
    order_id: str | None = strawberry.field(
        default=None, description="The shop's id of an order to fill in; needs the right pii."
    )
    coupon_id: strawberry.ID | None = strawberry.field(
        default=None, description="A coupon to fill in, its code masked; needs the right pii."
    )
    cart_id: strawberry.ID | None = strawberry.field(
        default=None, description="A cart to fill in, its link an example; needs the right pii."
    )
    idempotency_key: str | None = strawberry.field(
        default=None, description="Accepted for symmetry; each asking sends a mail."
    )


@strawberry.type(description="Whether a template was mailed.")
class TemplateTestSendPayload:
    """The answer of `templateTestSend`."""

    sent: bool = strawberry.field(description="Whether the mail was taken.")
    reply: str = strawberry.field(description="What the mail server said when it was not; empty otherwise.")
    problem: str = strawberry.field(
        description="Why the template cannot be filled; `diagnostics` say more. Empty when it can."
    )
    diagnostics: list[DiagnosticType] = strawberry.field(
        description="Mistakes that kept it from being sent; none when it was."
    )
    errors: list[UserError] = strawberry.field(
        description="EMAIL_INVALID for whoever is no tester, NOT_FOUND for an unknown case, TOO_MANY_TEST_MAILS."
    )


@strawberry.type
class TemplateQueries:
    """Queries about templates."""

    @query_field(Right.READ, "All templates of the working copy, by path.")
    async def templates(self, info: Info) -> list[TemplateType]:
        """All."""
        context = info.context
        rows = await template_rows(context.engine, context.shop, language=context.language)
        return [_template(one) for one in rows]

    @query_field(Right.READ, "The template of a name in a language; null when there is none.")
    async def template(self, info: Info, name: str, locale: str) -> TemplateType | None:
        """One."""
        context = info.context
        rows = await template_rows(context.engine, context.shop, language=context.language)
        return next((_template(one) for one in rows if (one.name, one.locale) == (name, locale)), None)

    @query_field(
        Right.READ,
        "A template as typed, filled with examples or, by the right pii, with an order, a coupon and a cart of the"
        " shop; codes stay masked; stores nothing. Files are those of the working copy.",
    )
    async def template_preview(  # noqa: PLR0917 - the arguments of the field
        self,
        info: Info,
        path: str,
        text: str,
        order_id: str | None = None,
        coupon_id: strawberry.ID | None = None,
        cart_id: strawberry.ID | None = None,
    ) -> TemplatePreviewType:
        """The preview."""
        context = info.context
        found = await preview_template(
            context.engine,
            context.shop,
            path[:200],
            text,
            language=context.language,
            case=_case(info, order_id, coupon_id, cart_id),
        )
        return _preview(found, info)


@strawberry.type
class TemplateMutations:
    """Mutations about templates; they are stored as files, by `ruleFileSave`."""

    @mutation_field(
        Right.EDIT, "Mail a template as typed to a tester or oneself, marked as a test in its subject."
    )
    async def template_test_send(self, info: Info, input: TemplateTestSendInput) -> TemplateTestSendPayload:  # noqa: A002
        """Send one."""
        context = info.context
        outcome = await send_template(
            context.engine,
            context.shop,
            input.path[:200],
            input.text,
            to=str(input.to),
            case=_case(info, input.order_id, input.coupon_id, input.cart_id),
            actor=context.caller.actor,
            language=context.language,
        )
        shown = outcome if isinstance(outcome, TemplatePreview) else None
        return TemplateTestSendPayload(
            sent=outcome == "",
            reply=outcome[:500] if isinstance(outcome, str) else "",
            problem="" if shown is None else shown.problem,
            diagnostics=[] if shown is None else show_diagnostics(shown.diagnostics),
            errors=rejected(outcome, context.language) if isinstance(outcome, Rejection) else [],
        )


def _case(
    info: Info, order_id: str | None, coupon_id: strawberry.ID | None, cart_id: strawberry.ID | None
) -> TemplateCase:
    """What to fill in. Raises Refused where it would show what the caller may not see."""
    if (order_id or coupon_id or cart_id) and Right.PII not in info.context.caller.rights:
        raise Refused(RequestCode.FORBIDDEN, right=Right.PII)
    coupon = None if coupon_id is None else own_id("Coupon", coupon_id) or str(coupon_id)
    cart = None if cart_id is None else own_id("Cart", cart_id) or str(cart_id)
    return TemplateCase(order_id=order_id, coupon_id=coupon, cart_id=cart)


def _template(row: TemplateRow) -> TemplateType:
    read = row.read
    return TemplateType(
        name=row.name,
        locale=row.locale,
        path=row.file.path,
        sha256=row.sha256,
        text=row.file.text,
        category=None if read is None else read.category,
        message_class=None if read is None else MessageClassKind(read.message_class.value),
        subject=None if read is None else read.subject,
        has_html=read is not None and read.html != "",
        variables=list(row.variables),
        uses=[TemplateUse(rule=one.rule, kind=one.kind, path=one.path, line=one.line) for one in row.uses],
        errors=row.errors,
        warnings=row.warnings,
        diagnostics=show_diagnostics(row.diagnostics),
        changed=row.changed,
    )


def _preview(found: TemplatePreview | Rejection, info: Info) -> TemplatePreviewType:
    if isinstance(found, Rejection):
        errors = rejected(found, info.context.language)
        return TemplatePreviewType(
            category="",
            locale="",
            subject="",
            text="",
            html="",
            variables=[],
            problem="",
            sms=SmsSizeType(**asdict(sms_size(""))),
            diagnostics=[],
            errors=errors,
        )
    return TemplatePreviewType(
        category=found.category,
        locale=found.locale,
        subject=found.subject,
        text=found.text,
        html=found.html,
        variables=[
            TemplateVariableType(path=one.path, doc=one.doc, example=one.example) for one in found.variables
        ],
        problem=found.problem,
        sms=SmsSizeType(**asdict(found.sms)),
        diagnostics=show_diagnostics(found.diagnostics),
        errors=[],
    )
