"""How long personal data is kept that nobody asked to erase (docs/privacy.md)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """After how long it is forgotten who it was; figures, orders and ledgers stay."""

    carts: timedelta = timedelta(days=180)  # since the last sign of life; of forms of landing pages too
    mails: timedelta = timedelta(days=90)  # kept in the inbox instead of sent
    refused_uses: timedelta = timedelta(days=180)  # of codes that did not apply
    files: timedelta = timedelta(days=30)  # what jobs read and wrote, since their end


USUAL_RETENTION = Retention()
"""Where nobody says otherwise."""
