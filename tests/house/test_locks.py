"""Lock files fix every package by its hash, agree with each other, and name no registry."""

import re
import tomllib

import pytest

from tests.house.sources import ROOT, files, lines_with

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-servers.txt", "requirements-node.txt")
LOCK_LIKE = (*LOCKS, "package-lock.json", ".npmrc", "pip.conf", ".lock")
HOSTS = ("http:", "https:", "/simple", '"resolved"', "index-url", "find-links")
# npm keeps where a package's authors take donations; those are no registries.
THANKS = re.compile(
    r'"https://(github\.com/(sponsors/|vitejs/vite\?sponsor)|opencollective\.com/|tidelift\.com/funding/)'
)
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Give the version of each package in a lock file."""
    return dict(PIN.findall((ROOT / lock).read_text()))


def wanted(group: str | None) -> list[str]:
    """Give the packages that pyproject.toml asks for, in their normal spelling."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = config["dependency-groups"][group] if group else config["project"]["dependencies"]
    return [re.split(r"[<>=!~\[; ]", line)[0].lower().replace("_", "-") for line in asked]


def test_no_lock_file_names_a_registry() -> None:
    assert [] == [line for line in lines_with(HOSTS, *LOCK_LIKE) if not THANKS.search(line)]


def test_no_lock_file_of_a_kind_that_names_registries_is_committed() -> None:
    assert [] == [
        path for path in files() if path.endswith(("uv.lock", "poetry.lock", "Pipfile.lock", "yarn.lock"))
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    requirements = (ROOT / lock).read_text().replace("\\\n", " ").splitlines()
    named = [line for line in requirements if PIN.match(line)]
    assert named
    assert [] == [line for line in named if "--hash=sha256:" not in line]


def test_tests_run_on_the_versions_that_run_in_production() -> None:
    production, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert production == {name: development.get(name) for name in production}


@pytest.mark.parametrize(
    ("group", "lock"),
    [
        (None, "requirements.txt"),
        ("dev", "requirements-dev.txt"),
        ("servers", "requirements-servers.txt"),
        ("node", "requirements-node.txt"),
    ],
)
def test_what_pyproject_asks_for_is_locked(group: str | None, lock: str) -> None:
    assert [] == [name for name in wanted(group) if name not in pins(lock)]
