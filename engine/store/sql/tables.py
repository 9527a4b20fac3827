"""The tables. Only migrations use these classes; what reads and writes is SQL in the modules beside this one.

Conventions (ADR 0011): instants are microseconds since 1970 UTC, amounts minor units, hashes hex text, structures JSON
text. `row` is the database's own number of a row and means nothing. Every row names its shop.
"""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint
from tortoise.models import Model

from engine.store.sql.columns import instant, short


class Row(Model):
    """What every table with a key of several columns has."""

    row = fields.BigIntField(primary_key=True)
    shop = short()

    class Meta:
        """No table of its own."""

        abstract = True


class Shop(Model):
    """A tenant, and the head of its audit chain."""

    id = short(primary_key=True)
    name = fields.TextField()
    created_at = instant()
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
    created_at = instant()
    published_at = instant(null=True)
    created_by = fields.TextField()
    note = fields.TextField()

    class Meta:
        """Table."""

        table = "revisions"
        unique_together = (("shop", "number"),)


class Product(Row):
    """What a shop sells."""

    sku = short()
    doc = fields.TextField()

    class Meta:
        """Table."""

        table = "products"
        unique_together = (("shop", "sku"),)


class Event(Row):
    """Something that happened, with what it led to. Rows are never changed: triggers see to it."""

    id = short()
    kind = fields.CharField(max_length=32)
    at = instant()
    recorded_at = instant()
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

    key = short()
    request_hash = fields.TextField()
    event_id = short(null=True)
    answer = fields.BinaryField(null=True)
    at = instant()

    class Meta:
        """Table."""

        table = "receipts"
        unique_together = (("shop", "key"),)


class Order(Row):
    """Where an order stands, content and price are those of the events it names."""

    id = short()
    state = fields.CharField(max_length=16)
    email = short(null=True)
    external_id = short(null=True)
    phone = short(null=True)
    placed_at = instant()
    recorded_at = instant()
    revision = fields.IntField()
    order_event = short()
    price_event = short()
    charged_at = instant(null=True)  # when a line was added since: when the order was charged

    class Meta:
        """Table."""

        table = "orders"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "placed_at", "id")),
            Index(fields=("shop", "email")),
            Index(fields=("shop", "external_id")),
            Index(fields=("shop", "phone")),
        )


class Customer(Row):
    """A customer: history and what the shop tells. `key` is the e-mail or, without one, `id:` and the external id."""

    key = short()
    email = short(null=True)
    external_id = short(null=True)
    phone = short(null=True)
    name = fields.TextField(null=True)
    locale = short(null=True)
    orders = fields.IntField()
    spent = fields.BigIntField()
    first_order_at = instant()  # 0 while there are no orders
    last_order_at = instant()
    joined_at = instant(null=True)
    birthday = fields.CharField(max_length=5, null=True)
    tags = fields.TextField(null=True)
    tier = fields.TextField(null=True)
    blocked = fields.BooleanField(null=True)

    class Meta:
        """Table."""

        table = "customers"
        unique_together = (("shop", "key"),)
        indexes = (Index(fields=("shop", "external_id")),)


class Coupon(Row):
    """A coupon. Its code is nowhere: `lookup` is a keyed hash of it (SEC4)."""

    id = short()
    lookup = fields.CharField(max_length=64)
    rule = short()
    state = fields.CharField(max_length=16)
    terms = fields.TextField()
    bearer = fields.CharField(max_length=16)
    owner_email = short(null=True)
    owner_id = short(null=True)
    issued_at = instant()
    valid_until = instant(null=True)
    uses = fields.BigIntField(null=True)
    used = fields.BigIntField(default=0)
    held = fields.BigIntField(default=0)
    test = fields.BooleanField()
    order_id = short()
    revision = fields.IntField()
    length = fields.IntField()
    alphabet = fields.CharField(max_length=16)
    key_id = fields.TextField()
    attempt = fields.IntField()
    last_four = fields.CharField(max_length=16)
    issued_to = short(null=True)  # key of the customer who earned it
    sealed = fields.TextField(db_default="")  # the code, where another system made it

    class Meta:
        """Table."""

        table = "coupons"
        unique_together = (("shop", "id"), ("shop", "lookup"))
        indexes = (
            Index(fields=("shop", "issued_at", "id")),
            Index(fields=("shop", "rule", "issued_at", "id")),
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

    id = short()
    coupon_id = short()
    cart_token = short()
    until = instant()
    state = fields.CharField(max_length=16)

    class Meta:
        """Table."""

        table = "holds"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "coupon_id")),)


class Redemption(Row):
    """A use of a coupon or a grant of a rule: the ledger of what was given away."""

    id = short()
    rule = short()
    coupon_id = short(null=True)
    code = fields.TextField(null=True)
    order_id = short()
    amount = fields.BigIntField()
    at = instant()
    test = fields.BooleanField()
    returned_at = instant(null=True)  # when a refund gave the use back

    class Meta:
        """Table."""

        table = "redemptions"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "at", "id")),
            Index(fields=("shop", "rule", "at", "id")),
            Index(fields=("shop", "order_id")),
            Index(fields=("shop", "coupon_id")),
        )


class Counter(Row):
    """Uses of a limit or a budget in its present window, `ceiling` is the limit of the last use."""

    area = fields.CharField(max_length=32)
    name = short()
    subject = short()
    used = fields.BigIntField()
    window_ends = instant(null=True)
    ceiling = fields.BigIntField(null=True)

    class Meta:
        """Table."""

        table = "counters"
        unique_together = (("shop", "area", "name", "subject"),)
        constraints = (CheckConstraint(check="used <= COALESCE(ceiling, used)", name="counter_ceiling"),)


class Timer(Row):
    """A wake-up, `next_at` is when it may be claimed (again), NULL when it is over."""

    id = short()
    kind = fields.CharField(max_length=32)
    subject = short()
    due = instant()
    next_at = instant(null=True)
    attempt = fields.IntField(default=0)
    fired_at = instant(null=True)

    class Meta:
        """Table."""

        table = "timers"
        unique_together = (("shop", "kind", "subject"),)


class StatDelta(Row):
    """A figure to be added to its day: only ever inserted with the fact, so that no row is hot."""

    rule = short()
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
    rule = short()
    metric = fields.CharField(max_length=32)
    amount = fields.BigIntField()

    class Meta:
        """Table."""

        table = "stat_days"
        unique_together = (("shop", "day", "rule", "metric"),)


class AuditRow(Row):
    """One state change, chained to the row before. Rows are never changed: triggers see to it."""

    number = fields.BigIntField()
    at = instant()
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
