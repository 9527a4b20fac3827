"""Surgical edits of rule text."""
