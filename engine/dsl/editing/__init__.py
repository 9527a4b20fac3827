"""Surgical edits of rule text: what a form changes, and not one byte more."""
