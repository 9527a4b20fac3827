"""What a decision knows for those who tell others of it, and its effects do not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model.gift_card import Hook


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """`hooks` by campaign; `untold` are ids of sandbox things and of what did not really end; `offers` say of what.

    `offers` gives rule and order by the offer's id.
    """

    hooks: Mapping[str, tuple[Hook, ...]] = field(default_factory=dict)
    untold: frozenset[str] = frozenset()
    offers: Mapping[str, tuple[str, str]] = field(default_factory=dict)


NOTHING_TO_ADD = Telling()
