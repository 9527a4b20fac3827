"""W14xx: what is not tested."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1401": Entry(
        title=Said("rule without a test", "テストの無いルール"),
        message=Said('no test speaks of "{name}"', '"{name}" のテストがありません'),
        helps={
            "": Said(
                "add a `test` block that expects something of it",
                "このルールについて `expect` する `test` ブロックを加えてください",
            )
        },
    ),
    "W1402": Entry(
        title=Said("condition never false in tests", "テストで一度も不成立にならない条件"),
        message=Said(
            "no test has `{condition}` fail", "`{condition}` が成り立たない場合のテストがありません"
        ),
        helps={
            "": Said(
                "add a test with an order that just misses it; `otoku test --boundaries` writes some",
                "わずかに条件を満たさない注文のテストを加えてください。`otoku test --boundaries` が下書きを作ります",
            )
        },
    ),
    "W1403": Entry(
        title=Said("test without a time", "日時の無いテスト"),
        message=Said("this test does not say when it takes place", "このテストには日時がありません"),
        helps={"": Said("for example:  at 2026-05-20 10:00", "例:  at 2026-05-20 10:00")},
    ),
}
