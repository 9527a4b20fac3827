"""A year of real retail, turned into a shop's own files and decided by the engine, basket by basket."""
