"""Floor 5a: facts in, decisions out. The only SQL."""
