"""SQLite in memory: rules are rows, matching is one query; NULL means no condition."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from bench.matching.adapter import Adapter
from bench.matching.workload import Checkout, Rule, ranked

ANY = "*"
TABLES = """
create table rule(rank integer primary key, id int, subtotal int, quantity int, orders int, member int,
                  channel1 text, channel2 text, tag text, since int, until int);
create table started_by(product text, rank int, primary key(product, rank)) without rowid;
"""


class Sqlite(Adapter):
    def compile(self, rules: Sequence[Rule]) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        self.db.executescript(TABLES)
        self.db.execute("begin")
        for rank, rule in enumerate(ranked(rules)):
            self.db.execute(f"insert into rule values({','.join('?' * 11)})", self._row(rank, rule))
            self.db.executemany(
                "insert into started_by values(?, ?)", [(name, rank) for name in rule.products or (ANY,)]
            )
        self.db.execute("commit")
        self.db.execute("analyze")

    @staticmethod
    def _row(rank: int, rule: Rule) -> tuple[Any, ...]:
        operand: dict[str, Any] = {test.fact: test.operand for test in rule.tests}
        channels = operand.get("channel", (None,))
        member = operand.get("member")
        return (
            rank, rule.id, operand.get("subtotal"), operand.get("quantity"), operand.get("orders"),
            None if member is None else int(member), channels[0], channels[-1], operand.get("tags"),
            *operand.get("day", (None, None)),
        )  # fmt: skip

    def match(self, checkout: Checkout) -> list[int]:
        order, customer = checkout["order"], checkout["customer"]
        products, tags = [ANY, *order["products"]], customer["tags"]
        query = (
            "select distinct r.rank, r.id from started_by s join rule r on r.rank = s.rank"
            f" where s.product in ({','.join('?' * len(products))})"
            " and (subtotal is null or subtotal <= ?) and (quantity is null or quantity <= ?)"
            " and (orders is null or orders > ?) and (member is null or member = ?)"
            " and (channel1 is null or channel1 = ? or channel2 = ?)"
            f" and (tag is null or tag in ({','.join('?' * len(tags))}))"
            " and (since is null or (since <= ? and until >= ?)) order by r.rank"
        )
        values = (
            *products, order["subtotal"], order["quantity"], customer["orders"], int(customer["member"]),
            order["channel"], order["channel"], *tags, order["day"], order["day"],
        )  # fmt: skip
        return [number for _, number in self.db.execute(query, values)]
