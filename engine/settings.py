"""Settings of one process: the only reader of the environment. Secrets come from the environment or a file (SEC32)."""

import json
import os
import secrets
import stat
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import orjson

from engine.delivery.webhook_signature import read_secret
from engine.model.retention import USUAL_RETENTION, Retention
from engine.values.key_ring import KeyRing, Keys

DEFAULT_DATABASE = "otoku.sqlite3"
TLS_POLICIES = ("none", "opportunistic", "required", "implicit")
STORES = ("sqlite", "postgres", "postgresql", "memory")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

LONGEST_KEPT = 36_500

KEY_BYTES = 32
RINGS = ("codes", "peppers", "links")
"""What keys are for: coupon codes, their look-up hashes, signed links."""


class SettingsProblem(Exception):
    """A setting that cannot be used; the text names it and says what it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAddress:
    """`smtp://user:password@host:587?tls=required`; `tls` is required when there is a password, else opportunistic."""

    host: str
    port: int
    tls: str
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    hello: str = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsGateway:
    """`twilio+https://account:secret@host` or `https://:whsec_…@host/path`; `sender` is a number or name."""

    twilio: bool
    address: str
    account: str
    secret: str = field(repr=False)
    sender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformAddress:
    """Where the platform of a shop is called, and what calls are signed with."""

    url: str
    secrets: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between installations."""

    database_url: str
    secrets: Keys
    public_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"  # loopback unless asked (SEC25)
    port: int = 8000
    sandbox_folder: Path | None = None  # of the databases of sandboxes; None: no sandbox
    redis_url: str = field(default="", repr=False)
    smtp: SmtpAddress | None = None  # None: mails are kept in the inbox
    sender: str = "no-reply@localhost"
    return_path: str = ""
    mail_hook_key: str = field(default="", repr=False)  # for POST /hooks/mail; empty: it is closed
    dkim_selector: str = ""  # of the key that the mail server signs with, for `otoku doctor`
    sms: SmsGateway | None = None  # None: SMS are kept in the inbox
    sms_parts_per_day: int | None = None
    mails_per_minute: int | None = None
    sms_per_minute: int | None = None
    complaints_stop: int | None = 25  # parts of 10,000 messages; None: never
    dead_addresses_stop: int | None = 500
    spool_folder: Path | None = None  # of withdrawals that come while the database is away; None: memory only
    platform_url: str = ""  # where accepted offers go; empty: the built-in shop fulfils them
    platform_secrets: tuple[bytes, ...] = field(default=(), repr=False)
    platforms: Mapping[str, PlatformAddress] = field(default_factory=dict)  # of single shops, by shop id
    loopback_http: bool = (
        False  # for development: webhooks and gateways on this machine may be called (SEC27)
    )
    retention: Retention = USUAL_RETENTION
    log_level: str = "INFO"
    failpoint: str = ""  # where a test ends this process, for example `commit.after:kill@1` (reliability F2)

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the `OTOKU_…` variables. Raises SettingsProblem."""
        return read_settings(os.environ if environment is None else environment)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` describes; a blank variable counts as absent. Raises SettingsProblem."""

    def given(name: str, default: str = "") -> str:
        return environment.get(f"OTOKU_{name}", "").strip() or default

    database_url = given("DATABASE_URL", f"sqlite://{DEFAULT_DATABASE}")
    if database_url.partition("://")[0] not in STORES:
        raise SettingsProblem("OTOKU_DATABASE_URL: write sqlite://FILE or postgres://user@host/database")
    log_level = given("LOG_LEVEL", "INFO").upper()
    if log_level not in LOG_LEVELS:
        raise SettingsProblem(f"OTOKU_LOG_LEVEL: one of {', '.join(LOG_LEVELS)}")
    port = _port(given("PORT", "8000"))
    smtp_url = given("SMTP_URL")
    return Settings(
        database_url=database_url,
        secrets=_secrets(given("SECRETS_FILE"), database_url),
        public_url=given("PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        host=given("HOST", "127.0.0.1"),
        port=port,
        sandbox_folder=_sandbox_folder(given("SANDBOX_URL"), database_url),
        spool_folder=_spool_folder(given("SPOOL"), database_url),
        redis_url=given("REDIS_URL"),
        smtp=smtp_address(smtp_url) if smtp_url else None,
        sender=given("SENDER", "no-reply@localhost"),
        return_path=given("RETURN_PATH"),
        mail_hook_key=given("MAIL_HOOK_KEY"),
        dkim_selector=given("DKIM_SELECTOR"),
        sms=sms_gateway(given("SMS_URL"), given("SMS_SENDER")),
        sms_parts_per_day=_whole("SMS_PARTS_PER_DAY", given("SMS_PARTS_PER_DAY")),
        mails_per_minute=_pace("MAILS_PER_MINUTE", given("MAILS_PER_MINUTE")),
        sms_per_minute=_pace("SMS_PER_MINUTE", given("SMS_PER_MINUTE")),
        complaints_stop=_share("COMPLAINTS_STOP", given("COMPLAINTS_STOP", "0.25%")),
        dead_addresses_stop=_share("DEAD_ADDRESSES_STOP", given("DEAD_ADDRESSES_STOP", "5%")),
        platform_url=given("PLATFORM_URL"),
        platform_secrets=_platform_secrets(given("PLATFORM_URL"), given("PLATFORM_SECRET")),
        platforms=_platforms(given("PLATFORMS")),
        loopback_http=_switch("LOOPBACK_HTTP", given("LOOPBACK_HTTP")),
        retention=_retention(given),
        failpoint=_failpoint(given("FAILPOINT"), given("TEST")),
        log_level=log_level,
    )


def smtp_address(url: str) -> SmtpAddress:
    """Read `smtp://` (25, STARTTLS) or `smtps://` (465, TLS from the first byte). Raises SettingsProblem."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise SettingsProblem("OTOKU_SMTP_URL: the port is not a number") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingsProblem("OTOKU_SMTP_URL: write smtp://user:password@host:587?tls=required")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    implicit = parts.scheme == "smtps"
    default = "implicit" if implicit else ("required" if parts.password else "opportunistic")
    tls = query.get("tls", default)
    if tls not in TLS_POLICIES:
        raise SettingsProblem(f"OTOKU_SMTP_URL: tls is one of {', '.join(TLS_POLICIES)}")
    return SmtpAddress(
        host=parts.hostname,
        port=port or (465 if implicit else 25),
        tls=tls,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ca_file=query.get("ca", ""),
        hello=query.get("hello", "localhost"),
    )


def sms_gateway(url: str, sender: str) -> SmsGateway | None:
    """Read where SMS are handed in; None without an address. Raises SettingsProblem."""
    if not url:
        return None
    twilio = url.startswith("twilio+")
    parts = urlsplit(url.removeprefix("twilio+"))
    secret = unquote(parts.password or "")
    if parts.scheme not in ("http", "https") or not parts.hostname or (twilio and not parts.username):
        raise SettingsProblem(
            "OTOKU_SMS_URL: write twilio+https://account:secret@api.twilio.com or https://:whsec_…@host/path"
        )
    if not twilio and not secret.startswith("whsec_"):
        raise SettingsProblem("OTOKU_SMS_URL: the password is the secret that signs, whsec_ and base64")
    _, _, host = parts.netloc.rpartition("@")
    address = parts._replace(netloc=host).geturl().rstrip("/")
    account = unquote(parts.username or "")
    return SmsGateway(twilio=twilio, address=address, account=account, secret=secret, sender=sender)


def _whole(name: str, text: str) -> int | None:
    if text and not text.isdecimal():
        raise SettingsProblem(f"OTOKU_{name}: {text!r} is not a number")
    return int(text) if text else None


def _pace(name: str, text: str) -> int | None:
    most = _whole(name, text)
    if most == 0:
        raise SettingsProblem(f"OTOKU_{name}: with 0 nothing would ever leave; write 1 or more")
    return most


def _retention(given: Callable[[str], str]) -> Retention:
    """`OTOKU_KEEP_CARTS_DAYS` and its like; what is not given has its default."""
    said = {
        one.name: _whole(f"KEEP_{one.name.upper()}_DAYS", given(f"KEEP_{one.name.upper()}_DAYS"))
        for one in fields(USUAL_RETENTION)
    }
    if any(days is not None and not 1 <= days <= LONGEST_KEPT for days in said.values()):
        raise SettingsProblem(f"OTOKU_KEEP_…_DAYS: 1 to {LONGEST_KEPT} days")
    return replace(
        USUAL_RETENTION, **{name: timedelta(days=days) for name, days in said.items() if days is not None}
    )


def _share(name: str, text: str) -> int | None:
    """A share such as `0.25%` in parts of 10,000; None for `off`."""
    if text == "off":
        return None
    try:
        share = Decimal(text.removesuffix("%")) * 100
    except InvalidOperation:
        share = Decimal(0)
    if not text.endswith("%") or not 0 < share <= 10_000 or share % 1:
        raise SettingsProblem(
            f"OTOKU_{name}: a share such as 0.25%, two digits after the point at most, or off"
        )
    return int(share)


def _failpoint(named: str, test: str) -> str:
    if named and test != "1":
        raise SettingsProblem(
            "OTOKU_FAILPOINT kills the process; it is for tests, which also set OTOKU_TEST=1"
        )
    return named


def _platform_secrets(url: str, text: str) -> tuple[bytes, ...]:
    """One secret, or the new and the old one while they are exchanged."""
    try:
        secrets_of_calls = tuple(map(read_secret, text.split()))
    except ValueError as problem:
        raise SettingsProblem(f"OTOKU_PLATFORM_SECRET: {problem}") from None
    if bool(url) != bool(secrets_of_calls):
        raise SettingsProblem("OTOKU_PLATFORM_URL and OTOKU_PLATFORM_SECRET: set both, or neither")
    return secrets_of_calls


def _platforms(text: str) -> dict[str, PlatformAddress]:
    """Platforms of single shops: `{"tea": {"url": "https://…", "secret": "whsec_…"}}`."""
    try:
        said = orjson.loads(text) if text else {}
        return {
            shop: PlatformAddress(url=one["url"], secrets=_platform_secrets(one["url"], one["secret"]))
            for shop, one in said.items()
        }
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
        form = '{"<shop>": {"url": "https://…", "secret": "whsec_…"}}'
        raise SettingsProblem(f"OTOKU_PLATFORMS: write it as {form}") from None


def _switch(name: str, text: str) -> bool:
    if text not in ("", "0", "1"):
        raise SettingsProblem(f"OTOKU_{name}: 1, or leave it out")
    return text == "1"


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) < 65536:
        raise SettingsProblem(f"OTOKU_PORT: {text!r} is not a port number")
    return int(text)


def sqlite_path(database_url: str) -> Path | None:
    """The file of an SQLite address, or None for another database. `sqlite:///x` is absolute, `sqlite://x` is not."""
    return Path(database_url.removeprefix("sqlite://")) if database_url.startswith("sqlite://") else None


def _sandbox_folder(named: str, database_url: str) -> Path | None:
    """The named folder; else one beside the SQLite file, or in the working directory. `off`: no sandbox."""
    if named == "off" or (not named and database_url.startswith("memory")):
        return None
    if named:
        scheme, _, folder = named.partition("://")
        if scheme != "sqlite" or not folder:
            raise SettingsProblem("OTOKU_SANDBOX_URL: write sqlite://FOLDER, or off")
        return Path(folder)
    database = sqlite_path(database_url) or Path(DEFAULT_DATABASE)
    return database.with_name(f"{database.name.removesuffix('.sqlite3')}.sandbox")


def _spool_folder(named: str, database_url: str) -> Path | None:
    """The named folder; else one beside the SQLite file, or in the working directory."""
    if named:
        return Path(named)
    if database_url.startswith("memory"):
        return None
    database = sqlite_path(database_url) or Path(DEFAULT_DATABASE)
    return database.with_name(f"{database.name.removesuffix('.sqlite3')}.spool")


def _secrets(named: str, database_url: str) -> Keys:
    """The named file; else, for SQLite, the one beside the database, which is made with it."""
    database = sqlite_path(database_url)
    if named:
        path = Path(named)
    elif database is not None:
        path = database.with_name(f"{database.name}.secrets")
        if not path.exists():
            _generate(path, database)
    elif database_url.startswith("memory"):
        return new_secrets()
    else:
        raise SettingsProblem("OTOKU_SECRETS_FILE: name a file; `otoku doctor --new-secrets FILE` makes one")
    return read_secrets(path)


def read_secrets(path: Path) -> Keys:
    """Read a secrets file. Raises SettingsProblem when it is absent, open to others, or not one."""
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsProblem(f"{path.name}: others may read it; run `chmod 600` on it")
        written = json.loads(path.read_text(encoding="utf-8"))
        rings = {name: _ring(written[name]) for name in RINGS}
    except OSError as failure:
        raise SettingsProblem(f"{path.name}: {failure.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise SettingsProblem(f"{path.name}: this is not a secrets file") from None
    return Keys(**rings)


def new_secrets() -> Keys:
    """Fresh random keys with the id `k1`."""
    return Keys(
        **{name: KeyRing(current="k1", keys={"k1": secrets.token_bytes(KEY_BYTES)}) for name in RINGS}
    )


def write_secrets(path: Path, made: Keys) -> None:
    """Write a secrets file that only its owner may read; a file that is there already stays as it is."""
    rings = {name: getattr(made, name) for name in RINGS}
    text = json.dumps(
        {
            name: {"current": ring.current, "keys": {key_id: key.hex() for key_id, key in ring.keys.items()}}
            for name, ring in rings.items()
        },
        indent=1,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:  # made with mode 0600
        file.write(text)
    made_file = Path(file.name)
    try:
        # A link never replaces: of two processes that start together, one wins and both read its keys.
        path.hardlink_to(made_file)
    except FileExistsError:
        pass
    finally:
        made_file.unlink()


def _generate(path: Path, database: Path) -> None:
    if database.exists() and database.stat().st_size > 0:
        raise SettingsProblem(
            f"{path.name} is missing beside {database.name}: without it issued codes cannot be found; "
            "restore it from the backup, or name it with OTOKU_SECRETS_FILE"
        )
    write_secrets(path, new_secrets())


def _ring(written: Mapping[str, object]) -> KeyRing:
    keys = written["keys"]
    if not isinstance(keys, dict) or written["current"] not in keys:
        raise ValueError("no current key")
    ring = {str(key_id): bytes.fromhex(key) for key_id, key in keys.items()}
    if any(len(key) < KEY_BYTES for key in ring.values()):
        raise ValueError("a key is too short")
    return KeyRing(current=str(written["current"]), keys=ring)
