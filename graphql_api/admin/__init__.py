"""The schema for merchants: people, their tools and their CI; one noun per file."""
