"""What a shop settles outside its rule text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopProfile:
    """`colour` is `#rrggbb` for pages and mails, `language` of buyers who say none (ja, en).

    `review_required`: a second person approves before rules go live. `testers` are addresses that test mails may go to.
    """

    colour: str = "#0b7285"
    language: str = "ja"
    review_required: bool = False
    testers: tuple[str, ...] = ()
