"""`shop { … }`: settings of the whole shop."""

from engine.model.offer import OfferTerms
from engine.model.program import LegalDisplay, ShopSettings
from engine.values.money import Rounding
from engine.vocabulary.settings import Lifetime, Quiet, Sender
from engine.vocabulary.word import BlockWord, Place, Settings

BLOCK = BlockWord(
    place=Place.SHOP,
    lines=(
        "note",
        "currency",
        "timezone",
        "rounding",
        "quiet",
        "sender",
        "cart lifetime",
        "identity",
        "optin",
        "compat",
        "legal",
        "terms",
    ),
    named=False,
    doc={
        "en": "Settings of the whole shop; at most one in all files.",
        "ja": "お店全体の設定です。全ファイルで1つだけ書けます。",
    },
    example="""shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
}
""",
)


def build(settings: Settings, legal: LegalDisplay) -> ShopSettings:
    """The settings; what is not said keeps its default."""
    default = ShopSettings()
    quiet = settings.one("quiet", Quiet)
    senders = {one.channel: one.address for one in settings.all("sender", Sender)}
    lifetime = settings.one("cart lifetime", Lifetime)
    return ShopSettings(
        currency=settings.one("currency", str) or default.currency,
        zone=settings.one("timezone", str) or default.zone,
        rounding=settings.one("rounding", Rounding) or default.rounding,
        quiet_from=quiet.since if quiet else None,
        quiet_to=quiet.until if quiet else None,
        sender_email=senders.get("email", ""),
        sender_sms=senders.get("sms", ""),
        cart_lifetime=lifetime.length if lifetime else default.cart_lifetime,
        fold_plus=settings.one("identity", bool) or False,
        double_optin=settings.one("optin", str) == "double",
        compat=settings.one("compat", str) or "",
        legal=legal,
        terms=settings.one("terms", OfferTerms),
    )
