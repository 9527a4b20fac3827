"""Which terms of an offer a buyer has seen: a version that names them together with the prices (J6)."""

import hashlib

from engine.model.offer_instance import OfferInstance

CHARACTERS = 16


def terms_version(offer: OfferInstance) -> str:
    """Sixteen characters that are others when any term or price is another; empty when there are no terms."""
    terms = offer.terms
    if terms is None:
        return ""
    prices = (f"{one.plan}\x1f{one.cycle}\x1f{one.first}\x1f{one.renewal}" for one in offer.targets)
    said = (
        offer.product.sku,
        offer.currency,
        f"{offer.least}-{offer.most}",
        *prices,
        terms.payment,
        terms.delivery,
        terms.period,
        terms.cancel,
    )
    return hashlib.sha256("\x1e".join(said).encode()).hexdigest()[:CHARACTERS]
