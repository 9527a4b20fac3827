"""Floor 7: who calls tick and deliver."""
