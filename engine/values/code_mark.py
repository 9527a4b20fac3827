"""Stands for a coupon's code in texts that are stored; the code is derived again when somebody reads (SEC4)."""

import re
from collections.abc import Callable, Mapping

OPEN, CLOSE = "\ue000", "\ue001"
"""From the private use area: no text that people write has them, and a text that has them loses them."""

MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def seal_code(text: str, coupon_id: str, code: str) -> str:
    """`text` with a mark for each occurrence of the printed `code`."""
    return seal_codes(text, {code: coupon_id})


def seal_codes(text: str, names: Mapping[str, str]) -> str:
    """`text` with a mark, by its name, for each occurrence of these codes; the longer one where one is in another."""
    plain = text.replace(OPEN, "").replace(CLOSE, "")
    found = "|".join(re.escape(code) for code in sorted(names, key=len, reverse=True) if code)
    return re.sub(found, lambda code: f"{OPEN}{names[code[0]]}{CLOSE}", plain) if found else plain


def sealed_coupons(text: str) -> frozenset[str]:
    """Ids of the coupons whose codes `text` has marks for."""
    return frozenset(MARK.findall(text))


def unseal_codes(text: str, code_of: Callable[[str], str]) -> str:
    """`text` with the codes that `code_of` gives for coupon ids."""
    return MARK.sub(lambda found: code_of(found[1]), text)
