"""Passes over parsed blocks: what does not make sense becomes diagnostics. One pass per module."""
