"""Print every number of the mission as proven, description or open; fail when a finished area has an open number."""

import itertools
import sys

import click

from scripts.mission import beyond
from scripts.mission.numbers import area, numbers, write_copy
from scripts.mission.proofs import Proofs, proofs

TITLES = {
    "M": "Rows that stay open until they work as a user would use them",
    "S1": "One-time coupon after payment",
    "S2": "Buyer lists, step mail, SMS",
    "S3": "Abandonment mail",
    "S4": "Post-purchase upsell",
    "S5": "Gift cards",
    "V": "Test vectors",
}


@click.command()
@click.option("--open", "only_open", is_flag=True, help="Leave out what is proven or mere description.")
@click.option("--copy", is_flag=True, help="Write docs/mission-numbers.txt anew from the mission.")
@click.option("--beyond", "page", is_flag=True, help="Write docs/beyond.md anew from tests/beyond.toml.")
def main(*, only_open: bool, copy: bool, page: bool) -> None:
    """Print which numbers of the mission are proven, and by which test."""
    if copy:
        write_copy()
    if page:
        beyond.write_page()
    known = numbers()
    found = proofs(known)
    for name, group in itertools.groupby(known, key=area):
        _print_area(name, list(group), known, found, only_open=only_open)

    _print_beyond(only_open=only_open)
    left = open_numbers(tuple(known), found)
    unfinished = [number for number in left if number in found.finished or area(number) in found.finished]
    described = len(found.description_only)
    print(f"\n{len(known) - described - len(left)} proven, {described} description only, {len(left)} open")
    for mistake in found.mistakes:
        print(f"mistake: {mistake}", file=sys.stderr)
    if unfinished:
        print(f"open in areas that are to be finished: {' '.join(unfinished)}", file=sys.stderr)
    sys.exit(1 if unfinished or found.mistakes else 0)


def open_numbers(known: tuple[str, ...], found: Proofs) -> tuple[str, ...]:
    """Give the numbers that nothing proves and nobody called description."""
    return tuple(n for n in known if n not in found.proven_by and n not in found.description_only)


def _print_area(
    name: str, members: list[str], known: dict[str, str], found: Proofs, *, only_open: bool
) -> None:
    left = open_numbers(tuple(members), found)
    title = TITLES.get(name, f"Decisions on S{name[1:]}")
    click.secho(f"\n{name}  {title}: {len(members) - len(left)} of {len(members)} settled", bold=True)
    for number in members:
        if number in left:
            print(f"  ○ {number:<6} {_short(known[number])}")
        elif only_open:
            continue
        elif number in found.description_only:
            print(f"  – {number:<6} {_short(known[number])}\n           {found.description_only[number]}")
        else:
            tests = "\n           ".join(found.proven_by[number])
            print(f"  ✓ {number:<6} {_short(known[number])}\n           {tests}")


def _print_beyond(*, only_open: bool) -> None:
    """The rows beneath M6: what is missing of those that do not hold, and what proves the others."""
    every, left = beyond.rows(), beyond.open_rows()
    click.secho(
        f"\nM6  Rows of docs/beyond.md: {len(every) - len(left)} of {len(every)} hold"
        f" (● holds, ◐ in part, ○ open)",
        bold=True,
    )
    for row in left if only_open else every:
        told = f"\n           {row.missing}" if row.missing else ""
        print(f"  {row.mark} {row.number:<6} {_short(row.bar)}{told}")


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 96 else f"{sentence[:95].rstrip()}…"


if __name__ == "__main__":
    main()
