"""Floor 4a: rule text to Program. Never sees the runtime."""
