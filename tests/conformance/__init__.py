"""The language and the engine together, as data files."""
