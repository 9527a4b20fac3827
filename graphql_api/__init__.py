"""The two GraphQL APIs and the few HTTP pages around them; the top floor, nothing in the engine knows it."""
