"""The language's front end: text to tree, diagnostics, formatter."""
