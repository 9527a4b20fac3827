"""Two rule sets compared by meaning, and the difference in people's words."""
