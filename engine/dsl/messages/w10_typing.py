"""W10xx: doubtful typing."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1001": Entry(
        title=Said("names that look the same", "見分けのつかない名前"),
        message=Said(
            '"{name}" and "{other}" look the same and are two rules',
            '"{name}" と "{other}" は見た目が同じですが、別のルールです',
        ),
        notes={"first": Said("the other one", "もう1つ")},
        helps={
            "": Said(
                "they differ in width or case only; give one of them another name",
                "全角半角か大文字小文字だけが違います。どちらかの名前を変えてください",
            )
        },
    ),
}
