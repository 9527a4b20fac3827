"""What a block may lean on: the shop's settings, the catalogue, and everything that other blocks and files define."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model.catalog import Catalog
from engine.model.condition import Condition
from engine.model.experiment import Experiment
from engine.model.program import Budget, ShopSettings, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """`catalog` is None when references to products are not to be checked, `templates` when those to templates are not.

    A name with the value None is defined, but not without mistakes of its own.
    """

    settings: ShopSettings
    catalog: Catalog | None
    rounding_said: bool = False
    rules: frozenset[str] = frozenset()
    coupons: frozenset[str] = frozenset()  # rules that issue coupons
    audiences: Mapping[str, Condition | None] = field(default_factory=dict)
    budgets: Mapping[str, Budget | None] = field(default_factory=dict)
    experiments: Mapping[str, Experiment | None] = field(default_factory=dict)
    templates: Mapping[str, tuple[Template, ...]] | None = None

    def known(self, area: str, name: str) -> object:
        """What a block may have compiled against: equal answers mean an equal result."""
        match area:
            case "rule":
                return name in self.rules
            case "coupon":
                return name in self.coupons
            case "audience":
                return self.audiences.get(name, _ABSENT)
            case "experiment":
                return self.experiments.get(name, _ABSENT)
            case "budget":
                return self.budgets.get(name, _ABSENT)
            case _:
                return self.templates if self.templates is None else self.templates.get(name, _ABSENT)


_ABSENT = "absent"
