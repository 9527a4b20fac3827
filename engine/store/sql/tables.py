"""The tables. Only migrations use these classes; what reads and writes is SQL in the modules beside this one.

Conventions (ADR 0011): instants are microseconds since 1970 UTC, amounts minor units, hashes hex text, structures JSON
text. `row` is the database's own number of a row and means nothing. Every row names its shop.
"""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model


def _key(**options: Any) -> Any:
    """A short text that is compared."""
    return fields.CharField(max_length=320, **options)


def _instant(**options: Any) -> Any:
    return fields.BigIntField(**options)


class Row(Model):
    """What every table with a key of several columns has."""

    row = fields.BigIntField(primary_key=True)
    shop = _key()

    class Meta:
        """No table of its own."""

        abstract = True


class Shop(Model):
    """A tenant, and the head of its audit chain."""

    id = _key(primary_key=True)
    name = fields.TextField()
    created_at = _instant()
    live_revision = fields.IntField(null=True)
    catalog_version = fields.IntField(default=0)
    currency = fields.CharField(max_length=3)
    audit_number = fields.BigIntField(default=0)
    audit_digest = fields.CharField(max_length=64)

    class Meta:
        """Table."""

        table = "shops"


class Revision(Row):
    """An immutable rule set, only `state` and `published_at` change. One is live: a partial unique index sees to it."""

    number = fields.IntField()
    state = fields.CharField(max_length=16)
    fingerprint = fields.TextField()
    files = fields.TextField()
    created_at = _instant()
    published_at = _instant(null=True)
    created_by = fields.TextField()
    note = fields.TextField()

    class Meta:
        """Table."""

        table = "revisions"
        unique_together = (("shop", "number"),)


class Product(Row):
    """What a shop sells."""

    sku = _key()
    doc = fields.TextField()

    class Meta:
        """Table."""

        table = "products"
        unique_together = (("shop", "sku"),)


class Event(Row):
    """Something that happened, with what it led to. Rows are never changed: triggers see to it."""

    id = _key()
    kind = fields.CharField(max_length=32)
    at = _instant()
    recorded_at = _instant()
    actor_kind = fields.CharField(max_length=16)
    actor_id = fields.TextField()
    actor_ip = fields.TextField()
    revision = fields.IntField()
    subject = fields.TextField()  # the order as saved, or what the timer was about
    quote = fields.TextField(null=True)
    price = fields.TextField(null=True)  # of the order, where that is another than the quote
    issued = fields.TextField()  # ids of coupons
    uses = fields.TextField()  # counters: area, name, subject, amount, whether in a window
    answer = fields.BinaryField(null=True)

    class Meta:
        """Table."""

        table = "events"
        unique_together = (("shop", "id"),)


class Receipt(Row):
    """An idempotency key that was used."""

    key = _key()
    request_hash = fields.TextField()
    event_id = _key(null=True)
    answer = fields.BinaryField(null=True)
    at = _instant()

    class Meta:
        """Table."""

        table = "receipts"
        unique_together = (("shop", "key"),)


class Order(Row):
    """Where an order stands, content and price are those of the events it names."""

    id = _key()
    state = fields.CharField(max_length=16)
    email = _key(null=True)
    placed_at = _instant()
    recorded_at = _instant()
    revision = fields.IntField()
    order_event = _key()
    price_event = _key()

    class Meta:
        """Table."""

        table = "orders"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "placed_at", "id")), Index(fields=("shop", "email")))


class Customer(Row):
    """A buyer's history, `key` is the e-mail or, without one, `id:` and the external id."""

    key = _key()
    email = _key(null=True)
    external_id = _key(null=True)
    orders = fields.IntField()
    spent = fields.BigIntField()
    first_order_at = _instant()
    last_order_at = _instant()

    class Meta:
        """Table."""

        table = "customers"
        unique_together = (("shop", "key"),)
        indexes = (Index(fields=("shop", "external_id")),)


class Coupon(Row):
    """A coupon. Its code is nowhere: `lookup` is a keyed hash of it (SEC4)."""

    id = _key()
    lookup = fields.CharField(max_length=64)
    rule = _key()
    state = fields.CharField(max_length=16)
    terms = fields.TextField()
    bearer = fields.CharField(max_length=16)
    owner_email = _key(null=True)
    owner_id = _key(null=True)
    issued_at = _instant()
    valid_until = _instant(null=True)
    uses = fields.BigIntField(null=True)
    used = fields.BigIntField(default=0)
    held = fields.BigIntField(default=0)
    test = fields.BooleanField()
    order_id = _key()
    revision = fields.IntField()
    length = fields.IntField()
    alphabet = fields.CharField(max_length=16)
    key_id = fields.TextField()
    attempt = fields.IntField()
    last_four = fields.CharField(max_length=16)

    class Meta:
        """Table."""

        table = "coupons"
        unique_together = (("shop", "id"), ("shop", "lookup"))
        indexes = (
            Index(fields=("shop", "issued_at", "id")),
            Index(fields=("shop", "order_id")),
            Index(fields=("shop", "owner_email")),
        )
        constraints = (
            CheckConstraint(
                check="used >= 0 AND held >= 0 AND used + held <= COALESCE(uses, used + held)",
                name="coupon_uses",
            ),
            CheckConstraint(
                check="state IN ('issued', 'used_up', 'expired', 'revoked')", name="coupon_state"
            ),
        )


class Hold(Row):
    """A use set aside for a cart. A cart holds a coupon once: a partial unique index sees to it."""

    id = _key()
    coupon_id = _key()
    cart_token = _key()
    until = _instant()
    state = fields.CharField(max_length=16)

    class Meta:
        """Table."""

        table = "holds"
        unique_together = (("shop", "id"),)


