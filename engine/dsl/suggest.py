"""Which word was meant: what people say instead of the language's words, then the nearest spelling."""

from collections.abc import Iterable, Mapping

MEANT: Mapping[str, str] = {
    "payed": "paid",
    "purchased": "paid",
    "bought": "paid",
    "mail": "email",
    "e-mail": "email",
    "text-message": "sms",
    "expires": "valid",
    "expiry": "valid",
    "validity": "valid",
    "usage": "uses",
    "off": "discount",
    "amount": "discount",
    "products": "product",
    "item": "product",
    "items": "product",
    "sku": "product",
    "categories": "category",
    "where": "if",
    "unlessif": "unless",
    "start": "begins",
    "starts": "begins",
    "begin": "begins",
    "from-date": "begins",
    "end": "ends",
    "until-date": "ends",
    "combine": "stacking",
    "combinable": "stacking",
    "min": "least",
    "minimum": "least",
    "max": "most",
    "maximum": "most",
    "numbers": "digits",
    "chars": "characters",
    "alphanumeric": "characters",
    "never": "forever",
    "infinite": "unlimited",
    "week": "days",
    "weeks": "days",
    "customers": "customer",
    "user": "customer",
    "promotion": "sale",
    "campaign": "sale",
    "voucher": "coupon",
    "upsell": "offer",
    "segmentation": "segment",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "クーポン": "coupon",
    "セール": "sale",
    "オファー": "offer",
    "値引き": "discount",
    "割引": "discount",
    "商品": "product",
    "カテゴリ": "category",
    "カテゴリー": "category",
    "有効期限": "valid",
    "回数": "uses",
    "メール": "email",
    "日": "days",
    "日間": "days",
    "時間": "hours",
    "分": "minutes",
    "桁": "digits",
    "円": "JPY",
    "予算": "budget",
    "開始": "begins",
    "終了": "ends",
    "条件": "if",
}
"""What people write for a word of the language."""


def nearest(written: str, words: Iterable[str]) -> str | None:
    """The one of `words` that was probably meant: a known other name, else at most a third of the letters differ."""
    among = tuple(words)
    said = written.casefold()
    meant = MEANT.get(said)
    if meant in among:
        return meant
    best: tuple[int, str] | None = None
    for word in among:
        most = max(1, len(word) // 3) if len(word) > 2 else 0
        if abs(len(word) - len(said)) > most:
            continue
        far = distance(said, word.casefold())
        if far <= most and (best is None or far < best[0]):
            best = far, word
    return best[1] if best else None


def distance(one: str, other: str) -> int:
    """Optimal string alignment: insertions, deletions, replacements and swaps of neighbours."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
