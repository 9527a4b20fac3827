"""Editors: a real language server, asked as editors ask."""
