"""Plans: what publishing would change, in words."""
