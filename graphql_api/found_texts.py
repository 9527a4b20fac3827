"""What an order has, in a line of a trace, as people read it; the engine itself speaks the words of the rules."""

import re
from collections.abc import Mapping

from graphql_api.language import Language

_WHOLE: Mapping[str, str] = {
    "not entered": "入力されていません",
    "an unknown buyer": "購入者がわかりません",
    "nothing": "なし",
    "unknown": "不明",
    "yes": "はい",
    "no": "いいえ",
    "test": "テスト注文",
    "real": "実際の注文",
    "draft": "下書き",
    "paused": "停止中",
    "stopped": "全面停止中",
    "live": "公開中",
    "archived": "アーカイブ済み",
}
_UNITS: Mapping[str, str] = {"item": "点", "day": "日", "hour": "時間", "minute": "分", "second": "秒"}
_USED = re.compile(r"(\d[\d,.]*(?: [A-Z]{3})?) used")
_PRICES = re.compile(r"(\d[\d,.]* [A-Z]{3}) now(?:, (\d[\d,.]* [A-Z]{3}) later)?")
_COUNTED = re.compile(rf"(\d[\d,]*) ({'|'.join(_UNITS)})s?")


def found_text(found: str, language: Language) -> str:
    """`found` of a trace in a language. Names of the shop stand in quotes there, and stay as they are."""
    if language == "en":
        return found
    if used := _USED.fullmatch(found):
        return f"{used[1]} 使用済み"
    if counted := _COUNTED.fullmatch(found):
        return f"{counted[1]} {_UNITS[counted[2]]}"
    if prices := _PRICES.fullmatch(found):
        return f"初回 {prices[1]}" + (f"、2回目以降 {prices[2]}" if prices[2] else "")
    return _WHOLE.get(found, found)
