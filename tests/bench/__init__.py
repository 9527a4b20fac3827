"""Measurements measure the right thing: small, deterministic, nothing timed."""
