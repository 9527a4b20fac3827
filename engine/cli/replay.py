"""`otoku replay`: past orders under the rules of a folder."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from engine.cli.files import Unreadable, catalog_path

if TYPE_CHECKING:
    from engine.model.answers import RowProblem
    from engine.model.program import Program
    from engine.service.replay import ReplayReport

MOST_RULES = 10
"""Rules that the report names."""


@click.command()
@click.argument("orders", type=click.File("rb"))
@click.option("--rules", type=click.Path(path_type=Path), required=True, help="A rule folder or file.")
@click.option(
    "--catalog", type=click.Path(path_type=Path), help="The catalogue; else the one in the rule folder."
)
@click.option("--stateless", is_flag=True, help="Decide every order as if it were the first.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def replay(orders: BinaryIO, rules: Path, catalog: Path | None, stateless: bool, form: str) -> None:
    r"""Decide past ORDERS (JSON Lines, in time order; `-` is standard input) under the rules of a folder.

    Limits, budgets, coupons and the buyers' history grow from order to order; nothing is stored and nothing is sent.

    \b
    {"id": "1001", "at": "2026-05-20T10:00:00+09:00",
     "lines": [{"sku": "PACK-1", "quantity": 2, "price": 3800}],
     "customer": {"id": "c7", "email": "a@example.com", "member": true, "tags": ["gold"]},
     "codes": ["WELCOME10"], "coupons": ["thanks-coupon"], "shipping": 500}

    `id`, `at` and `lines` are required. Money is minor units (5.00 dollars are 500). `price` is that of one piece, the
    catalogue's if left out. `codes` are shared codes; `coupons` names the rules whose coupons the buyer used.
    """
    from engine.service.replay import replay as decide_all  # noqa: PLC0415 - only this verb needs the engine

    program = load_program(rules, catalog)
    with progress_bar(orders) as progress:
        report = decide_all(program, orders, stateful=not stateless, progress=progress)
    if form == "json":
        click.echo(report_json(report))
    else:
        click.echo(report_text(report, program.settings.currency))


def load_program(rules: Path, catalog: Path | None = None) -> "Program":
    """Compile a rule folder against its catalogue. Raises ClickException with every mistake in it."""
    from engine.cli.compiled import read_folder  # noqa: PLC0415 - `otoku replay --help` needs no compiler

    path = catalog_path((rules,), catalog)
    if path is None:
        raise Unreadable(f"{rules}: there is no catalogue here; name one with --catalog")
    folder = read_folder((rules,), path)
    if folder.compiled is None or folder.compiled.program is None:
        raise click.ClickException(f"the rules do not compile\n\n{folder.mistakes()}")
    return folder.compiled.program


@contextmanager
def progress_bar(orders: BinaryIO) -> Iterator[Callable[[int], None] | None]:
    """A bar on standard error over the bytes of a file, for people only: none in a pipe or a log."""
    if not sys.stderr.isatty() or not orders.seekable():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only people need it
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    size = orders.seek(0, 2)
    orders.seek(0)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("0 orders", total=size)

        def show(rows: int) -> None:
            bar.update(task, completed=orders.tell(), description=f"{rows:,} orders")

        yield show


# ------------------------------------------------------------------------------------------- report


def report_json(report: "ReplayReport") -> str:
    """The report for programs; `checks` and rates included, money in minor units."""
    return json.dumps({"version": 1, **asdict(report), "checks": report.checks}, indent=2, ensure_ascii=False)


def report_text(report: "ReplayReport", currency: str) -> str:
    """The report for people."""
    from engine.values.money import decimal_text  # noqa: PLC0415

    def money(amount: int) -> str:
        return f"{decimal_text(amount, currency)} {currency}"

    share = 100 * report.discount / report.goods if report.goods else 0.0
    state = "with" if report.stateful else "without"
    times = sum(report.matched.values())
    lines = [
        f"{report.orders:,} orders with {report.lines:,} lines, {report.decided:,} of them decided {state} state",
        f"  against {report.rules:,} rules in {report.seconds:.1f} s",
        f"  {_rate(report.decided, report.seconds)} orders/s",
        f"  {_rate(report.checks, report.seconds)} checks/s, a check being one rule answered for one order",
        *_dirt(report),
        f"rules: {len(report.matched):,} matched {times:,} times, {report.discounted_orders:,} orders discounted",
        *_largest(report, money),
        f"money: {money(report.discount)} off {money(report.goods)} of goods ({share:.2f} %)",
        _coupons(report),
        f"codes: {report.codes:,} presented, {report.codes_accepted:,} accepted",
        *[f"  {count:,} refused: {reason}" for reason, count in report.codes_refused.items()],
        *_if(report.codes_of_refused_orders, "with orders that were refused as a whole"),
        *[
            f"arms of {name} are dealt anew: a buyer may have another one in the shop"
            for name in report.dealt_anew
        ],
    ]
    return "\n".join(lines)


def _coupons(report: "ReplayReport") -> str:
    issued, redeemed, expired = report.coupons_issued, report.coupons_redeemed, report.coupons_expired
    return f"coupons: {issued:,} issued, {redeemed:,} redeemed, {expired:,} expired; {report.messages:,} messages"


def _dirt(report: "ReplayReport") -> list[str]:
    found = [
        *_if(report.lines_without_quantity, "lines of quantity 0, left out"),
        *_if(report.repeated, "orders repeated, decided once"),
        *_if(report.out_of_order, "orders earlier than the one before them"),
        *[f"  {count:,} orders refused: {problem}" for problem, count in report.refused.items()],
        *_if(report.bad_rows, "rows that cannot be read"),
    ]
    found += _problem_lines(report.problems)
    return ["not clean:", *found] if found else []


def _largest(report: "ReplayReport", money: Callable[[int], str]) -> list[str]:
    given: Mapping[str, int] = report.discount_by_rule
    return [
        f"  {rule}: {report.matched[rule]:,} times, {money(given[rule])}" for rule in list(given)[:MOST_RULES]
    ]


def _problem_lines(problems: "tuple[RowProblem, ...]") -> list[str]:
    return [
        f"    line {bad.line}: {bad.column or 'the row'}: {bad.code} {bad.value!r}"
        + (f", expected {bad.expected}" if bad.expected else "")
        for bad in problems
    ]


def _if(count: int, what: str) -> list[str]:
    return [f"  {count:,} {what}"] if count else []


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:,.0f}" if seconds else "-"
