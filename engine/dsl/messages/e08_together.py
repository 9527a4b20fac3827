"""E08xx: rules beside each other, and the law."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
