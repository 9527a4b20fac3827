"""The storefront schema, put together from its nouns."""

import strawberry

from graphql_api.scalars import CONFIG
from graphql_api.storefront.cart import CartQueries
from graphql_api.storefront.code import CodeMutations
from graphql_api.storefront.consent import ConsentMutations
from graphql_api.storefront.contract import ContractMutations, ContractQueries
from graphql_api.storefront.gift_card import GiftCardMutations, GiftCardQueries
from graphql_api.storefront.offer import OfferMutations, OfferQueries
from graphql_api.storefront.order import OrderMutations
from graphql_api.storefront.refund import RefundMutations
from graphql_api.storefront.refund_quote import RefundQueries
from graphql_api.storefront.saved_cart import SavedCartMutations
from graphql_api.storefront.wallet import WalletQueries

CODE_FIELDS = frozenset({"quote", "codeHold", "orderRecord", "giftCardBalance", "giftCardHold"})
"""Root fields that take codes: one per document, so that one request is one guess (SEC6)."""


@strawberry.type(description="What a storefront asks.")
class Query(GiftCardQueries, OfferQueries, ContractQueries, RefundQueries, WalletQueries, CartQueries):
    """The root of queries."""


@strawberry.type(description="What a storefront reports.")
class Mutation(
    ConsentMutations,
    GiftCardMutations,
    OfferMutations,
    ContractMutations,
    CodeMutations,
    OrderMutations,
    RefundMutations,
    SavedCartMutations,
):
    """The root of mutations."""


schema = strawberry.Schema(query=Query, mutation=Mutation, config=CONFIG)
