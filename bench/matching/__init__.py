"""Which rules does this checkout start? The same question to Otoku, to hand-written floors and to other engines."""
