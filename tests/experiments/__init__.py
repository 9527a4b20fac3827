"""Experiments: who is dealt which arm, what each arm does, and what is reported of it."""
