"""Money, days, codes and addresses."""
