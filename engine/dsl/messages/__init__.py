"""The texts of every diagnostic, one module per hundred codes."""

from collections.abc import Mapping

from engine.dsl.messages import (
    e00_file,
    e01_typing,
    e02_form,
    e03_lines,
    e04_references,
    e05_conditions,
    e06_money,
    e07_time,
    e08_together,
    e09_tests,
    w10_typing,
    w11_money,
    w12_clarity,
    w13_messages,
    w14_tests,
    w15_life,
)
from engine.dsl.messages.entry import Entry

CATALOGUE: Mapping[str, Entry] = {
    code: entry
    for module in (
        e00_file,
        e01_typing,
        e02_form,
        e03_lines,
        e04_references,
        e05_conditions,
        e06_money,
        e07_time,
        e08_together,
        e09_tests,
        w10_typing,
        w11_money,
        w12_clarity,
        w13_messages,
        w14_tests,
        w15_life,
    )
    for code, entry in module.ENTRIES.items()
}
