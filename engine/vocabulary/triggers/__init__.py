"""One file per thing that can start a rule."""
