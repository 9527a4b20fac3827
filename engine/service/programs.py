"""Compiled rule sets by shop, revision and catalogue version."""


class ProgramCache:
    """Filled in by the next commit."""
