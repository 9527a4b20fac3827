"""What people type wrong on their first day."""
