"""Floor 3: what a merchant can say; one file per word, one readable registry."""
