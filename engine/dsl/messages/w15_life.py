"""W15xx: what is out of date."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1502": Entry(
        title=Said("experiment without an end", "終わりのない実験です"),
        message=Said('the experiment "{name}" never ends', '実験 "{name}" に終了日がありません'),
        helps={"": Said("for example:  ends 2026-05-06", "例:  ends 2026-05-06")},
    ),
    "W1504": Entry(
        title=Said("nothing to allow", "許可するものがありません"),
        message=Said("there is no {code} here to allow", "ここに許可する {code} はありません"),
        helps={"": Said("delete the comment", "コメントを消してください")},
    ),
    "W1505": Entry(
        title=Said("allow cannot be read", "許可コメントを読めません"),
        message=Said("this comment allows nothing", "このコメントは何も許可していません"),
        helps={
            "": Said(
                "write:  # otoku: allow W1102 because the list price caps it  (errors cannot be allowed)",
                "書き方:  # otoku: allow W1102 because 理由  (エラーは許可できません)",
            )
        },
    ),
}
