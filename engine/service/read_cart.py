"""What a caller typed becomes a cart in comparable form, or a rejection that names the field (SEC9)."""

import unicodedata
from dataclasses import dataclass

from engine.model.cart import Buyer, Cart, CartLine
from engine.model.decision import Problem, Rejection
from engine.model.program import Program
from engine.model.requests import BuyerRequest, CartRequest, LineRequest
from engine.runtime.plans import first_price, plan_of
from engine.service.engine import Limits
from engine.values.code import canonical
from engine.values.identity import normal_email, normal_phone, trimmed_id

LONGEST_ID = 255
LONGEST_NAME = 200
LONGEST_CODE = 64


class _Bad(Exception):
    """Carries a rejection out of a nested field."""

    def __init__(self, problem: Problem, path: tuple[str, ...], **args: str) -> None:
        super().__init__(problem)
        self.rejection = Rejection(problem=problem, path=path, args=tuple(args.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    program: Program
    limits: Limits
    trusted: bool


def read_cart(request: CartRequest, program: Program, limits: Limits, *, trusted: bool) -> Cart | Rejection:
    """The cart of `request`. Stated unit prices count only from a trusted caller; else those of the catalogue."""
    reader = _Reader(program=program, limits=limits, trusted=trusted)
    try:
        return Cart(
            lines=tuple(_line(reader, line) for line in request.lines if not line.gift),
            buyer=_buyer(reader, request.buyer),
            codes=_codes(reader, request.codes),
            shipping=request.shipping,
            channel=_text(request.channel, ("channel",), LONGEST_NAME),
            test=request.test,
            token=_text(request.token, ("token",), LONGEST_ID),
            gift_cards=_codes(reader, request.gift_cards, "gift_cards"),
        )
    except _Bad as bad:
        return bad.rejection


def read_buyer(request: BuyerRequest, program: Program, limits: Limits) -> Buyer | Rejection:
    """Who is meant, in comparable form; somebody without an e-mail and an id is EMAIL_INVALID."""
    try:
        buyer = _buyer(_Reader(program=program, limits=limits, trusted=True), request)
        if buyer.email is None and buyer.external_id is None:
            raise _Bad(Problem.EMAIL_INVALID, ("buyer", "email"))
    except _Bad as bad:
        return bad.rejection
    return buyer


def read_text(text: str, path: tuple[str, ...], longest: int = LONGEST_NAME) -> str | Rejection:
    """A text of at most `longest` characters without any that nobody sees; else TEXT_INVALID."""
    try:
        return _text(text, path, longest)
    except _Bad as bad:
        return bad.rejection


def id_problem(text: str, path: tuple[str, ...]) -> Rejection | None:
    """A rejection when `text` cannot be an id: empty, too long, or with characters nobody sees."""
    try:
        if not _text(text, path, LONGEST_ID):
            raise _Bad(Problem.TEXT_INVALID, path)
    except _Bad as bad:
        return bad.rejection
    return None


def _line(reader: _Reader, line: LineRequest) -> CartLine:
    """What makes no sense in a line (an unknown product, no quantity, a huge price) is refused by the core."""
    product = reader.program.catalog.products.get(line.sku)
    price = 0 if product is None else product.price
    plan = plan_of(product, line.plan) if product and line.plan else None
    if plan is not None:
        price = first_price(price, plan, reader.program.settings.rounding)
    stated = line.unit_price if reader.trusted else None
    return CartLine(
        sku=line.sku,
        quantity=line.quantity,
        unit_price=price if stated is None else stated,
        plan=line.plan,
    )


def _buyer(reader: _Reader, buyer: BuyerRequest) -> Buyer:
    path = ("buyer",)
    return Buyer(
        email=_email(reader, buyer.email),
        phone=normal_phone(buyer.phone) if buyer.phone else None,
        external_id=_text(buyer.external_id, (*path, "external_id"), LONGEST_ID)
        if buyer.external_id
        else None,
        member=buyer.member,
        name=_text(buyer.name, (*path, "name"), LONGEST_NAME),
        locale=_text(buyer.locale, (*path, "locale"), 35),
    )


def _email(reader: _Reader, typed: str | None) -> str | None:
    if typed is None or not typed.strip():
        return None
    email = normal_email(typed, fold_plus=reader.program.settings.fold_plus)
    if email is None:
        raise _Bad(Problem.EMAIL_INVALID, ("buyer", "email"))
    return email


def _codes(reader: _Reader, typed: tuple[str, ...], field: str = "codes") -> tuple[str, ...]:
    if len(typed) > reader.limits.codes:
        raise _Bad(Problem.TOO_MANY_CODES, (field,), limit=str(reader.limits.codes))
    codes: dict[str, None] = {}
    for number, text in enumerate(typed):
        code = canonical(text) if len(text) <= LONGEST_CODE else ""
        if not code:
            raise _Bad(Problem.CODE_INVALID, (field, str(number)))
        codes[code] = None
    return tuple(codes)


def _text(text: str, path: tuple[str, ...], longest: int) -> str:
    kept = trimmed_id(text)
    if len(kept) > longest or any(unicodedata.category(char) in ("Cc", "Cs") for char in kept):
        raise _Bad(Problem.TEXT_INVALID, path, limit=str(longest))
    return kept
