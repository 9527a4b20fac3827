"""The contract of the store: one suite for memory, SQLite and PostgreSQL."""
