"""Subscriptions over graphql-transport-ws: who may connect, how much they may ask, and when they are let go."""
