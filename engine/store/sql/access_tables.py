"""The tables of access: tokens, sign-in links, sessions, failed guesses. Conventions as in `tables`."""

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


class SignIn(Model):
    """A one-time link."""

    secret_hash = fields.CharField(max_length=128, primary_key=True)
    shop = short()
    expires_at = instant()

    class Meta:
        """Table."""

        table = "sign_ins"


class Session(Model):
    """A signed-in person."""

    session_hash = fields.CharField(max_length=128, primary_key=True)
    shop = short()
    until = instant()
    used_at = instant()

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
