"""Serves the built browser apps: the admin app at `/admin/` and the sandbox storefront at `/sandbox/`."""
