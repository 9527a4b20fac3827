"""The APIs over real engines, called as clients call them."""
