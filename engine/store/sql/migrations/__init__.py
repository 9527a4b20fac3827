"""Changes of the tables, in order; made with `tortoise makemigrations`, constraints and triggers added by hand."""

NAMES = (
    "0001_initial",
    "0002_guards",
    "0003_customers",
    "0004_reviews",
    "0005_staff",
    "0006_sample",
    "0007_profile",
    "0008_refused",
    "0009_refunds",
    "0010_unknown",
    "0011_offers",
    "0012_carts",
    "0013_lists",
    "0014_cards",
    "0015_jobs",
    "0016_sagas",
    "0017_identities",
    "0018_erasures",
    "0019_breaker",
    "0020_imports",
    "0021_experiments",
    "0022_messages",
    "0023_approvals",
    "0024_pins",
)
"""Every migration; a test compares them with the files."""
