"""The admin schema, put together from its nouns."""

import strawberry

from graphql_api.admin.account import AccountMutations, AccountQueries
from graphql_api.admin.analysis import AnalysisQueries
from graphql_api.admin.approval import ApprovalMutations, ApprovalQueries
from graphql_api.admin.audit import AuditQueries
from graphql_api.admin.budget import BudgetQueries
from graphql_api.admin.bulk_refund import BulkRefundMutations, BulkRefundQueries
from graphql_api.admin.cart import CartMutations, CartQueries
from graphql_api.admin.channel import ChannelMutations, ChannelQueries
from graphql_api.admin.code_import import CodeImportMutations, CodeImportQueries
from graphql_api.admin.consent import ConsentMutations, ConsentQueries
from graphql_api.admin.coupon import CouponMutations, CouponQueries
from graphql_api.admin.coupon_desk import CouponDeskMutations
from graphql_api.admin.customer import CustomerMutations, CustomerQueries
from graphql_api.admin.experiment import ExperimentQueries
from graphql_api.admin.form_edit import RuleFormQueries
from graphql_api.admin.gift_card import GiftCardQueries
from graphql_api.admin.gift_card_desk import GiftCardDeskMutations
from graphql_api.admin.gift_card_figures import GiftCardFigureQueries
from graphql_api.admin.home import HomeQueries
from graphql_api.admin.job import JobMutations, JobQueries
from graphql_api.admin.list import ListMutations, ListQueries
from graphql_api.admin.list_export import ListExportQueries
from graphql_api.admin.list_plan import ListPlanQueries
from graphql_api.admin.live import LiveSubscriptions
from graphql_api.admin.manual import ManualQueries
from graphql_api.admin.message import MessageMutations, MessageQueries
from graphql_api.admin.offer import OfferQueries
from graphql_api.admin.offer_figures import OfferFigureQueries
from graphql_api.admin.offer_preview import OfferPreviewQueries
from graphql_api.admin.order import OrderQueries
from graphql_api.admin.person import PersonMutations, PersonQueries
from graphql_api.admin.product import ProductMutations, ProductQueries
from graphql_api.admin.product_import import ProductImportMutations
from graphql_api.admin.redemption import RedemptionQueries
from graphql_api.admin.release import ReleaseQueries
from graphql_api.admin.review import ReviewMutations, ReviewQueries
from graphql_api.admin.revision import RevisionMutations, RevisionQueries
from graphql_api.admin.rule import RuleQueries
from graphql_api.admin.rule_file import RuleFileMutations, RuleFileQueries
from graphql_api.admin.rule_row import RuleRowMutations, RuleRowQueries
from graphql_api.admin.rule_test import RuleTestQueries
from graphql_api.admin.sample import SampleMutations, SampleQueries
from graphql_api.admin.second_factor import SecondFactorMutations
from graphql_api.admin.shop import ShopQueries
from graphql_api.admin.shop_profile import ShopProfileMutations, ShopProfileQueries
from graphql_api.admin.simulation import SimulationQueries
from graphql_api.admin.staff import StaffMutations, StaffQueries
from graphql_api.admin.stats import StatsQueries
from graphql_api.admin.stuck_payment import StuckPaymentMutations, StuckPaymentQueries
from graphql_api.admin.template import TemplateMutations, TemplateQueries
from graphql_api.admin.token import TokenMutations, TokenQueries
from graphql_api.admin.trial import TrialQueries
from graphql_api.admin.webhook import WebhookMutations, WebhookQueries
from graphql_api.admin.webhook_delivery import WebhookDeliveryMutations, WebhookDeliveryQueries
from graphql_api.admin.word import WordQueries
from graphql_api.scalars import CONFIG


@strawberry.type(description="What merchants ask. Each field names the right that it needs.")
class Query(
    ShopQueries,
    RuleQueries,
    RuleRowQueries,
    ReleaseQueries,
    ReviewQueries,
    ApprovalQueries,
    RuleFileQueries,
    RuleFormQueries,
    ManualQueries,
    RevisionQueries,
    WordQueries,
    TrialQueries,
    SimulationQueries,
    RuleTestQueries,
    AnalysisQueries,
    CouponQueries,
    ListQueries,
    ConsentQueries,
    ChannelQueries,
    CustomerQueries,
    PersonQueries,
    RedemptionQueries,
    OrderQueries,
    OfferQueries,
    OfferFigureQueries,
    OfferPreviewQueries,
    CartQueries,
    MessageQueries,
    StatsQueries,
    GiftCardQueries,
    GiftCardFigureQueries,
    BudgetQueries,
    ExperimentQueries,
    StuckPaymentQueries,
    HomeQueries,
    ListExportQueries,
    ListPlanQueries,
    ProductQueries,
    TokenQueries,
    WebhookQueries,
    JobQueries,
    BulkRefundQueries,
    CodeImportQueries,
    WebhookDeliveryQueries,
    AuditQueries,
    AccountQueries,
    StaffQueries,
    SampleQueries,
    ShopProfileQueries,
    TemplateQueries,
):
    """The root of queries."""


@strawberry.type(description="What merchants change. Each field names the right that it needs.")
class Mutation(
    RevisionMutations,
    ReviewMutations,
    ApprovalMutations,
    RuleFileMutations,
    RuleRowMutations,
    CouponMutations,
    ListMutations,
    ConsentMutations,
    ChannelMutations,
    CustomerMutations,
    PersonMutations,
    MessageMutations,
    CartMutations,
    ProductMutations,
    ProductImportMutations,
    TokenMutations,
    WebhookMutations,
    JobMutations,
    BulkRefundMutations,
    CodeImportMutations,
    WebhookDeliveryMutations,
    AccountMutations,
    SecondFactorMutations,
    CouponDeskMutations,
    GiftCardDeskMutations,
    StuckPaymentMutations,
    SampleMutations,
    ShopProfileMutations,
    StaffMutations,
    TemplateMutations,
):
    """The root of mutations."""


@strawberry.type(
    description="What merchants follow, over graphql-transport-ws. Each field names the right that it needs."
)
class Subscription(LiveSubscriptions):
    """The root of subscriptions."""


schema = strawberry.Schema(query=Query, mutation=Mutation, subscription=Subscription, config=CONFIG)
