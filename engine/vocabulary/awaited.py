"""Kinds that this version reads, checks and describes, and cannot carry out: publishing one is E0807.

Delete an entry when its runtime comes.
"""

from engine.model.program import Kind

AWAITED: frozenset[Kind] = frozenset()
