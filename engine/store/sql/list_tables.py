"""The tables of lists, consents and channels. Conventions as in `tables`."""

from tortoise import fields
from tortoise.indexes import Index

from engine.store.sql.columns import instant, short
from engine.store.sql.tables import Row


class Consent(Row):
    """An entry of the ledger of consents: only the address is ever blanked, triggers see to it."""

    id = short()
    at = instant()
    act = fields.CharField(max_length=16)
    channel = fields.CharField(max_length=16)
    address = short()
    address_hash = fields.CharField(max_length=64)
    scope = short()
    wording = fields.TextField()
    version = fields.TextField()
    source = fields.TextField()
    ip = fields.TextField()
    message_id = short()
    confirms = short(null=True)  # the request that this consent is the answer to

    class Meta:
        """Table."""

        table = "consents"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "at", "id")),
            Index(fields=("shop", "channel", "address")),
            Index(fields=("shop", "channel", "address_hash")),
        )


class Permission(Row):
    """The newest entry per address and scope, the handover of advertising locks it."""

    channel = fields.CharField(max_length=16)
    address = short()
    scope = short()
    entry_id = short()
    given = fields.BooleanField()
    at = instant()

    class Meta:
        """Table."""

        table = "permissions"
        unique_together = (("shop", "channel", "address", "scope"),)


class Suppression(Row):
    """An address that is not written to."""

    channel = fields.CharField(max_length=16)
    address = short()
    cause = fields.CharField(max_length=16)
    at = instant()
    detail = fields.TextField()

    class Meta:
        """Table."""

        table = "suppressions"
        unique_together = (("shop", "channel", "address"),)
        indexes = (Index(fields=("shop", "at", "address")),)


class Enrolment(Row):
    """A reader of a list, once per list, reader and order."""

    id = short()
    list = short()
    reader = short()
    email = short(null=True)
    phone = short(null=True)
    external_id = short(null=True)
    name = fields.TextField()
    locale = short()
    order_id = short()
    sku = short()
    joined_at = instant()
    state = fields.CharField(max_length=24)
    ended_at = instant(null=True)
    pending = fields.TextField()
    test = fields.BooleanField()

    class Meta:
        """Table."""

        table = "enrolments"
        unique_together = (("shop", "id"),)
        indexes = (
            Index(fields=("shop", "joined_at", "id")),
            Index(fields=("shop", "list", "joined_at", "id")),
            Index(fields=("shop", "reader")),
            Index(fields=("shop", "order_id")),
        )


class Composition(Row):
    """A message that staff wrote to a list."""

    id = short()
    list = short()
    channel = fields.CharField(max_length=16)
    message_class = fields.CharField(max_length=16)
    subject = fields.TextField()
    text = fields.TextField()
    created_at = instant()
    created_by = fields.TextField()

    class Meta:
        """Table."""

        table = "compositions"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "created_at", "id")),)


class ChannelState(Row):
    """Whether a channel may be used, no row: it may."""

    channel = fields.CharField(max_length=16)
    suspended = fields.BooleanField()
    advertising_only = fields.BooleanField(db_default=False)
    reason = fields.TextField()
    since = instant()

    class Meta:
        """Table."""

        table = "channel_states"
        unique_together = (("shop", "channel"),)


class ResumeRequest(Row):
    """A request to lift a suspension."""

    id = short()
    channel = fields.CharField(max_length=16)
    content = fields.TextField()
    state = fields.CharField(max_length=16)
    at = instant()
    requested_by = fields.TextField()
    decided_at = instant(null=True)
    decided_by = fields.TextField()
    note = fields.TextField()

    class Meta:
        """Table."""

        table = "resume_requests"
        unique_together = (("shop", "id"),)
        indexes = (Index(fields=("shop", "at", "id")),)
