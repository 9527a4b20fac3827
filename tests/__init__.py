"""The tests, by what they test; see docs/architecture.md, section Tests."""
