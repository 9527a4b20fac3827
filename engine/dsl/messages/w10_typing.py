"""W10xx: doubtful typing."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
