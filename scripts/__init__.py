"""Programs for those who work on Otoku; the Makefile calls them."""
