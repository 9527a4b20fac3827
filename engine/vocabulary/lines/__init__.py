"""One file per line of the language; every file holds one `WORD`."""
