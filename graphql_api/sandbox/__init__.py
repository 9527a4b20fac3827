"""The sandbox over HTTP: the storefront API, and a small shop's server that shows how it is called."""
