"""What the checker says about rule files, and what it makes of them."""
