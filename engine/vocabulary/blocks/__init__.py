"""One file per block that is no rule."""
