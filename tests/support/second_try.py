"""Names browser tests that failed at their first try, at the end of a run; see `docs/adr/0042-a-second-try.md`."""

import pytest

LINES = 12
"""Of what went wrong, from its end."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say who needed a second try, and what went wrong at the first."""
    again: list[pytest.TestReport] = terminalreporter.stats.get("rerun", [])
    if again:
        terminalreporter.section("needed a second try: each is a fault of the test or of the product")
    for report in again:
        terminalreporter.line(f"SECOND TRY {report.nodeid}")
        for line in report.longreprtext.splitlines()[-LINES:]:
            terminalreporter.line(f"    {line}")
