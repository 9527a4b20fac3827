"""CEL in Rust (`common-expression-language`), with flat variables: measured to be faster than nested maps."""

from typing import Any

from bench.matching.adapter import Dialect, Indexed, Linear, flat
from bench.matching.workload import Checkout, Rule

CEL = Dialect(
    every=" && ",
    one_of="{path} in [{texts}]",
    has="{text} in {path}",
    any_product="[{texts}].exists(wanted, wanted in {path})",
    truth=("false", "true"),
)


class _Cel:
    def __init__(self) -> None:
        import cel  # noqa: PLC0415 - a peer may be absent

        self.cel = cel

    def build(self, rule: Rule, with_products: bool) -> Any:
        return self.cel.compile(CEL.text(rule, with_products) or "true")

    def prepare(self, checkout: Checkout) -> Any:
        return self.cel.Context(flat(checkout))

    def holds(self, built: Any, prepared: Any) -> bool:
        return bool(built.execute(prepared))


class LinearCel(Linear):
    def __init__(self) -> None:
        super().__init__(_Cel())


class IndexedCel(Indexed):
    def __init__(self) -> None:
        super().__init__(_Cel())
