"""`make bench`: one table of ratios, taken in one run."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from bench.machine import describe_machine
from bench.matching.contest import Plan, contest
from bench.matching.rows import absent_lines, contest_rows
from bench.table import Row, render, summary
from tests.support.servers import UnavailableError

AREAS = ("matching", "language", "orders", "offers", "overdue", "cards", "codes", "start", "http")
COUNTS = (10, 100, 1_000, 10_000, 100_000)
QUICK_COUNTS = (10, 100, 1_000)


class Areas(click.ParamType[tuple[str, ...]]):
    """Names of areas with commas between."""

    name = "areas"

    def convert(
        self, value: str | tuple[str, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The areas, in the order of the table."""
        wanted = value.split(",") if isinstance(value, str) else list(value)
        for name in wanted:
            if name not in AREAS:
                self.fail(f"{name!r} is none of {', '.join(AREAS)}", param, ctx)
        return tuple(name for name in AREAS if name in wanted)


@click.command()
@click.option("--quick", is_flag=True, help="Fewer rules, rounds and orders: a minute or two instead of ten.")
@click.option("--only", type=Areas(), default=AREAS, help=f"Some of {','.join(AREAS)}.")
@click.option(
    "--n", "counts", type=int, multiple=True, help="Numbers of rules for the matching area; repeat it."
)
@click.option("--markdown", type=click.Path(path_type=Path), help="Write the table into a file too.")
def main(quick: bool, only: Sequence[str], counts: tuple[int, ...], markdown: Path | None) -> None:
    """Measure ratios against peers and floors, with the bars of docs/benchmarks.md beside them."""
    began = time.perf_counter()
    heading = f"{time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())}\n{describe_machine()}\n"
    click.echo(heading)
    rows: list[Row] = []
    notes: list[str] = []
    for area in only:
        click.echo(f"measuring {area} …", err=True)
        try:
            rows += _measure(area, quick, counts, notes)
        except UnavailableError as error:
            notes.append(f"left out: {area}: {error}")
    lines = [*notes, summary(rows), f"The run took {(time.perf_counter() - began) / 60:.0f} minutes."]
    text = render(rows) + "\n" + "\n".join(lines)
    click.echo(text)
    if markdown is not None:
        markdown.write_text(f"{heading}\n{text}\n", encoding="utf-8")


def _measure(area: str, quick: bool, counts: tuple[int, ...], notes: list[str]) -> list[Row]:
    if area == "matching":
        results, absent = contest(_plan(quick, counts), lambda line: click.echo(line, err=True))
        notes += absent_lines(absent)
        return list(contest_rows(results))
    return list(_others()[area](quick))


def _plan(quick: bool, counts: tuple[int, ...]) -> Plan:
    if quick:
        return Plan(counts=counts or QUICK_COUNTS, checkouts=300, rounds=3, seconds=2)
    return Plan(counts=counts or COUNTS)


def _others() -> dict[str, Callable[[bool], Iterator[Row]]]:
    # Here, so that the processes of the contest do not import a web server.
    from bench.cards import measure_cards  # noqa: PLC0415
    from bench.codes import measure_codes  # noqa: PLC0415
    from bench.http import measure_http  # noqa: PLC0415
    from bench.language import measure_language  # noqa: PLC0415
    from bench.offers import measure_offers  # noqa: PLC0415
    from bench.orders import measure_orders  # noqa: PLC0415
    from bench.overdue import measure_overdue  # noqa: PLC0415
    from bench.start import measure_start  # noqa: PLC0415

    return {
        "language": measure_language,
        "orders": measure_orders,
        "offers": measure_offers,
        "cards": measure_cards,
        "codes": measure_codes,
        "overdue": measure_overdue,
        "start": measure_start,
        "http": measure_http,
    }


if __name__ == "__main__":
    main(prog_name="make bench")
