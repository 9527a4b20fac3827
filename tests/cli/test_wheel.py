"""The wheel: installed where there is neither a checkout nor Node, it has the screens and the examples."""

import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

ROOT = Path(__file__).resolve().parents[2]
MADE_OF = (
    "engine",
    "graphql_api",
    "rules",
    "scripts",
    "admin-ui/dist",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)
BUILD = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command says that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout + done.stderr


def copy_checkout(folder: Path, *, without: str = "") -> None:
    """The sources of a wheel, so that the build leaves nothing in the checkout."""
    for name in (name for name in MADE_OF if name != without):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)


@contextmanager
def serving_demo(otoku: Path, folder: Path) -> Iterator[str]:
    """The address of `otoku demo`, started in a folder of its own, with nothing on its path."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"OTOKU_PORT": str(port), "PATH": "", "HOME": str(folder)}
    with subprocess.Popen(
        [otoku, "demo"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    ) as demo:
        try:
            assert demo.stdout is not None
            assert demo.stdout.readline().startswith("Otoku is ready")
            yield f"http://127.0.0.1:{port}"
        finally:
            demo.terminate()


@pytest.mark.slow
def test_an_installed_wheel_serves_the_apps_and_the_examples_without_node(tmp_path: Path) -> None:
    run(ROOT / "scripts" / "ui.sh", cwd=ROOT)
    checkout, wheels, fresh, away = (tmp_path / name for name in ("checkout", "wheels", "fresh", "away"))
    for folder in (checkout, wheels, away):
        folder.mkdir()
    copy_checkout(checkout)
    run(sys.executable, "-P", "-c", BUILD, wheels, cwd=checkout)
    (wheel,) = wheels.glob("otoku-*.whl")
    venv.create(fresh, with_pip=False)
    (site,) = fresh.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    run(
        ROOT / "scripts" / "pip.sh", "--python", fresh / "bin" / "python", "install", "--no-deps", "--no-index", wheel,
        cwd=away,
    )  # fmt: skip
    with serving_demo(fresh / "bin" / "otoku", away) as base, httpx2.Client(base_url=base) as client:
        for app in ("admin", "sandbox"):
            page = client.get(f"/{app}/")
            assert 200 == page.status_code
            (script,) = re.findall(r'<script[^>]* src="([^"]+)"', page.text)
            assert "javascript" in client.get(script).headers["content-type"]
    run(fresh / "bin" / "otoku", "init", "shop", cwd=away)
    assert "passed" in run(fresh / "bin" / "otoku", "test", "shop", cwd=away)


@pytest.mark.slow
def test_a_checkout_whose_apps_are_not_built_gives_a_wheel_that_says_so(tmp_path: Path) -> None:
    copy_checkout(tmp_path, without="admin-ui/dist")
    said = run(sys.executable, "-P", "-c", BUILD, "wheels", cwd=tmp_path)
    assert "admin-ui/dist is not there: this wheel has no screens; run `make wheel`" in said
    assert 1 == len([*tmp_path.glob("wheels/otoku-*.whl")])
