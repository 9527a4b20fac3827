"""Why an edit was refused, in English and Japanese."""

from collections.abc import Mapping

from engine.dsl.diagnostics import wording
from engine.dsl.messages.entry import Said
from engine.model.rule_edits import EditProblem, EditRefusal

TEXTS: Mapping[EditProblem, Said] = {
    EditProblem.FILE_NOT_FOUND: Said(
        "there is no rule file `{path}`; rule files end in `.otoku`",
        "ルールファイル `{path}` はありません。ルールファイル名は `.otoku` で終わります",
    ),
    EditProblem.FILE_UNREADABLE: Said("`{path}` cannot be read", "`{path}` を読み込めません"),
    EditProblem.RULE_NOT_FOUND: Said(
        "`{path}` has no block called `{name}` (it has: {known})",
        "`{path}` に `{name}` というブロックはありません(あるもの: {known})",
    ),
    EditProblem.RULE_AMBIGUOUS: Said(
        "`{path}` has several blocks called `{name}`; say which kind: {kinds}",
        "`{path}` に `{name}` というブロックが複数あります。種類を指定してください: {kinds}",
    ),
    EditProblem.LINE_NOT_FOUND: Said(
        "`{name}` has no line `{label}` (it has: {known})",
        "`{name}` に `{label}` の行はありません(あるもの: {known})",
    ),
    EditProblem.LINE_AMBIGUOUS: Said(
        "`{name}` has {count} lines `{label}`; say which, as in `{label}#2`",
        "`{name}` には `{label}` の行が {count} 行あります。`{label}#2` のように番号で指定してください",
    ),
    EditProblem.LINE_NOT_HERE: Said(
        "a line `{label}` cannot stand in `{kind}`", "`{kind}` に `{label}` の行は書けません"
    ),
    EditProblem.VALUE_INVALID: Said(
        "`{label} {value}` is not one setting", "`{label} {value}` は1つの設定になっていません"
    ),
    EditProblem.BLOCKS_INVALID: Said(
        "these are no whole blocks: `{first}`…", "ブロック全体になっていません: `{first}`…"
    ),
    EditProblem.NAME_INVALID: Said(
        "`{name}` cannot be a name: it is empty or has characters that nobody sees",
        "`{name}` は名前にできません。空か、見えない文字が含まれています",
    ),
    EditProblem.NAME_TAKEN: Said(
        "there is a {kind} called `{name}` already, in `{path}`",
        "`{name}` という {kind} が `{path}` にすでにあります",
    ),
    EditProblem.RULE_NAMELESS: Said(
        "the `{kind}` block has no name", "`{kind}` ブロックには名前がありません"
    ),
    EditProblem.TEXT_UNCLEAR: Said(
        "the text around it is broken; mend it first (`otoku check` says where)",
        "前後の記述に誤りがあります。先に直してください(`otoku check` で場所がわかります)",
    ),
    EditProblem.RULE_CHANGED: Said(
        "somebody changed `{name}` meanwhile; look at it again",
        "`{name}` はその間に変更されました。最新の内容を確認してください",
    ),
}


def refusal_text(refusal: EditRefusal, language: str = "en") -> str:
    """One sentence, and what is wrong with a value, in `en` or `ja`."""
    said = TEXTS[refusal.problem].text(language).format_map(dict(refusal.args))
    why = [wording(one, language).message for one in refusal.diagnostics[:1]]
    return ": ".join((said, *why))
