"""One's own second factor: begun, taken into use, dropped (SEC20)."""

import strawberry

from engine.model.answers import RecoveryCodes
from engine.model.decision import Rejection
from engine.service import own_second_factor
from graphql_api.admin.account import AccountInput, AccountPayload, confirmed_session, show_account
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.rights import Right, mutation_field


@strawberry.type(description="What an authenticator app needs.")
class TotpBeginPayload:
    """The answer of `totpBegin`."""

    secret: str | None = strawberry.field(description="To type into the app by hand.")
    uri: str | None = strawberry.field(description="The otpauth address in the QR code.")
    qr: str | None = strawberry.field(description="The QR code as a data: address of an SVG picture.")
    errors: list[UserError] = strawberry.field(description="Why there is none; empty when there is.")


@strawberry.type(description="Recovery codes, shown this once.")
class RecoveryCodesPayload:
    """The answer of `totpEnable` and `recoveryCodesRenew`."""

    codes: list[str] = strawberry.field(description="Ten codes; each works once instead of the app.")
    errors: list[UserError] = strawberry.field(description="Why there are none; empty when there are.")


@strawberry.input(description="A code of the second factor.")
class TotpEnableInput(AccountInput):
    """Input of `totpEnable`."""

    code: str = strawberry.field(description="Six digits that the app shows now.")


@strawberry.type
class SecondFactorMutations:
    """Mutations about one's second factor."""

    @mutation_field(
        Right.ENTER, "Begin a second factor: scan the code, then `totpEnable` (asks for `confirm`)."
    )
    async def totp_begin(self, info: Info, input: AccountInput) -> TotpBeginPayload:  # noqa: A002, ARG002
        """Begin."""
        signed_in, _ = confirmed_session(info)
        begun = await own_second_factor.begin_second_factor(
            info.context.engine, signed_in, actor=info.context.caller.actor
        )
        if isinstance(begun, Rejection):
            errors = rejected(begun, info.context.language)
            return TotpBeginPayload(secret=None, uri=None, qr=None, errors=errors)
        return TotpBeginPayload(secret=begun.secret, uri=begun.uri, qr=begun.qr, errors=[])

    @mutation_field(
        Right.ENTER, "Take the second factor into use with one of its codes (asks for `confirm`)."
    )
    async def totp_enable(self, info: Info, input: TotpEnableInput) -> RecoveryCodesPayload:  # noqa: A002
        """Enable."""
        signed_in, secret = confirmed_session(info)
        outcome = await own_second_factor.enable_second_factor(
            info.context.engine, signed_in, secret, code=input.code, actor=info.context.caller.actor
        )
        return _codes(info, outcome)

    @mutation_field(Right.ENTER, "Do without the second factor (asks for `confirm`).")
    async def totp_disable(self, info: Info, input: AccountInput) -> AccountPayload:  # noqa: A002, ARG002
        """Disable."""
        signed_in, secret = confirmed_session(info)
        outcome = await own_second_factor.disable_second_factor(
            info.context.engine, signed_in, secret, actor=info.context.caller.actor
        )
        return await show_account(info, outcome if isinstance(outcome, Rejection) else None)

    @mutation_field(Right.ENTER, "Ten new recovery codes; the old ones are dead (asks for `confirm`).")
    async def recovery_codes_renew(self, info: Info, input: AccountInput) -> RecoveryCodesPayload:  # noqa: A002, ARG002
        """Renew."""
        signed_in, _ = confirmed_session(info)
        outcome = await own_second_factor.renew_recovery_codes(
            info.context.engine, signed_in, actor=info.context.caller.actor
        )
        return _codes(info, outcome)


def _codes(info: Info, outcome: RecoveryCodes | Rejection) -> RecoveryCodesPayload:
    if isinstance(outcome, Rejection):
        return RecoveryCodesPayload(codes=[], errors=rejected(outcome, info.context.language))
    return RecoveryCodesPayload(codes=list(outcome.codes), errors=[])
