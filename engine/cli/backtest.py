"""`otoku backtest`: past orders under two sets of rules, and what lies between them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from engine.cli.replay import load_program, progress_bar
from engine.cli.rules import FOUND_PROBLEMS
from engine.cli.trial import step_json, step_text
from engine.cli.words import language_option

if TYPE_CHECKING:
    from engine.service.backtest import Backtest, OrderChange, Side

VERSION = 1
"""Of the JSON form; a field is only ever added within one version."""


@click.command()
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--orders", type=click.File("rb"), required=True, help="Past orders, as `otoku replay` reads them."
)
@click.option(
    "--catalog", type=click.Path(path_type=Path), help="One catalogue for both; else that in each folder."
)
@click.option(
    "--changes",
    type=click.File("w", encoding="utf-8"),
    help="Write each order that changes as a line of JSON.",
)
@click.option(
    "--most-extra",
    type=click.IntRange(min=0),
    help="Exit 1 when the new rules take off more than this much more, in minor units: for CI.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
def backtest(  # noqa: PLR0913, PLR0917 - one parameter per option
    old: Path,
    new: Path,
    orders: BinaryIO,
    catalog: Path | None,
    changes: TextIO | None,
    most_extra: int | None,
    form: str,
    language: str,
) -> None:
    """Decide past orders under the rules of OLD and of NEW, and tell what would have been different.

    Orders, totals, margin, rules and the orders that change most, those with the reason line by line. Limits, budgets,
    coupons and the buyers' history grow from order to order, on each side its own. Nothing is stored or sent.
    """
    from engine.service.backtest import backtest as compare  # noqa: PLC0415 - `--help` needs no engine

    before, after = load_program(old, catalog), load_program(new, catalog)
    with progress_bar(orders) as progress:
        tell = None if changes is None else _writer(changes)
        result = compare(before, after, orders, changes=tell, progress=progress)
    currency = after.settings.currency
    click.echo(_as_json(result) if form == "json" else "\n".join(_as_text(result, currency, language)))
    if most_extra is not None and result.extra > most_extra:
        raise SystemExit(FOUND_PROBLEMS)


def _writer(file: TextIO) -> "Callable[[OrderChange], None]":
    def write(change: "OrderChange") -> None:
        file.write(json.dumps(_change_json(change), ensure_ascii=False) + "\n")

    return write


def _as_json(result: "Backtest") -> str:
    shown = {
        "version": VERSION,
        "old": asdict(result.old),
        "new": asdict(result.new),
        "changed": result.changed,
        "cheaper": result.cheaper,
        "dearer": result.dearer,
        "extra_discount": result.extra,
        "margin": {"old": result.margins[0], "new": result.margins[1]},
        "pieces_without_cost": result.pieces_without_cost,
        "rules": dict(result.rules),
        "largest": [_change_json(one) for one in result.largest],
    }
    return json.dumps(shown, indent=1, ensure_ascii=False)


def _change_json(change: "OrderChange") -> dict[str, object]:
    sides = {"old": _side_json(change.old), "new": _side_json(change.new)}
    return {"id": change.id, "at": change.at.isoformat(), "dearer": change.dearer, **sides}


def _side_json(side: "Side") -> dict[str, object]:
    return {
        "total": side.total,
        "rules": dict(side.rules),
        "refused": None if side.refused is None else side.refused.value,
        "trace": [step_json(step) for step in side.trace],
    }


_WORDS = {
    "orders": (
        "{0:,} orders decided, {1:,} of them differently",
        "注文 {0:,} 件のうち {1:,} 件の結果が変わります",
    ),
    "prices": ("{0:,} cheaper, {1:,} dearer for the buyer", "安くなる {0:,} 件、高くなる {1:,} 件"),
    "discount": ("discounts {0} → {1} ({2})", "割引 {0} → {1}({2})"),
    "margin": ("margin {0} → {1} ({2})", "粗利 {0} → {1}({2})"),
    "unknown": ("{0:,} pieces without a cost, left out of it", "原価のない商品 {0:,} 個は粗利に含みません"),
    "rules": ("rules that take off more or less:", "割引額が変わるルール:"),
    "largest": ("orders that change most:", "変化の大きい注文:"),
    "anew": (
        "arms of {0} are dealt anew: a buyer may have another one in the shop",
        "実験 {0} のグループは新しく割り当てています。お店での割り当てとは異なることがあります",
    ),
    "refused": ("not taken: {0}", "受け付けられません: {0}"),
    "old": ("old", "旧"),
    "new": ("new", "新"),
}


def _as_text(result: "Backtest", currency: str, language: str) -> Iterator[str]:
    from engine.values.money import decimal_text  # noqa: PLC0415 - as above

    def money(amount: int) -> str:
        return f"{decimal_text(amount, currency)} {currency}"

    def signed(amount: int) -> str:
        return f"{'+' if amount > 0 else ''}{money(amount)}"

    def say(word: str, *parts: object) -> str:
        return _WORDS[word][language == "ja"].format(*parts)

    yield say("orders", result.new.decided, result.changed)
    yield f"  {say('prices', result.cheaper, result.dearer)}"
    yield say("discount", money(result.old.discount), money(result.new.discount), signed(result.extra))
    old, new = result.margins
    yield say("margin", money(old), money(new), signed(new - old))
    if result.pieces_without_cost:
        yield f"  {say('unknown', result.pieces_without_cost)}"
    for experiment in sorted({*result.old.dealt_anew, *result.new.dealt_anew}):
        yield say("anew", experiment)
    if result.rules:
        yield say("rules")
        yield from (f"  {rule}: {signed(amount)}" for rule, amount in result.rules.items())
    if result.largest:
        yield say("largest")
    for change in result.largest:
        yield f"  {change.id} ({change.at:%Y-%m-%d %H:%M} UTC): {signed(change.dearer)}"
        for name, side in (("old", change.old), ("new", change.new)):
            told = money(side.total) if side.refused is None else say("refused", side.refused.value)
            yield f"    {say(name)}: {told}"
            yield from (f"      {step_text(step, currency, language)}" for step in side.trace)
