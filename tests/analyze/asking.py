"""Small rule sets for the analysis, and what it finds in them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from engine.dsl.analyze.program import analyze
from engine.model.catalog import Catalog
from engine.model.findings import Finding, FindingKind
from engine.model.program import Program
from engine.service.rehearse import Rehearsed
from tests.checker.shop import CATALOG, checked

MAY_20 = datetime(2026, 5, 20, 1, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")


def compiled(text: str, catalog: Catalog = CATALOG) -> Program:
    made = checked(text, catalog)
    assert made.program is not None, [(one.code, one.args) for one in made.diagnostics]
    return made.program


def found(text: str, catalog: Catalog = CATALOG) -> tuple[Finding, ...]:
    program = compiled(text, catalog)
    return analyze(program, Rehearsed(program), MAY_20)


def of_kind(kind: FindingKind, text: str, catalog: Catalog = CATALOG) -> list[Finding]:
    return [one for one in found(text, catalog) if one.kind is kind]


def offer(name: str, product: str, priority: int, *lines: str) -> str:
    more = "\n".join(f"  {line}" for line in lines)
    return f"""
offer "{name}" {{
  title "x"
  when order paid with product "{product}"
  pattern once to once
  show product "UPSELL-1"
  priority {priority}
{more}
}}
"""


def sale(name: str, *lines: str) -> str:
    return f'\nsale "{name}" {{\n' + "\n".join(f"  {line}" for line in lines) + "\n}\n"


def coupon(name: str, bought: str, target: str, *lines: str) -> str:
    more = "\n".join(f"  {line}" for line in lines)
    return f"""
coupon "{name}" {{
  when order paid with product "{bought}"
  code 8 digits
  valid 14 days
  uses 1
  discount 300 JPY
  for product "{target}" as issued
  bound to email
{more}
}}
"""


LOOP = coupon("tea", "TEA-1", "UPSELL-1") + coupon("up", "UPSELL-1", "TEA-1")
