"""Rows of the database as the model's records."""

import orjson

from engine.model.effects import SendMessage
from engine.model.facts import CouponFact, CouponState
from engine.model.program import Alphabet, ChannelName, CodeShape, MessageClass
from engine.model.records import (
    Actor,
    AuditEntry,
    InboxMail,
    MessageState,
    Redemption,
    StoredCoupon,
    StoredMessage,
    TokenRecord,
)
from engine.store.sql.codec import instant, maybe_instant, terms_from_json
from engine.store.sql.session import Row

FACT = [
    "id",
    "rule",
    "state",
    "terms",
    "owner_email",
    "owner_id",
    "issued_at",
    "valid_until",
    "uses",
    "used",
    "held",
    "test",
    "issued_to",
]
COUPON = [*FACT, *["order_id", "revision", "length", "alphabet", "key_id", "attempt", "last_four", "sealed"]]
REDEMPTION = ["id", "rule", "coupon_id", "code", "order_id", "amount", "at", "test", "returned_at"]
MESSAGE = [
    "id",
    "shop",
    "dedupe_key",
    "rule",
    "channel",
    "template",
    "message_class",
    "recipient",
    "locale",
    "due",
    "send_before",
    "coupon_id",
    "order_id",
    "test",
    "revision",
    "state",
    "attempt",
    "lease_until",
    "next_try",
    "created_at",
    "sent_at",
    "reason",
    "cart_id",
    "enrolment_id",
    "card_id",
    "excused",
]
MAIL = ["id", "message_id", "recipient", "subject", "text", "html", "headers", "at"]
AUDIT = ["number", "at", "actor_kind", "actor_id", "actor_ip", "action", "subject", "detail", "erased_by"]
TOKEN = [
    "id",
    "shop",
    "kind",
    "name",
    "scopes",
    "origins",
    "created_at",
    "expires_at",
    "last_used_at",
    "revoked_at",
]


def coupon_fact(row: Row, *, held: int | None = None, own_hold_until: int | None = None) -> CouponFact:
    """A coupon as it is decided with; a cart sees what others hold of it, and until when it holds a use itself."""
    identity, rule, state, terms, email, owner, issued_at, *rest = row
    valid_until, uses, used, stored_held, test, issued_to = rest
    return CouponFact(
        id=identity,
        rule=rule,
        state=CouponState(state),
        terms=terms_from_json(terms),
        owner_email=email,
        owner_id=owner,
        issued_at=instant(issued_at),
        valid_until=maybe_instant(valid_until),
        uses=uses,
        used=used,
        held=stored_held if held is None else held,
        own_hold=own_hold_until is not None,
        own_hold_until=maybe_instant(own_hold_until),
        test=bool(test),
        issued_to=issued_to,
    )


def coupon(row: Row) -> StoredCoupon:
    """A coupon with what admin and mail need."""
    order_id, revision, length, alphabet, key_id, attempt, last_four, sealed = tuple(row)[len(FACT) :]
    return StoredCoupon(
        fact=coupon_fact(tuple(row)[: len(FACT)]),
        order_id=order_id,
        revision=revision,
        shape=CodeShape(length=length, alphabet=Alphabet(alphabet)),
        key_id=key_id,
        attempt=attempt,
        last_four=last_four,
        sealed=sealed,
    )


def redemption(row: Row) -> Redemption:
    """A use or a grant."""
    identity, rule, coupon_id, code, order_id, amount, at, test, returned_at = row
    return Redemption(
        id=identity,
        rule=rule,
        coupon_id=coupon_id,
        code=code,
        order_id=order_id,
        amount=amount,
        at=instant(at),
        test=bool(test),
        returned_at=maybe_instant(returned_at),
    )


def message(row: Row) -> StoredMessage:
    """A queued message."""
    order = SendMessage(
        dedupe_key=row["dedupe_key"],
        rule=row["rule"],
        channel=ChannelName(row["channel"]),
        template=row["template"],
        message_class=MessageClass(row["message_class"]),
        recipient=row["recipient"],
        locale=row["locale"],
        due=instant(row["due"]),
        send_before=maybe_instant(row["send_before"]),
        coupon_id=row["coupon_id"],
        order_id=row["order_id"],
        test=bool(row["test"]),
        cart_id=row["cart_id"],
        card_id=row["card_id"],
        enrolment_id=row["enrolment_id"],
    )
    return StoredMessage(
        id=row["id"],
        shop=row["shop"],
        order=order,
        revision=row["revision"],
        state=MessageState(row["state"]),
        attempt=row["attempt"],
        lease_until=maybe_instant(row["lease_until"]),
        next_try=instant(row["next_try"]),
        created_at=instant(row["created_at"]),
        sent_at=maybe_instant(row["sent_at"]),
        reason=row["reason"],
        excused=row["excused"],
    )


def mail(row: Row) -> InboxMail:
    """A kept mail."""
    identity, message_id, recipient, subject, text, html, headers, at = row
    return InboxMail(
        id=identity,
        message_id=message_id,
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        headers=orjson.loads(headers),
        at=instant(at),
    )


def audit_entry(row: Row) -> AuditEntry:
    """A state change."""
    number, at, kind, identity, ip, action, subject, detail, erased_by = tuple(row)[: len(AUDIT)]
    return AuditEntry(
        number=number,
        at=instant(at),
        actor=Actor(kind=kind, id=identity, ip=ip),
        action=action,
        subject=subject,
        detail=orjson.loads(detail),
        erased_by=erased_by or "",
    )


def token(row: Row) -> TokenRecord:
    """An API token."""
    identity, shop, kind, name, scopes, origins, created_at, expires_at, last_used_at, revoked_at = row
    return TokenRecord(
        id=identity,
        shop=shop,
        kind=kind,
        name=name,
        scopes=frozenset(orjson.loads(scopes)),
        origins=tuple(orjson.loads(origins)),
        created_at=instant(created_at),
        expires_at=maybe_instant(expires_at),
        last_used_at=maybe_instant(last_used_at),
        revoked_at=maybe_instant(revoked_at),
    )
