"""A small catalogue, and shorthand for compiling against it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

from engine.dsl.compile import Compiled, compile_files
from engine.model.catalog import Catalog, Plan, Product, Sold
from engine.model.records import SourceFile
from engine.values.duration import Duration, Unit
from engine.vocabulary.groups import REWARDS

PLANS = (
    Plan(name="monthly", cycle=Duration(count=1, unit=Unit.MONTH), discount=Fraction(1, 10)),
    Plan(name="weekly", cycle=Duration(count=7, unit=Unit.DAY)),
    Plan(name="monthly-light", cycle=Duration(count=1, unit=Unit.MONTH)),
)
CATALOG = Catalog(
    currency="JPY",
    products={
        one.sku: one
        for one in (
            Product(sku="SAMPLE-1", name="お試し", price=980),
            Product(sku="UPSELL-1", name="煎茶", price=3_000),
            Product(sku="UPSELL-2", name="ほうじ茶", price=400),
            Product(sku="TEA-1", name="新茶", price=2_000, category="tea", tags=frozenset({"new"})),
            Product(sku="HIDDEN-1", name="急須", price=5_500, coupon_entry=False),
            Product(sku="FIXED-1", name="湯呑", price=1_500, coupon_discount=False),
            Product(sku="TEIKI-1", name="定期便", price=1_000, sold=Sold.BOTH, plans=PLANS),
            Product(sku="MONTHLY-1", name="毎月便", price=1_000, sold=Sold.SUBSCRIPTION, plans=PLANS[:1]),
            Product(sku="EBOOK-1", name="電子書籍", price=500, requires_shipping=False),
            Product(sku="SEMINAR-1", name="講座", price=3_000, event_at=datetime(2027, 5, 20, 5, tzinfo=UTC)),
            Product(sku="SANDBOX-1", name="見本", price=1_000, sandbox=True),
        )
    },
)


def checked(text: str, catalog: Catalog | None = CATALOG, **templates: str) -> Compiled:
    """Compile one rule file (the edition line may be left out) and templates named like `thanks__ja`."""
    rules = text if text.startswith("otoku") else f"otoku 1\n{text}"
    files = [SourceFile(path="rules.otoku", text=rules)]
    files += [
        SourceFile(path=f"templates/{name.replace('__', '.')}.liquid", text=source)
        for name, source in templates.items()
    ]
    return compile_files(files, catalog)


def compiled(files: Mapping[str, str], catalog: Catalog | None = CATALOG) -> Compiled:
    """Compile files by path."""
    sources = [SourceFile(path=path, text=text) for path, text in files.items()]
    return compile_files(sources, catalog)


def codes(result: Compiled) -> list[str]:
    """Codes of everything found, in order of place."""
    return [one.code for one in result.diagnostics]


def errors(result: Compiled) -> list[str]:
    """Codes of errors."""
    return [code for code in codes(result) if code.startswith("E")]


def underlined(result: Compiled, code: str, text: str) -> list[str]:
    """The texts under the carets of every `code`."""
    rules = text if text.startswith("otoku") else f"otoku 1\n{text}"
    return [rules[one.span.start : one.span.end] for one in result.diagnostics if one.code == code]


def coupon(*lines: str, without: tuple[str, ...] = (), name: str = "thanks") -> str:
    """A complete coupon with lines replaced (by their first word), added or left out."""
    base = {
        "when": 'when order paid with product "SAMPLE-1"',
        "code": "code 8 digits",
        "valid": "valid 14 days",
        "uses": "uses 1",
        "discount": "discount 500 JPY",
        "limit": "limit 1000",
    }
    kept = {label: line for label, line in base.items() if label not in without}
    more = []
    for line in lines:
        label = re.split(r"[ \n]", line, maxsplit=1)[0]
        if label in kept and kept[label] == base[label]:
            kept[label] = line
        else:
            more.append(line)
    body = "\n".join(f"  {line}" for line in (*kept.values(), *more))
    return f'coupon "{name}" {{\n{body}\n}}\n'


def sale(*lines: str, name: str = "spring") -> str:
    """A sale with at least a reward and a limit."""
    more = list(lines)
    if not any(line.startswith(REWARDS) for line in lines):
        more.append("discount 500 JPY")
    if not any(line.startswith(("limit", "budget")) for line in lines):
        more.append("limit 1 per customer")
    body = "\n".join(f"  {line}" for line in more)
    return f'sale "{name}" {{\n{body}\n}}\n'


def mail(text: str = "Code {{ coupon.code }}, only with this e-mail address.", **head: str) -> str:
    """A template of the category `coupon`; `head` changes or, with an empty text, drops header lines."""
    lines = {"category": "coupon", "class": "essential", "subject": "Your coupon"} | head
    return "".join(f"{key}: {value}\n" for key, value in lines.items() if value) + f"---\n{text}\n"
