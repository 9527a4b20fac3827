"""The public door of the engine: what other programs may import, and nothing else."""

import engine

# To add a name is a promise to keep it. At most 25.
DOOR: tuple[str, ...] = (
    "Buyer", "Cart", "CartLine", "Catalog", "Compiled", "Decision", "Facts", "Money", "Order", "OrderRecorded",
    "Prepared", "Product", "Program", "Quote", "Rejection", "Settings", "compile_files", "compile_text", "decide",
    "needs", "open_engine", "prepare", "quote", "quote_needs",
)  # fmt: skip


def test_the_door_is_what_it_was() -> None:
    assert set(DOOR) == set(getattr(engine, "__all__", ()))


def test_the_door_is_narrow() -> None:
    assert len(DOOR) <= 25


def test_every_name_at_the_door_exists() -> None:
    assert [] == [name for name in DOOR if not hasattr(engine, name)]
