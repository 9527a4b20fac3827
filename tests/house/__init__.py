"""The enforcers of the house rules in docs/architecture.md: a rule nobody enforces is only advice."""
