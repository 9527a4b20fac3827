"""What a driver's error means for the caller. No driver error leaves this package."""

import sqlite3
from enum import Enum, auto

import asyncpg
from tortoise.exceptions import BaseORMException

from engine.store.port import StoreUnavailable, StoreUnusable


class Remedy(Enum):
    """What can be done about a failed transaction."""

    AGAIN = auto()  # it lost against another one and left nothing behind: do it again
    RECONNECT = auto()  # the connection is gone; whether a commit under way was stored is not known
    NONE = auto()


DRIVER_ERRORS = (
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
    BaseORMException,
)

_LOST_A_RACE = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
)
_CONNECTION_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what is left of a connection whose server was killed
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    ConnectionError,
)
_SQLITE_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_SQLITE_THERE = ("SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE")
_SQLITE_SPOILT = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_SQLITE_SAID = {
    "SQLITE_FULL": "the disk is full; free some space, then try again",
    "SQLITE_READONLY": "the database file cannot be written; check its owner, its permissions and its file system",
    "SQLITE_CANTOPEN": "the database file cannot be opened; check that its folder exists and can be written",
    "SQLITE_IOERR": "reading or writing the database file failed; check the disk and its free space",
    "SQLITE_PERM": "the database file may not be used; check its owner and permissions",
    "SQLITE_AUTH": "the database file may not be used; check its owner and permissions",
}
_POSTGRES_SAID: tuple[tuple[type[Exception], str], ...] = (
    (asyncpg.QueryCanceledError, "PostgreSQL took too long; it is overloaded or a lock is held"),
    (asyncpg.DiskFullError, "the disk of PostgreSQL is full; free some space, then try again"),
    (
        asyncpg.TooManyConnectionsError,
        "PostgreSQL has no connection left; raise max_connections or run fewer processes",
    ),
    (asyncpg.ReadOnlySQLTransactionError, "this PostgreSQL takes no writes; use the address of the primary"),
    (
        asyncpg.InvalidAuthorizationSpecificationError,
        "PostgreSQL refused the sign-in; check user and password",
    ),
    (asyncpg.InvalidCatalogNameError, "PostgreSQL has no such database; create it first"),
    (
        asyncpg.InsufficientPrivilegeError,
        "PostgreSQL does not let this user do that; grant it rights on the schema",
    ),
)


def remedy(error: BaseException) -> Remedy:
    """Whether trying again can help."""
    if isinstance(error, sqlite3.Error):
        return Remedy.AGAIN if _sqlite_name(error).startswith(_SQLITE_BUSY) else Remedy.NONE
    if isinstance(error, _LOST_A_RACE):
        return Remedy.AGAIN
    return Remedy.RECONNECT if isinstance(error, _CONNECTION_LOST) else Remedy.NONE


def is_there(error: BaseException) -> bool:
    """Whether a row could not be inserted because its key is there already."""
    if isinstance(error, sqlite3.Error):
        return _sqlite_name(error) in _SQLITE_THERE
    return isinstance(error, asyncpg.UniqueViolationError)


def refusal(error: BaseException) -> StoreUnavailable | StoreUnusable:
    """What callers are told, with how to mend it and without anything internal."""
    if isinstance(error, sqlite3.Error):
        return _sqlite_refusal(error)
    if isinstance(error, _LOST_A_RACE):
        return StoreUnavailable("too many want to change the same thing at once; try again")
    if isinstance(error, PermissionError | FileNotFoundError | IsADirectoryError | NotADirectoryError):
        return StoreUnavailable(
            "the database file cannot be used; check that it is a file, its owner and its permissions"
        )
    if isinstance(error, (*_CONNECTION_LOST, OSError, TimeoutError)):
        return StoreUnavailable(
            "the database cannot be reached; check that it runs and that its address is right"
        )
    for kind, said in _POSTGRES_SAID:
        if isinstance(error, kind):
            return StoreUnavailable(said)
    return StoreUnavailable("the database refused the operation; its own log says why")


def _sqlite_refusal(error: sqlite3.Error) -> StoreUnavailable | StoreUnusable:
    name = _sqlite_name(error)
    if name.startswith(_SQLITE_SPOILT):
        return StoreUnusable(
            "the database file is damaged or no database; put back a backup, or name another file"
        )
    if name.startswith(_SQLITE_BUSY):
        return StoreUnavailable("the database is locked by another process; try again")
    for prefix, said in _SQLITE_SAID.items():
        if name.startswith(prefix):
            return StoreUnavailable(said)
    return StoreUnavailable("the database refused the operation")


def _sqlite_name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", "")
