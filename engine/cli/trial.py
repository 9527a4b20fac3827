"""`otoku try`: what rules do with one order, line by line; nothing is stored or sent."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

import click

from engine.cli.compiled import read_folder
from engine.cli.rules import FOUND_PROBLEMS, catalog_option, paths_argument
from engine.cli.words import language_option
from engine.dsl.render import as_text

if TYPE_CHECKING:
    from engine.model.decision import Decision, Rejection, TraceStep
    from engine.model.findings import TrialEvent
    from engine.model.program import Program

VERSION = 1
"""Of the JSON form; a field is only ever added within one version."""

at_option = click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    help="The moment, in the shop's zone; now if left out.",
)


@click.command("try")
@paths_argument
@catalog_option
@at_option
@click.option(
    "--event",
    "event_file",
    type=click.File("rb"),
    required=True,
    help="An order as JSON, like those that `analyze` shows; `-` is standard input.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def try_(
    paths: tuple[Path, ...],
    catalog: Path | None,
    *,
    at: datetime | None,
    event_file: BinaryIO,
    form: str,
    language: str,
) -> None:
    r"""Decide on one order under the rules of a folder, and say line by line why. Nothing is stored or sent.

    \b
    {"at": "2026-05-20T10:00:00+09:00", "lines": [{"sku": "PACK-1", "quantity": 2}],
     "customer": {"email": "a@example.com", "orders": 3}, "codes": ["WELCOME10"], "coupons": ["thanks-coupon"]}

    Only `lines` are required. `coupons` are rules whose coupons the buyer has. Exit 1: the order is not taken.
    """
    from engine.model.decision import Rejection  # noqa: PLC0415 - `--help` needs no engine
    from engine.service.rehearse import Rehearsed  # noqa: PLC0415 - as above

    program = checked_program(paths, catalog, language)
    event = _event(event_file.read(), program, at)
    outcome = Rehearsed(program).decide(event)
    refused = isinstance(outcome, Rejection)
    click.echo(
        _outcome_json(outcome, event) if form == "json" else _outcome_text(outcome, program, event, language)
    )
    if refused:
        raise SystemExit(FOUND_PROBLEMS)


def checked_program(paths: tuple[Path, ...], catalog: Path | None, language: str) -> "Program":
    """The rules of a folder; their mistakes are shown instead, with exit code 1."""
    folder = read_folder(paths or (Path(),), catalog)
    if folder.errors or folder.compiled is None or folder.compiled.program is None:
        click.echo(as_text(folder.findings(language), language=language), err=True, nl=False)
        raise SystemExit(FOUND_PROBLEMS)
    return folder.compiled.program


def moment_of(at: datetime | None, program: "Program") -> datetime:
    """The instant of `--at`, a wall-clock time of the shop; now without it."""
    from engine.service.clock import SystemClock  # noqa: PLC0415 - as above

    if at is None:
        return SystemClock().now()
    return at.replace(tzinfo=ZoneInfo(program.settings.zone)).astimezone(UTC)


def _event(text: bytes, program: "Program", at: datetime | None) -> "TrialEvent":
    from engine.model.answers import RowProblem  # noqa: PLC0415 - as above
    from engine.service.trial_event import read_trial_event  # noqa: PLC0415 - as above

    moment = moment_of(at, program)
    event = read_trial_event(text, program, moment)
    if isinstance(event, RowProblem):
        expected = f"; expected {event.expected}" if event.expected else ""
        where = f"`{event.column}`" if event.column else "the event"
        raise click.UsageError(f"{where}: {event.code.replace('_', ' ')} {event.value}".rstrip() + expected)
    return event if at is None else replace(event, at=moment)


def _outcome_json(outcome: "Decision | Rejection", event: "TrialEvent") -> str:
    from engine.model.decision import Rejection  # noqa: PLC0415 - as above

    if isinstance(outcome, Rejection):
        told = {"problem": outcome.problem.value, "path": list(outcome.path), "args": dict(outcome.args)}
        return json.dumps({"version": VERSION, "at": event.at.isoformat(), "refused": told}, indent=1)
    quote = outcome.quote
    shown = {
        "version": VERSION,
        "at": event.at.isoformat(),
        "total": quote.total if quote else 0,
        "discounts": [
            {"rule": one.rule, "amount": one.amount} for one in (quote.adjustments if quote else ())
        ],
        "effects": [type(one).__name__ for one in outcome.effects],
        "trace": [step_json(one) for one in outcome.trace],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1)


def step_json(step: "TraceStep") -> dict[str, object]:
    """One step of a trace for programs."""
    return {
        "rule": step.rule,
        "path": step.path,
        "line": step.line,
        "label": step.label,
        "verdict": step.verdict.value,
        "expected": step.expected,
        "found": step.found,
        "reason": None if step.reason is None else step.reason.value,
        "amount": step.amount,
    }


_VERDICTS = {
    "holds": ("holds", "成立"),
    "fails": ("fails", "不成立"),
    "applied": ("APPLIED", "適用"),
    "lost": ("lost to a better one", "他が優先"),
    "refused": ("refused", "不適用"),
}


def step_text(step: "TraceStep", currency: str, language: str) -> str:
    """One step of a trace as one line for people."""
    from engine.values.money import decimal_text  # noqa: PLC0415 - as above

    verdict = _VERDICTS[step.verdict.value][language == "ja"]
    detail = ", ".join(one for one in (step.expected, step.found) if one)
    amount = f"  -{decimal_text(step.amount, currency)} {currency}" if step.amount else ""
    reason = f"  ({step.reason.value})" if step.reason else ""
    place = f"{step.path}:{step.line}: {step.rule}: {step.label}"
    return f"{place}: {verdict}{amount}{reason}  {detail}".rstrip()


def _outcome_text(
    outcome: "Decision | Rejection", program: "Program", event: "TrialEvent", language: str
) -> str:
    from engine.model.decision import Rejection  # noqa: PLC0415 - as above
    from engine.values.money import decimal_text  # noqa: PLC0415 - as above

    zone, currency = ZoneInfo(program.settings.zone), program.settings.currency
    lines = [f"{event.at.astimezone(zone):%Y-%m-%d %H:%M} ({program.settings.zone})"]
    if isinstance(outcome, Rejection):
        why = f"{outcome.problem.value.replace('_', ' ')}: {'.'.join(outcome.path)}"
        lines.append(f"{'受け付けられません' if language == 'ja' else 'not taken'}: {why}")
        return "\n".join(lines)
    lines += [step_text(step, currency, language) for step in outcome.trace]
    quote = outcome.quote
    if quote is not None:
        paid, off = decimal_text(quote.total, currency), decimal_text(quote.discount, currency)
        lines.append(
            f"支払額 {paid} {currency}(割引 {off})"
            if language == "ja"
            else f"pays {paid} {currency}, {off} off"
        )
    return "\n".join(lines)
