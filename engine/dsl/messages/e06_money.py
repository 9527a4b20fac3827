"""E06xx: money and shares."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
