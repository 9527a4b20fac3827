"""Who takes part, and up to how many rules: beyond that a peer would need minutes for a handful of checkouts."""

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from bench.matching.adapter import Adapter

BASELINE = "closures, indexed by product"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """`package` is the distribution that has to be installed, `most` the largest number of rules it is asked with."""

    name: str
    module: str
    adapter: str
    package: str | None = None
    most: int = 100_000
    is_floor: bool = False  # answers nothing, so nothing is checked

    def installed(self) -> str | None:
        """The version of its package, the empty text when it needs none, None when it is not installed."""
        if self.package is None:
            return ""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    def make(self) -> Adapter:
        """A fresh adapter; imports the peer."""
        module = import_module(f"bench.matching.adapters.{self.module}")
        adapter: Adapter = getattr(module, self.adapter)()
        return adapter


MATCH = "Otoku: match"
DECIDE = "Otoku: decide"
TRACE = "Otoku: decide with trace"
QUOTE = "Otoku: quote"

ENTRANTS = (
    Entrant(name=MATCH, module="otoku", adapter="OtokuMatch"),
    Entrant(name="Otoku: match, from JSON", module="otoku", adapter="OtokuJson", most=10_000),
    Entrant(name=DECIDE, module="otoku", adapter="OtokuDecide", most=10_000),
    Entrant(name=TRACE, module="otoku", adapter="OtokuTrace", most=1_000),
    Entrant(name=QUOTE, module="otoku", adapter="OtokuQuote", most=10_000),
    Entrant(name="floor: one look-up, one test", module="floors", adapter="OneTest", is_floor=True),
    Entrant(name=BASELINE, module="closures", adapter="IndexedClosures"),
    Entrant(name="closures, all of them", module="closures", adapter="LinearClosures", most=10_000),
    Entrant(name="SQLite in memory", module="sqlite", adapter="Sqlite"),
    Entrant(
        name="CEL (Rust), indexed", module="cel", adapter="IndexedCel", package="common-expression-language"
    ),
    Entrant(
        name="CEL (Rust)",
        module="cel",
        adapter="LinearCel",
        package="common-expression-language",
        most=10_000,
    ),
    Entrant(name="ZEN (Rust), table", module="zen", adapter="ZenTable", package="zen-engine", most=10_000),
    Entrant(
        name="ZEN (Rust), expressions, indexed",
        module="zen",
        adapter="IndexedZen",
        package="zen-engine",
        most=10_000,
    ),
    Entrant(
        name="Cedar (Rust), indexed",
        module="cedar",
        adapter="CedarPerProduct",
        package="cedarpy",
        most=10_000,
    ),
    Entrant(
        name="rule-engine, indexed",
        module="rule_engine",
        adapter="IndexedRuleEngine",
        package="rule-engine",
        most=1_000,
    ),
    Entrant(
        name="business-rules, indexed",
        module="business_rules",
        adapter="IndexedBusinessRules",
        package="business-rules",
        most=10_000,
    ),
    Entrant(name="OPA Rego", module="rego", adapter="Rego", package="regopy", most=100),
)


def entrant(name: str) -> Entrant:
    """The entrant of a name. Raises StopIteration."""
    return next(entrant for entrant in ENTRANTS if entrant.name == name)
