"""`python -m engine` is `otoku`."""

from engine.cli import main

main(prog_name="otoku")
