"""The contest's results as rows of the table, with the bars of the design."""

from collections.abc import Iterator, Sequence

from bench.matching.contest import Absent, Result
from bench.matching.entrants import DECIDE, MATCH, QUOTE, TRACE, entrant
from bench.table import Bar, Row, figure

AREA = "which rules does a checkout start (1.00 is closures indexed by product)"

SHARES = {
    10: (0.90, 0.60),
    100: (0.45, 0.30),
    1_000: (0.20, 0.12),
    10_000: (0.10, 0.07),
    100_000: (0.05, 0.033),
}
"""What deciding may cost by number of rules, as a share of the baseline: must, target."""

TIMES_FASTER = {"SQLite in memory": 15, "CEL (Rust), indexed": 25, "ZEN (Rust), table": 35}
"""How many times as fast as a peer we want to be at 1,000 rules."""

LARGEST_SPREAD = 3  # p99 over p50
LARGEST_TRACE = 3  # with trace over without


def contest_rows(results: Sequence[Result]) -> Iterator[Row]:
    """One row per engine and number of rules, then what the bars are about."""
    for count in dict.fromkeys(result.rules for result in results):
        same = [result for result in results if result.rules == count]
        for result in sorted(same, key=lambda result: result.ratio):
            yield _row(result)
        yield from _compared({result.name: result for result in same}, count)


def absent_lines(absent: Sequence[Absent]) -> list[str]:
    """Who did not take part, and why."""
    return [
        f"left out: {one.name}" + (f" at {one.rules:,} rules" if one.rules else "") + f": {one.reason}"
        for one in absent
    ]


def _row(result: Result) -> Row:
    must, target = SHARES.get(result.rules, (None, None))
    barred = result.name in (MATCH, DECIDE) and must is not None
    version = entrant(result.name).installed()
    return Row(
        area=AREA,
        what=f"{result.rules:,} rules: {result.name}" + (f" {version}" if version else ""),
        value=result.ratio,
        bar=Bar(value=must, target=target) if barred and must is not None else None,
        cpu=result.cpu,
        bytes=max(0, result.bytes),
        beside=(
            f"p50 {figure(result.p50)} µs, p99 {figure(result.p99)}; compiles in {result.compile_seconds:.2f} s;"
            f" {result.checkouts} checkouts"
        ),
    )


def _compared(found: dict[str, Result], count: int) -> Iterator[Row]:
    match, decide, trace = found.get(MATCH), found.get(DECIDE), found.get(TRACE)
    if match is not None:
        yield Row(
            area=AREA,
            what=f"{count:,} rules: spread of match, p99 over p50",
            value=match.p99 / match.p50,
            bar=Bar(value=LARGEST_SPREAD),
        )
        for name, times in TIMES_FASTER.items() if count == 1_000 else ():
            if name in found:
                yield Row(
                    area=AREA,
                    what=f"{count:,} rules: times as fast as {name}",
                    value=found[name].ratio / match.ratio,
                    bar=Bar(value=times, least=True),
                )
    if decide is not None and trace is not None:
        yield Row(
            area=AREA,
            what=f"{count:,} rules: decide with trace over without",
            value=trace.ratio / decide.ratio,
            bar=Bar(value=LARGEST_TRACE),
        )
    if QUOTE in found and match is not None:
        yield Row(
            area=AREA,
            what=f"{count:,} rules: the whole quote over the match in it",
            value=found[QUOTE].ratio / match.ratio,
        )
