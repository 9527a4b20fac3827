"""Floor 5b: channels that carry messages; nothing here sees the store."""
