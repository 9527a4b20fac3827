"""Shorthand for rule sets and what differs between them."""

from collections.abc import Mapping

from engine.dsl.compile import compile_files
from engine.dsl.plan import plan_changes, version_of
from engine.dsl.planning.compare import Version
from engine.dsl.planning.words import plan_text
from engine.model.records import SourceFile
from engine.model.rule_plan import Changes, RuleEffect, RulePlan

MAIL = "category: coupon\nclass: essential\nsubject: {subject}\n---\n{text}\n"

BASE = """otoku 1

shop {
  currency JPY
  timezone "Asia/Tokyo"
  rounding down
  legal {
    name "おとく茶舗"
  }
}

coupon "thanks" {
  title "お礼"
  when order paid with product "A"
  code 8 digits
  valid 14 days  # to the end of day 14
  uses 1
  discount 500 JPY
  for product "B", "C" as issued
  limit 1000
  send email "thanks"
}

sale "spring" {
  begins 2026-04-29
  if cart.total at least 5,000 JPY
  if customer in audience "regulars"
  discount 10% up to 2,000 JPY
  limit 1 per customer
  budget "spring"
}

audience "regulars" {
  if customer in audience "known"
}

audience "known" {
  if customer.orders at least 3
}

budget "spring" {
  title "Spring"
  spend at most 500,000 JPY every 1 month
}

test "t" {
  at 2026-05-20
  do order paid with product "A"
  expect coupon "thanks" issued
}
"""


def sources(text: str = BASE, **templates: str) -> tuple[SourceFile, ...]:
    """A rule file, and templates named like `thanks__ja`."""
    files = [SourceFile(path="rules.otoku", text=text)]
    named = templates or {
        "thanks__ja": MAIL.format(subject="お礼", text="{{ coupon.code }}\nthis email only")
    }
    files += [
        SourceFile(path=f"templates/{name.replace('__', '.')}.liquid", text=body)
        for name, body in named.items()
    ]
    return tuple(files)


def version(files: tuple[SourceFile, ...]) -> Version:
    """The meaning of files without errors."""
    compiled = compile_files(files)
    assert compiled.program is not None, compiled.diagnostics
    return version_of(compiled, files)


def changes(before: str, after: str) -> Changes:
    """What the second text means otherwise."""
    return plan_changes(version(sources(before)), version(sources(after)))


def edited(*replacements: tuple[str, str], text: str = BASE) -> str:
    """The text with parts replaced that must be there."""
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return text


def told(
    found: Changes, language: str, effects: Mapping[str, RuleEffect] | None = None, drift: bool = False
) -> str:
    """Changes in words."""
    plan = RulePlan(base=1, fingerprint="f", changes=found, effects=tuple((effects or {}).values()))
    return plan_text(plan, language, drift=drift)
