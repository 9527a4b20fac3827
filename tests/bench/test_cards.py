"""The benchmarks of gift cards measure what they say: small numbers of them."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bench import cards, codes


@pytest.mark.slow
def test_a_refund_in_bulk_is_compared_with_the_rows_that_it_wrote(tmp_path: Path) -> None:
    measured = asyncio.run(cards._on_sqlite(tmp_path, rounds=2, rows=60))
    assert measured.rows == 120
    assert measured.ours > 0
    assert measured.bare > 0


@pytest.mark.slow
def test_codes_are_used_in_a_shop_with_few_and_in_one_with_many(tmp_path: Path) -> None:
    measured = asyncio.run(codes._on_sqlite(tmp_path, many=1_500, used=3))
    assert len(measured) == 4
    with sqlite3.connect(tmp_path / "many.sqlite3") as many:
        counted = [many.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table, _ in codes.CLONES]
    assert [count // 1_500 for count in counted] == [1, 1, 1, 2, 1]
    assert {(len(one.few), len(one.many)) for one in measured.values()} == {(3, 3)}
