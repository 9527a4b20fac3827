"""Floor 1: immutable scalars. Nothing here knows a shop, a rule or a clock."""
