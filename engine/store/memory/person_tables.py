"""What the memory store keeps of erasures."""

from engine.model.data_subject import DataSubject, Erasure, Tombstone, TombstoneKind
from engine.store.memory.table import Journal, Table


class PersonTables:
    """Keys begin with the shop."""

    def __init__(self, new: Journal) -> None:
        self.erasures: Table[tuple[str, str], Erasure] = Table(new)
        self.subjects: Table[tuple[str, str], DataSubject] = Table(new)  # only while an erasure runs
        self.tombstones: Table[tuple[str, TombstoneKind, str], Tombstone] = Table(new)
