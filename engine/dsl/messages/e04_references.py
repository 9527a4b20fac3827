"""E04xx: names of things outside the file."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
