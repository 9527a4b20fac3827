"""What a template would look like: filled with an order, a coupon or a cart of the shop, or with examples."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.delivery.render import TemplateProblem, render
from engine.dsl.templates import read_templates
from engine.model.answers import ExplainedDiagnostic
from engine.model.decision import Problem, Rejection
from engine.model.diagnostic import Diagnostic
from engine.model.program import Template
from engine.model.records import SourceFile, StoredCoupon, StoredOrder
from engine.model.saved_cart import SavedCart
from engine.service.engine import Engine
from engine.service.explain_diagnostics import explain_diagnostics
from engine.service.message_variables import MessageFacts, message_variables
from engine.service.sms_size import SmsSize, sms_size
from engine.values.masked_code import DOT
from engine.vocabulary.template_variables import CATEGORY_BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableExample:
    """A variable that the template may name: `path` as in `{{ coupon.code }}`."""

    path: str
    doc: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCase:
    """What a preview is filled with besides examples: the shop's own ids."""

    order_id: str | None = None
    coupon_id: str | None = None
    cart_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePreview:
    """The filled texts, empty while the template has errors; `variables` of its category.

    `sms` is the size of the text where it goes as an SMS.
    """

    category: str
    locale: str
    subject: str
    text: str
    html: str
    variables: tuple[VariableExample, ...]
    problem: str
    diagnostics: tuple[ExplainedDiagnostic, ...]

    @property
    def sms(self) -> SmsSize:
        """How long the text is as an SMS."""
        return sms_size(self.text.strip())


NO_CASE = TemplateCase()
_Found = tuple[StoredOrder | None, StoredCoupon | None, SavedCart | None]


async def preview_template(
    engine: Engine, shop: str, path: str, text: str, *, language: str, case: TemplateCase = NO_CASE
) -> TemplatePreview | Rejection:
    """Read and fill a template as it would be mailed; what is wrong with it is told as when it is published.

    NOT_FOUND for an order, coupon or cart that the shop has not. Codes of real coupons stay masked, links are examples.
    """
    file, found = SourceFile(path=path, text=text), list[Diagnostic]()
    read = [one for same in read_templates((file,), found.append).values() for one in same]
    told = explain_diagnostics(found, (file,), language)
    category = CATEGORY_BY_NAME.get(read[0].category) if read else None
    if not read or category is None:
        return TemplatePreview(
            category="", locale="", subject="", text="", html="", variables=(), problem="", diagnostics=told
        )
    template = read[0]
    variables = tuple(
        VariableExample(path=one.path, doc=one.doc[language], example=one.example)
        for one in category.variables
    )
    real = await _real(engine, shop, template, case)
    if isinstance(real, Rejection):
        return real
    subject = body = markup = problem = ""
    try:
        texts = render(template, _over(_tree(variables), real))
        subject, body, markup = texts.subject, texts.text, texts.html
    except TemplateProblem as trouble:
        problem = str(trouble)
    return TemplatePreview(
        category=template.category,
        locale=template.locale,
        subject=subject,
        text=body,
        html=markup,
        variables=variables,
        problem=problem,
        diagnostics=told,
    )


async def _real(
    engine: Engine, shop: str, template: Template, case: TemplateCase
) -> Mapping[str, object] | Rejection:
    """The variables of the order, the coupon and the cart; none when none is named."""
    if case == NO_CASE:
        return {}
    found = await _case(engine, shop, case)
    if isinstance(found, Rejection):
        return found
    order, coupon, cart = found
    prepared, head = (
        await engine.programs.live(engine.store, shop),
        await engine.store.shop(shop),
    )
    if prepared is None or head is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    code = "" if coupon is None else DOT * (coupon.shape.length - len(coupon.last_four)) + coupon.last_four
    facts = MessageFacts(
        program=prepared.program,
        shop_name=head.name,
        locale=template.locale,
        order=order,
        customer=None if cart is None else cart.cart.buyer,
        coupon=coupon,
        code=code,
        cart=cart,
        colour=(await engine.store.shop_profile(shop)).colour,
    )
    known = message_variables(facts)
    return (
        known
        if order is not None or cart is not None
        else {name: one for name, one in known.items() if name != "customer"}
    )


async def _case(engine: Engine, shop: str, case: TemplateCase) -> _Found | Rejection:
    """What a case names; an order brings the coupon it earned, a coupon the order that earned it."""
    cart: SavedCart | None = None
    if case.cart_id is not None:
        carts = await engine.store.carts_by_id(shop, [case.cart_id])
        if not carts:
            return _unknown("cart_id", case.cart_id)
        cart = carts[0]
    coupon: StoredCoupon | None = None
    if case.coupon_id is not None:
        coupons = await engine.store.coupons_by_id(shop, [case.coupon_id])
        if not coupons:
            return _unknown("coupon_id", case.coupon_id)
        coupon = coupons[0]
    order_id = case.order_id or (coupon.order_id if coupon else None)
    orders = await engine.store.orders_by_id(shop, [order_id]) if order_id else ()
    if case.order_id is not None:
        if not orders:
            return _unknown("order_id", case.order_id)
        if coupon is None:
            earned = await engine.store.coupons_of_orders(shop, [case.order_id])
            coupon = earned[0] if earned else None
    return orders[0] if orders else None, coupon, cart


def _unknown(field: str, identity: str) -> Rejection:
    return Rejection(problem=Problem.NOT_FOUND, path=(field,), args=(("id", identity),))


def _tree(variables: tuple[VariableExample, ...]) -> dict[str, object]:
    """`coupon.code` as {"coupon": {"code": …}}."""
    tree: dict[str, object] = {}
    for one in variables:
        at, *names = tree, *one.path.split(".")
        for name in names[:-1]:
            inner = at.setdefault(name, {})
            if isinstance(inner, dict):
                at = inner
        at[names[-1]] = one.example
    return tree


def _over(examples: dict[str, object], real: Mapping[str, object]) -> dict[str, object]:
    """Examples, and over them what is real and not empty; names that the category has not stay unknown."""
    filled: dict[str, object] = {}
    for name, example in examples.items():
        known = real.get(name)
        if isinstance(example, dict):
            filled[name] = _over(example, known if isinstance(known, Mapping) else {})
        else:
            filled[name] = known or example
    return filled
