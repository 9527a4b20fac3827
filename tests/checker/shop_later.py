"""Shorthand for rules of the kinds whose runtime is to come."""

import re
from collections.abc import Mapping

QUIET = "  quiet from 21:00 to 08:00\n"

SHOP = """shop {
  rounding down
  quiet from 21:00 to 08:00
  sender sms "MyShop"
  legal {
    name "お得商店"
    address "東京都千代田区1-1"
    contact "support@example.jp"
  }
}
"""

TERMS = """terms {
    payment "お届けごとにカードでお支払い"
    delivery "毎月同じ日にお届け"
    period "解約まで毎月続きます"
    cancel "10日前までにマイページで解約できます"
  }"""


def shop(*lines: str) -> str:
    """The usual shop with more lines; another `quiet` line takes the place of the usual one."""
    usual = SHOP.replace(QUIET, "") if any(line.startswith("quiet") for line in lines) else SHOP
    return usual.replace("  legal {", "".join(f"  {line}\n" for line in lines) + "  legal {")


def rule(kind: str, name: str, base: Mapping[str, str], lines: tuple[str, ...]) -> str:
    """A rule with lines of `base` replaced (by their first word) or left out (by an empty line), and others added."""
    kept = dict(base)
    more = []
    for line in lines:
        label = re.split(r"[ \n]", line, maxsplit=1)[0]
        if label in base and kept[label] == base[label]:
            kept[label] = line
        else:
            more.append(line)
    body = "".join(f"  {line}\n" for line in (*kept.values(), *more))
    return f'{kind} "{name}" {{\n{body}}}\n'


def offer(*lines: str, name: str = "upsell") -> str:
    """An offer of a pack after a sample."""
    base = {
        "title": 'title "パックのご案内"',
        "when": 'when order paid with product "SAMPLE-1"',
        "pattern": "pattern once to once",
        "show": 'show product "UPSELL-1"',
        "limit": "limit 1 per customer",
    }
    return rule("offer", name, base, lines)


def contract(*lines: str, name: str = "upsell") -> str:
    """An offer of a subscription."""
    more = ("pattern once to subscription", 'show product "TEIKI-1" plan "monthly"', TERMS)
    labels = {line.split()[0] for line in lines}
    return offer(*(line for line in more if line.split()[0] not in labels), *lines, name=name)


def reminder(*lines: str, name: str = "left") -> str:
    """A reminder of the confirmation screen."""
    base = {"when": "when confirm abandoned", "after": "after 3 hours", "send": 'send email "cart"'}
    return rule("reminder", name, base, lines)


def reader_list(*lines: str, name: str = "readers") -> str:
    """A list of buyers."""
    return rule("list", name, {"when": 'when order paid with product "SAMPLE-1"'}, lines)


def gift_card(*lines: str, name: str = "card") -> str:
    """A card for a refund."""
    base = {
        "when": "when refund approved",
        "code": 'code pattern "GIFT-####-####"',
        "balance": "balance 100% of order.total",
        "valid": "valid 365 days",
    }
    return rule("giftcard", name, base, lines)
