"""W15xx: what is out of date."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry

ENTRIES: Mapping[str, Entry] = {}
