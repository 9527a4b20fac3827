"""Why a message was not sent is said in the reader's language: every reason of the engine has its text in the app."""

from pathlib import Path
from types import ModuleType

from engine.model.consent import SuppressionCause
from engine.runtime import list_run, send_reminders
from engine.store import handover, standing

APP = Path(__file__).parents[2] / "admin-ui" / "src" / "screens" / "messages" / "reason.ts"
SAYING: tuple[ModuleType, ...] = (handover, standing, list_run, send_reminders)
"""Where the reasons are written down, as constants of a text each."""


def reasons() -> set[str]:
    """Every reason; that of an address which is not written to comes with its own."""
    said = {
        text
        for module in SAYING
        for name, text in vars(module).items()
        if name.isupper() and isinstance(text, str) and text != standing.SUPPRESSED
    }
    return said | {f"{standing.SUPPRESSED}: {why}" for why in SuppressionCause}


def test_every_reason_of_a_message_that_was_not_sent_has_a_text_in_both_languages() -> None:
    known = APP.read_text(encoding="utf-8")
    missing = {
        reason for reason in reasons() if f'"{reason}": "' not in known and f"  {reason}: " not in known
    }
    assert set() == missing
