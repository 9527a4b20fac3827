"""The workload's rules as a merchant would write them, in files of the size that the language takes."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum

from bench.matching.workload import Rule, Test, date, product, product_count
from engine.model.catalog import Catalog, Product
from engine.model.records import SourceFile

LARGEST_FILE = 200 * 1024
SHOP = 'otoku 1\n\nshop {\n  currency JPY\n  timezone "Asia/Tokyo"\n  rounding down\n}\n'
EDITION = "otoku 1\n"


class Written(StrEnum):
    """As which kind of rule the workload is written."""

    COUPON = "coupon"
    SALE = "sale"


def name_of(rule: int) -> str:
    """A rule's name; names sort like numbers, because ties of priority go by name."""
    return f"r{rule:06d}"


def number_of(name: str) -> int:
    """The workload's number of a rule name."""
    return int(name[1:])


def catalog(rules: int) -> Catalog:
    """The products of a shop with so many rules."""
    names = [product(rank) for rank in range(product_count(rules))]
    return Catalog(
        currency="JPY", products={name: Product(sku=name, name=name, price=1000) for name in names}
    )


def rule_text(rule: Rule, kind: Written) -> str:
    """One rule."""
    lines = [*_kind_lines(rule, kind), f"priority {100 - rule.priority}"]  # ours: the smaller number first
    for test in rule.tests:
        lines += _test_lines(test)
    return f'{kind} "{name_of(rule.id)}" {{\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


def rule_files(rules: Sequence[Rule], kind: Written) -> tuple[SourceFile, ...]:
    """All rules, `shop` block included."""
    return tuple(
        SourceFile(path=f"rules-{number:03d}.otoku", text=text)
        for number, text in enumerate(_texts(rules, kind))
    )


def _texts(rules: Sequence[Rule], kind: Written) -> Iterator[str]:
    yield SHOP
    text = [EDITION]
    length = 0
    for rule in rules:
        block = rule_text(rule, kind)
        if length + len(block) > LARGEST_FILE:
            yield "\n".join(text)
            text, length = [EDITION], 0
        text.append(block)
        length += len(block) + 1
    yield "\n".join(text)


def _kind_lines(rule: Rule, kind: Written) -> list[str]:
    picked = ", ".join(f'"{name}"' for name in rule.products)
    if kind is Written.COUPON:
        when = f"when order paid with product {picked}" if picked else "when order paid"
        return [when, "code 8 digits", "valid 30 days", "uses 1", "discount 500 JPY"]
    return ["discount 10%", *([f"if cart.items has product {picked}"] if picked else [])]


def _test_lines(test: Test) -> list[str]:
    operand = test.operand
    match test.fact:
        case "subtotal":
            return [f"if cart.total at least {operand:,} JPY"]
        case "quantity":
            return [f"if cart.quantity at least {operand}"]
        case "orders":
            return [f"if customer.orders under {operand}"]
        case "member":
            return ["if customer.member" if operand else "unless customer.member"]
        case "channel":
            names = ", ".join(f'"{name}"' for name in operand)
            return [f"if cart.channel one of ({names})"]
        case "tags":
            return [f'if customer.tags has "{operand}"']
        case _:
            since, until = operand
            return [f"begins {date(since)} 00:00", f"ends {date(until) + timedelta(days=1)} 00:00"]
