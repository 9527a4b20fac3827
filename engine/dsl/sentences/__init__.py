"""Parts of rules in words, English and Japanese."""
