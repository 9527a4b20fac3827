"""Floor 2: the nouns that every floor above shares. Frozen data, no behaviour beyond derived values."""
