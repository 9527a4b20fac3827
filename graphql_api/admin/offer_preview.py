"""The preview of an offer's page (S4.60)."""

import strawberry

from engine.model.answers import RulesRefused
from engine.model.decision import Rejection
from engine.service.preview_offer import Bought, OfferCase, OfferPreview, preview_offer
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.source_file import FileInput, sources
from graphql_api.context import Info
from graphql_api.errors import UserError, rejected
from graphql_api.messages import message
from graphql_api.offer_page import OfferPage, show_page
from graphql_api.rights import Right, query_field


@strawberry.type(description="A product and the way it is bought.")
class OfferTrigger:
    """What starts an offer."""

    sku: str = strawberry.field(description="The product.")
    name: str = strawberry.field(description="Its name.")
    plan: str | None = strawberry.field(description="The plan it is bought on; null: once.")


@strawberry.input(description="What is bought before the page.")
class OfferTriggerInput:
    """A product that starts an offer."""

    sku: str = strawberry.field(description="The product.")
    plan: str | None = strawberry.field(default=None, description="The plan it is bought on; null: once.")


@strawberry.input(description="Which page to preview, and after which purchase.")
class OfferPreviewInput:
    """Input of `offerPreview`."""

    rule: str = strawberry.field(description="The offer's rule.")
    draft: FileInput | None = strawberry.field(
        default=None, description="A rule file as it stands in an editor, in the place of the stored one."
    )
    live: bool = strawberry.field(
        default=False, description="The live rules, in the place of the working copy."
    )
    trigger: OfferTriggerInput | None = strawberry.field(
        default=None, description="What is bought; absent: the first product that starts the rule."
    )
    order_id: str | None = strawberry.field(
        default=None,
        description="An order by the shop's own id, whose lines are bought, instead of `trigger`.",
    )


@strawberry.type(name="OfferPreview", description="A page as a shopper would get it, or why there is none.")
class OfferPreviewType:
    """A preview."""

    page: OfferPage | None = strawberry.field(
        description="The page; null when the purchase brings none or the rules have errors."
    )
    closes_after_seconds: int | None = strawberry.field(
        description="How long it can be bought once the page is shown (S4.39, S4.41)."
    )
    reason: str = strawberry.field(
        description="Why there is no page, in the language of Accept-Language; empty when there is one."
    )
    triggers: list[OfferTrigger] = strawberry.field(description="What may be bought to get it, at most 100.")
    chosen: OfferTrigger | None = strawberry.field(description="What was taken to be bought, of `triggers`.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="Findings, when the rules have errors.")
    errors: list[UserError] = strawberry.field(
        description="NOT_FOUND for a rule that is no offer or an unknown order; what no cart may hold."
    )


@strawberry.type
class OfferPreviewQueries:
    """Queries about pages that nobody has got yet."""

    @query_field(
        Right.READ,
        "The page of an offer, made by the code that decides orders; conditions, hours, limits and budgets are taken"
        " as met. Stores nothing.",
    )
    async def offer_preview(self, info: Info, input: OfferPreviewInput) -> OfferPreviewType:  # noqa: A002
        """A preview."""
        trigger = input.trigger
        case = OfferCase(
            rule=input.rule,
            draft=None if input.draft is None else sources([input.draft])[0],
            live=input.live,
            trigger=None if trigger is None else (trigger.sku, trigger.plan or ""),
            order_id=input.order_id,
        )
        context = info.context
        found = await preview_offer(context.engine, context.shop, case, language=context.language)
        return _shown(found, info)


def _shown(found: OfferPreview | RulesRefused | Rejection, info: Info) -> OfferPreviewType:
    language = info.context.language
    made = found if isinstance(found, OfferPreview) else None
    offer = None if made is None else made.offer
    reason = "" if made is None or made.reason is None else message(made.reason.name, language)
    return OfferPreviewType(
        page=None if offer is None else show_page(offer),
        closes_after_seconds=None if offer is None else int(offer.open_for.total_seconds()),
        reason=reason,
        triggers=[] if made is None else [_trigger(one) for one in made.triggers],
        chosen=None if made is None or made.chosen is None else _trigger(made.chosen),
        diagnostics=show_diagnostics(found.checked.diagnostics) if isinstance(found, RulesRefused) else [],
        errors=rejected(found, language) if isinstance(found, Rejection) else [],
    )


def _trigger(one: Bought) -> OfferTrigger:
    return OfferTrigger(sku=one.sku, name=one.name, plan=one.plan or None)
