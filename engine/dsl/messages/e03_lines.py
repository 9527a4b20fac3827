"""E03xx: lines and numbers."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0312": Entry(
        title=Said("too many digits", "桁が多すぎます"),
        message=Said(
            "this number has {digits} digits; at most {most} are read",
            "この数は {digits} 桁です。読めるのは {most} 桁までです",
        ),
    ),
}
