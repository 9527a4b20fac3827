"""Browser tests have a second try, and a run that needed one says so."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFTEST = "from tests.support.second_try import pytest_terminal_summary\n"
FLAKY = """
import pytest

tries = []

@pytest.mark.flaky(reruns=1)
async def test_late(tmp_path):
    tries.append(tmp_path)
    assert len(tries) > 1, "pressed too early"

@pytest.mark.flaky(reruns=1)
async def test_wrong():
    assert False, "wrong each time"
"""


@pytest.mark.slow
def test_who_needed_a_second_try_is_named_with_the_reason_and_who_fails_twice_fails(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nasyncio_mode = auto\npythonpath = {ROOT}\n")
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_flaky.py").write_text(FLAKY)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "2",
            "-p",
            "no:cacheprovider",
            "--color=no",
            str(tmp_path),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 1 == run.returncode, run.stdout + run.stderr
    assert "1 failed, 1 passed, 2 rerun" in run.stdout
    heading, _, named = run.stdout.partition("needed a second try")
    assert "SECOND TRY" not in heading
    assert "SECOND TRY test_flaky.py::test_late" in named
    assert "pressed too early" in named
