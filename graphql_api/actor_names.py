"""Who did something, as people say it: a name instead of an id (SEC34)."""

from collections.abc import Mapping

from graphql_api.context import Info

OWN: Mapping[str, tuple[str, str]] = {
    "": ("Somebody not signed in", "サインイン前の操作"),
    "breaker": ("Stopped by itself", "自動停止"),
    "clock": ("The server’s clock", "サーバーの時計"),
    "otoku": ("Command line", "コマンドライン"),
    "sample": ("Sample week", "サンプルの1週間"),
    "sandbox": ("Sandbox", "サンドボックス"),
    "tick": ("Automatic", "自動処理"),
}
"""The actors that are no people and no tokens, by id: English, Japanese."""

TOKEN = ("API token {name}", "APIトークン {name}")
NAMELESS = ("Owner (sign-in link)", "オーナー（サインインリンク）")
"""Who came by the first link and has told neither a name nor an address yet."""

UNKNOWN = ("Unknown ({id})", "不明({id})")


async def actor_name(info: Info, actor_id: str) -> str:
    """The name of a person or token, or what else acted, in the language of the caller; never empty."""
    column = ("en", "ja").index(info.context.language)
    if actor_id in OWN:
        return OWN[actor_id][column]
    found = await info.context.loaders.actor.load(actor_id)
    if found is None:
        return UNKNOWN[column].format(id=actor_id)
    return TOKEN[column].format(name=found.name) if found.token else found.name or NAMELESS[column]
