"""The tables of access: tokens, staff, sign-in links, sessions, failed guesses. Conventions as in `tables`."""

from tortoise import fields
from tortoise.models import Model

from engine.store.sql.columns import instant, short


class Token(Model):
    """An API token, its secret is nowhere."""

    id = short(primary_key=True)
    shop = short(db_index=True)
    secret_hash = fields.CharField(max_length=128, unique=True)
    kind = fields.CharField(max_length=16)
    name = fields.TextField()
    scopes = fields.TextField()
    origins = fields.TextField()
    created_at = instant()
    expires_at = instant(null=True)
    last_used_at = instant(null=True)
    revoked_at = instant(null=True)

    class Meta:
        """Table."""

        table = "tokens"


class Staff(Model):
    """A person of a shop, the secret of a second factor is nowhere."""

    row = fields.BigIntField(primary_key=True)
    shop = short()
    id = short()
    email = short()
    name = fields.TextField()
    role = fields.CharField(max_length=16)
    state = fields.CharField(max_length=16)
    created_at = instant()
    password_hash = fields.TextField()
    second_factor = fields.TextField()
    signed_in_at = instant(null=True)
    version = fields.IntField()

    class Meta:
        """Table."""

        table = "staff"
        unique_together = (("shop", "id"),)


class SignIn(Model):
    """A one-time link; without a person it was made by an older program and leads nowhere."""

    secret_hash = fields.CharField(max_length=128, primary_key=True)
    shop = short()
    expires_at = instant()
    staff_id = short(null=True)
    purpose = fields.CharField(max_length=16, null=True)

    class Meta:
        """Table."""

        table = "sign_ins"


class Session(Model):
    """A signed-in person."""

    session_hash = fields.CharField(max_length=128, primary_key=True)
    shop = short()
    until = instant()
    used_at = instant()
    id = short(null=True)
    staff_id = short(null=True)
    made_at = instant(null=True)
    confirmed_at = instant(null=True)
    ip = fields.CharField(max_length=64, null=True)
    browser = fields.TextField(null=True)

    class Meta:
        """Table."""

        table = "sessions"


class Guess(Model):
    """Failed guesses on a key (which names the shop) in a part of a window."""

    row = fields.BigIntField(primary_key=True)
    key = short()
    part = fields.BigIntField()
    failed = fields.BigIntField()
    ends = instant(db_index=True)

    class Meta:
        """Table."""

        table = "guesses"
        unique_together = (("key", "part"),)


class Review(Model):
    """Somebody asks that rules go live, and another decides (base 0: over nothing)."""

    row = fields.BigIntField(primary_key=True)
    shop = short()
    number = fields.IntField()
    revision = fields.IntField()
    base = fields.IntField()
    fingerprint = fields.CharField(max_length=64)
    note = fields.TextField()
    requested_by = fields.TextField()
    requested_at = instant()
    state = fields.CharField(max_length=16)
    decided_by = fields.TextField()
    decided_at = instant(null=True)
    reason = fields.TextField()

    class Meta:
        """Table."""

        table = "reviews"
        unique_together = (("shop", "number"),)


class ShopProfile(Model):
    """What a shop settles outside its rule text."""

    shop = short(primary_key=True)
    doc = fields.TextField()

    class Meta:
        """Table."""

        table = "shop_profiles"
