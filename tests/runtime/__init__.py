"""The pure decision runtime."""
