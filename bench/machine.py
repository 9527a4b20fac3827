"""What the figures were taken on."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("lark", "strawberry-graphql", "tortoise-orm", "asyncpg", "aiosqlite", "uvicorn")


def describe_machine() -> str:
    """Processor, cores, memory, load, Python and the versions that matter, in two lines."""
    memory = _first("/proc/meminfo", "MemTotal").removesuffix(" kB").strip()
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    known = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    return (
        f"{_first('/proc/cpuinfo', 'model name') or platform.machine()}, {os.cpu_count()} cores, "
        f"{int(memory or 0) / 2**20:.1f} GiB, load {load}\n"
        f"{platform.python_implementation()} {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {known}"
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _first(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""
