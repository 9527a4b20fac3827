"""What a compiled rule set can and cannot do, proved on a declared fragment, with orders that show it."""
