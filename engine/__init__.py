"""Otoku: the promotion engine that merchants program themselves."""