class Redemption(Row):
    """A use of a coupon or a grant of a rule: the ledger of what was given away."""

    id = _key()
    rule = _key()
    coupon_id = _key(null=True)
    code = fields.TextField(null=True)
    order_id = _key()
    amount = fields.BigIntField()
    at = _instant()
    test = fields.BooleanField()

    class Meta:
        """Table."""

        table = "redemptions"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "at", "id")),
            Index(fields=("shop", "order_id")),
            Index(fields=("shop", "coupon_id")),
        )


class Counter(Row):
    """Uses of a limit or a budget in its present window, `ceiling` is the limit of the last use."""

    area = fields.CharField(max_length=32)
    name = _key()
    subject = _key()
    used = fields.BigIntField()
    window_ends = _instant(null=True)
    ceiling = fields.BigIntField(null=True)

    class Meta:
        """Table."""

        table = "counters"
        unique_together = (("shop", "area", "name", "subject"),)
        constraints = (CheckConstraint(check="used <= COALESCE(ceiling, used)", name="counter_ceiling"),)


class Timer(Row):
    """A wake-up, `next_at` is when it may be claimed (again), NULL when it is over."""

    id = _key()
    kind = fields.CharField(max_length=32)
    subject = _key()
    due = _instant()
    next_at = _instant(null=True)
    attempt = fields.IntField(default=0)
    fired_at = _instant(null=True)

    class Meta:
        """Table."""

        table = "timers"
        unique_together = (("shop", "kind", "subject"),)


class Message(Row):
    """A queued message, `next_at` is when it may be claimed (again), NULL in a terminal state."""

    id = _key()
    dedupe_key = fields.TextField()
    rule = _key()
    channel = fields.CharField(max_length=16)
    template = fields.TextField()
    message_class = fields.CharField(max_length=16)
    recipient = fields.TextField()
    locale = fields.TextField()
    due = _instant()
    send_before = _instant(null=True)
    coupon_id = _key(null=True)
    order_id = _key(null=True)
    test = fields.BooleanField()
    revision = fields.IntField()
    state = fields.CharField(max_length=16)
    attempt = fields.IntField(default=0)
    lease_until = _instant(null=True)
    next_try = _instant()
    next_at = _instant(null=True)
    created_at = _instant()
    handover_at = _instant(null=True)
    sent_at = _instant(null=True)
    reason = fields.TextField()

    class Meta:
        """Table."""

        table = "messages"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "created_at", "id")),
            Index(fields=("shop", "order_id")),
            Index(fields=("shop", "coupon_id")),
        )


class Mail(Row):
    """A mail kept by the inbox channel."""

    id = _key()
    message_id = fields.TextField()
    recipient = fields.TextField()
    subject = fields.TextField()
    text = fields.TextField()
    html = fields.TextField()
    headers = fields.TextField()
    at = _instant()

    class Meta:
        """Table."""

        table = "mails"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "at", "id")),)


class StatDelta(Row):
    """A figure to be added to its day: only ever inserted with the fact, so that no row is hot."""

    rule = _key()
    day = fields.CharField(max_length=10)
    metric = fields.CharField(max_length=32)
    amount = fields.BigIntField()

    class Meta:
        """Table."""

        table = "stat_deltas"
        indexes = (Index(fields=("shop", "day")),)


class StatDay(Row):
    """A folded daily figure of a rule."""

    day = fields.CharField(max_length=10)
    rule = _key()
    metric = fields.CharField(max_length=32)
    amount = fields.BigIntField()

    class Meta:
        """Table."""

        table = "stat_days"
        unique_together = (("shop", "day", "rule", "metric"),)


class AuditRow(Row):
    """One state change, chained to the row before. Rows are never changed: triggers see to it."""

    number = fields.BigIntField()
    at = _instant()
    actor_kind = fields.CharField(max_length=16)
    actor_id = fields.TextField()
    actor_ip = fields.TextField()
    action = fields.TextField()
    subject = fields.TextField()
    detail = fields.TextField()
    digest = fields.CharField(max_length=64)

    class Meta:
        """Table."""

        table = "audit"
        unique_together = (("shop", "number"),)


class Token(Model):
    """An API token, its secret is nowhere."""

    id = _key(primary_key=True)
    shop = _key(db_index=True)
    secret_hash = fields.CharField(max_length=128, unique=True)
    kind = fields.CharField(max_length=16)
    name = fields.TextField()
    scopes = fields.TextField()
    origins = fields.TextField()
    created_at = _instant()
    expires_at = _instant(null=True)
    last_used_at = _instant(null=True)
    revoked_at = _instant(null=True)

    class Meta:
        """Table."""

        table = "tokens"


class SignIn(Model):
    """A one-time link."""

    secret_hash = fields.CharField(max_length=128, primary_key=True)
    shop = _key()
    expires_at = _instant()

    class Meta:
        """Table."""

        table = "sign_ins"


class Session(Model):
    """A signed-in person."""

    session_hash = fields.CharField(max_length=128, primary_key=True)
    shop = _key()
    until = _instant()
    used_at = _instant()

    class Meta:
        """Table."""

        table = "sessions"


class Guess(Model):
    """Failed guesses on a key (which names the shop) in a part of a window."""

    row = fields.BigIntField(primary_key=True)
    key = _key()
    part = fields.BigIntField()
    failed = fields.BigIntField()
    ends = _instant(db_index=True)

    class Meta:
        """Table."""

        table = "guesses"
        unique_together = (("key", "part"),)
