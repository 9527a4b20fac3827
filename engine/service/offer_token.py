"""Tokens of offers: derived from a key, so that a retry gives the same one; stored as a hash only (SEC4, SEC23)."""

import base64
import hashlib
import hmac
from dataclasses import replace

from engine.model.decision import Decision
from engine.model.effects import CreateOffer, Effect
from engine.model.offer_instance import OfferInstance
from engine.service.engine import Engine


def offer_token(engine: Engine, shop: str, offer: OfferInstance) -> str:
    """The token of a stored offer: 43 characters for addresses, given to the shop's back end for this buyer's page.

    Raises KeyError when the key that made it is no longer on the ring.
    """
    said = f"offer\x1f{shop}\x1f{offer.id}".encode()
    made = hmac.digest(engine.keys.links.key(offer.key_id), said, hashlib.sha256)
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def token_hash(token: str) -> str:
    """Under what an offer is found by what somebody says is its token."""
    return hashlib.sha256(token.encode()).hexdigest()


def with_tokens(engine: Engine, shop: str, decision: Decision) -> Decision:
    """`decision` with the hashes of the tokens of its offers, which the pure core cannot make."""
    if not any(isinstance(effect, CreateOffer) for effect in decision.effects):
        return decision
    return replace(decision, effects=tuple(_signed(engine, shop, effect) for effect in decision.effects))


def _signed(engine: Engine, shop: str, effect: Effect) -> Effect:
    if not isinstance(effect, CreateOffer):
        return effect
    offer = replace(effect.offer, key_id=engine.keys.links.current)
    return CreateOffer(offer=replace(offer, token_hash=token_hash(offer_token(engine, shop, offer))))
