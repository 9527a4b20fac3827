"""Rule text as forms, and form values as rule text."""
