"""Changes of the tables, in order; made with `tortoise makemigrations`, constraints and triggers added by hand."""
