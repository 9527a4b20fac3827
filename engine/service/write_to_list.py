"""Staff write to the readers of one list: looked over, counted, and sent once per address (S2.3, S2.15, S2.17)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from engine.delivery.render import TemplateProblem, render
from engine.delivery.sms_text import sms_parts
from engine.dsl.liquid_text import read_liquid
from engine.model.cart import Buyer
from engine.model.decision import OTHER_REQUEST, Problem, Rejection
from engine.model.effects import StartTimer
from engine.model.events import TimerKind
from engine.model.program import ChannelName, MessageClass, Program
from engine.model.reader import Audience, Composition
from engine.model.records import Actor, Receipt
from engine.service.compose_mail import composed_template, require_opt_out
from engine.service.engine import Engine
from engine.service.lists import find_list
from engine.service.message_link import OPT_OUT, sms_token
from engine.service.message_variables import MessageFacts, message_variables
from engine.service.read_cart import read_text
from engine.store.port import ReceiptMismatch

LONGEST_SUBJECT = 200
LONGEST_TEXT = 20_000
LEGAL = ("shop.legal.name", "shop.legal.address", "shop.legal.contact", "unsubscribe_url")
"""What an advertising text has to say (J3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMessage:
    """What staff write: Liquid texts, of which an SMS needs no subject."""

    list: str
    channel: ChannelName
    message_class: MessageClass
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMessagePreview:
    """How the message reads for somebody, whom it reaches, and in how many parts an SMS goes."""

    subject: str
    text: str
    parts: int
    audience: Audience


async def preview_list_message(
    engine: Engine, shop: str, wanted: ListMessage
) -> ListMessagePreview | Rejection:
    """Look the message over without sending it. Problems: NOT_FOUND (no such list), MESSAGE_REFUSED, TEXT_INVALID."""
    prepared = await engine.programs.live(engine.store, shop)
    if prepared is None or await find_list(engine, shop, wanted.list) is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("list",))
    written = _composition(wanted, engine.clock.now(), "preview")
    texts = await _looked_over(engine, shop, prepared.program, written)
    if isinstance(texts, Rejection):
        return texts
    subject, text = texts
    rule = prepared.list_rules.get(wanted.list)
    audience = await engine.store.audience(
        shop, wanted.list, wanted.channel, wanted.message_class, former=() if rule is None else rule.was
    )
    parts = sms_parts(text).count if wanted.channel is ChannelName.SMS else 1
    return ListMessagePreview(subject=subject, text=text, parts=parts, audience=audience)


async def send_list_message(
    engine: Engine, shop: str, wanted: ListMessage, *, actor: Actor, receipt: Receipt | None = None
) -> Composition | Rejection:
    """Send the message to every active reader that it may go to; a repeat with the same receipt sends nothing again.

    Problems: as `preview_list_message`, and IDEMPOTENCY_MISMATCH.
    """
    looked = await preview_list_message(engine, shop, wanted)
    if isinstance(looked, Rejection):
        return looked
    now = engine.clock.now()
    written = _composition(wanted, now, actor.id)
    timer = StartTimer(kind=TimerKind.LIST_SEND, subject=f"{written.id}/", due=now)
    try:
        kept = await engine.store.add_composition(shop, written, timer, actor, now, receipt)
    except ReceiptMismatch:
        return OTHER_REQUEST
    engine.waker.wake()
    return await engine.store.composition(shop, kept) or written


async def _looked_over(
    engine: Engine, shop: str, program: Program, written: Composition
) -> tuple[str, str] | Rejection:
    """The texts as a reader without a name would get them, or why the message may not go."""
    for name, text, longest in (("subject", written.subject, LONGEST_SUBJECT),):
        read = read_text(text, (name,), longest)
        if isinstance(read, Rejection):
            return read
    if not written.text.strip() or len(written.text) > LONGEST_TEXT:
        return Rejection(problem=Problem.TEXT_INVALID, path=("text",), args=(("limit", str(LONGEST_TEXT)),))
    if written.channel is ChannelName.EMAIL and not written.subject.strip():
        return Rejection(problem=Problem.SUBJECT_MISSING, path=("subject",))
    try:
        return await _rendered(engine, shop, program, written)
    except TemplateProblem as problem:
        return Rejection(problem=Problem.MESSAGE_REFUSED, path=("text",), args=(("reason", str(problem)),))


async def _rendered(
    engine: Engine, shop: str, program: Program, written: Composition
) -> tuple[str, str] | Rejection:
    advertising = written.message_class is MessageClass.ADVERTISING
    profile, head = await engine.store.shop_profile(shop), await engine.store.shop(shop)
    link = f"{engine.public_url}/u/{sms_token(engine, OPT_OUT, shop, '0' * 32)}"
    facts = MessageFacts(
        program=program,
        shop_name=head.name if head else shop,
        locale=profile.language,
        customer=Buyer(),
        unsubscribe_url=link if advertising else "",
        colour=profile.colour,
    )
    template = composed_template(written, profile.language)
    texts = render(template, message_variables(facts))
    missing = _missing(written) if advertising else []
    if missing:
        wanted = " ".join(f"{{{{ {name} }}}}" for name in missing)
        return Rejection(problem=Problem.LEGAL_MISSING, path=("text",), args=(("missing", wanted),))
    if advertising and written.channel is ChannelName.SMS:
        require_opt_out(template, texts.text, facts)
    return texts.subject, texts.text


def _missing(written: Composition) -> list[str]:
    said = read_liquid(written.text)
    return [name for name in LEGAL if not said.names(name)]


def _composition(wanted: ListMessage, now: datetime, by: str) -> Composition:
    told = f"{wanted.list}\0{wanted.channel}\0{wanted.subject}\0{wanted.text}\0{now.isoformat()}\0{by}"
    return Composition(
        id=hashlib.sha256(told.encode()).hexdigest()[:32],
        list=wanted.list,
        channel=wanted.channel,
        message_class=wanted.message_class,
        subject=wanted.subject,
        text=wanted.text,
        created_at=now,
        created_by=by,
    )
