"""E09xx: tests of the merchant."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "E0901": Entry(
        title=Said("expectation failed", "期待どおりになりませんでした"),
        message=Said("expected {expected}, got {got}", "期待: {expected}、結果: {got}"),
    ),
    "E0902": Entry(
        title=Said("test of an unknown rule", "知らないルールのテスト"),
        message=Said('there is no rule "{name}" to test', 'テストするルール "{name}" がありません'),
        labels={"near": Said('did you mean "{near}"?', 'もしかして "{near}" ですか？')},
    ),
    "E0904": Entry(
        title=Said("test of an unknown variant", "知らないバリエーションのテスト"),
        message=Said(
            'the experiment "{experiment}" deals nobody the variant "{name}"',
            '実験 "{experiment}" にバリエーション "{name}" はありません',
        ),
        variants={
            "held": Said(
                'the experiment "{experiment}" has no holdout', '実験 "{experiment}" に holdout はありません'
            )
        },
    ),
    "E0903": Entry(
        title=Said("test without an expectation", "期待が無いテスト"),
        message=Said("this test expects nothing", "このテストには `expect` の行がありません"),
        helps={"": Said('for example:  expect coupon "thanks" issued', '例:  expect coupon "thanks" issued')},
    ),
}
