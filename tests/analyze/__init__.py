"""The analysis of rule sets, each claim held against the runtime."""
