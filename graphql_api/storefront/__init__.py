"""The schema for browsers and shop back ends; one noun per file."""
