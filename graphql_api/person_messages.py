"""Messages of what is done about people: who may ask, and what stands in the way of an erasure."""

from collections.abc import Mapping

PERSON_MESSAGES: Mapping[str, tuple[str, str]] = {
    "PERSON_NEEDED": (
        "Only a person who signed in to the admin app may do this, no token or command.",
        "この操作は、管理画面にログインした人だけが行えます。トークンやコマンドでは行えません。",
    ),
    "CLAIMS_OPEN": (
        "Gift cards with a balance: {cards}; running subscriptions: {contracts}. Settle or confirm them first.",
        "残高のあるギフトカードが{cards}枚、継続中の定期契約が{contracts}件あります。精算するか、確認のうえ進めてください。",
    ),
}
"""English and Japanese by code."""
