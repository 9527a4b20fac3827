"""A plan in people's words, English or Japanese."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.dsl.editing.find import RULE_KINDS
from engine.dsl.messages.entry import Said
from engine.dsl.planning.labels import kind_text, label_text
from engine.model.rule_plan import (
    BlockChange,
    ChangeKind,
    Changes,
    LineChange,
    RuleEffect,
    RulePlan,
    TemplateChange,
)

_MOST_LINES = 12
"""Changed lines of one message text that are shown."""

_SIGNS = {
    ChangeKind.ADDED: "+",
    ChangeKind.REMOVED: "-",
    ChangeKind.RENAMED: ">",
    ChangeKind.CHANGED: "~",
    ChangeKind.AFFECTED: "~",
}
_HEADS: Mapping[ChangeKind, Said] = {
    ChangeKind.ADDED: Said("{what} is new", "{what}を追加します"),
    ChangeKind.REMOVED: Said("{what} goes away", "{what}を削除します"),
    ChangeKind.RENAMED: Said(
        '{what} was called "{former}"; its coupons and figures go on',
        "{what}に名前を変えます(以前は「{former}」)。発行済みクーポンと実績は引き継ぎます",
    ),
    ChangeKind.CHANGED: Said("{what} changes", "{what}を変更します"),
    ChangeKind.AFFECTED: Said(
        "{what} changes through {because}", "{what}は{because}の変更により内容が変わります"
    ),
}
_DRIFT: Mapping[ChangeKind, Said] = {
    ChangeKind.ADDED: Said(
        "{what} is live and not in the files", "{what}は公開中ですが、ファイルにありません"
    ),
    ChangeKind.REMOVED: Said(
        "{what} is in the files and not live", "{what}はファイルにありますが、公開されていません"
    ),
    ChangeKind.RENAMED: Said(
        '{what} is live under this name, in the files it is "{former}"',
        "{what}はこの名前で公開中ですが、ファイルでは「{former}」です",
    ),
    ChangeKind.CHANGED: Said("{what} differs (files → live)", "{what}が違います(ファイル → 公開中)"),
    ChangeKind.AFFECTED: Said(
        "{what} differs through {because}", "{what}は{because}の違いにより内容が異なります"
    ),
}
_TEMPLATE = Said('message text "{name}" ({locale})', "メッセージ文「{name}」({locale})")
_SHOP = Said("the shop settings", "お店の設定")
_OTHERS = Said("what it leans on", "参照先")
_NOTHING = Said("No changes in meaning.", "内容の変更はありません。")
_TEXT_ONLY = Said(
    "Only comments, layout or tests differ in: {files}", "コメント・書式・テストだけが違うファイル: {files}"
)
_TOTALS = Said(
    "{added} new, {changed} changed, {renamed} renamed, {removed} removed.",
    "追加 {added} 件、変更 {changed} 件、名前の変更 {renamed} 件、削除 {removed} 件。",
)
_COUPONS = Said(
    "{count} issued coupon(s) can still be used; they keep what they were issued with.",
    "発行済みで使えるクーポンが {count} 枚あります。発行時の内容のまま使えます。",
)
_COUPONS_OF_NOBODY = Said(
    "{count} issued coupon(s) can still be used; they stay good until they end.",
    "発行済みで使えるクーポンが {count} 枚あります。期限まで使えます。",
)
_FOLLOWING = Said(
    "{count} of them follow this rule (`as current`): they were promised for {old} and will be good for {new} instead. "
    "That confuses customers; tell them, or leave this rule and make a new one.",
    "このうち {count} 枚は `as current` のため対象商品が変わります: お客様への案内は {old}、今後使えるのは {new} です。"
    "混乱やクレームのもとになります。お客様に知らせるか、このルールは残して新しいルールを作ってください。",
)
_FALLING_BACK = Said(
    "{count} of them followed this rule (`as current`); they go back to the products of their issue.",
    "このうち {count} 枚は `as current` でした。今後は発行時の対象商品に使えます。",
)
_MESSAGES = Said(
    "{count} message(s) are waiting; they go out as they were queued.",
    "送信待ちのメッセージが {count} 件あります。登録時の文面のまま送ります。",
)
_MORE = Said("… and {count} more lines", "…ほか {count} 行")
_ANY = Said("any product", "すべての商品")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """How things are said: the language, and what a difference is called."""

    language: str
    heads: Mapping[ChangeKind, Said]

    def say(self, said: Said, **args: object) -> str:
        return said.text(self.language).format(**args)


def plan_text(plan: RulePlan, language: str = "en", *, drift: bool = False) -> str:
    """All of a plan, line by line, ending with a line end; `language` is `en` or `ja`.

    With `drift` it says how what is live differs from files, instead of what publishing would do.
    """
    teller = _Teller(language=language, heads=_DRIFT if drift else _HEADS)
    changes = plan.changes
    effects = {one.rule: one for one in plan.effects}
    lines: list[str] = []
    for block in changes.blocks:
        lines += [*_block(block, teller), *_effect(effects.get(block.name), block, teller), ""]
    for template in changes.templates:
        lines += [*_template(template, teller), ""]
    lines.append(_totals(changes, teller) if changes else teller.say(_NOTHING))
    if plan.text_only:
        lines.append(teller.say(_TEXT_ONLY, files=", ".join(plan.text_only)))
    return "".join(f"{line}\n" for line in lines)


def _block(block: BlockChange, teller: _Teller) -> Iterator[str]:
    language = teller.language
    what = kind_text(block.kind, block.name, language)
    named = [
        teller.say(_SHOP) if one == "shop" else kind_text("audience", one, language) for one in block.because
    ]
    because = ("、" if language == "ja" else ", ").join(named) or teller.say(_OTHERS)
    head = teller.say(teller.heads[block.change], what=what, former=block.former, because=because)
    yield f"{_SIGNS[block.change]} {head}"
    if block.change is not ChangeKind.REMOVED:
        yield from (f"    {_line(one, teller)}" for one in block.lines)


def _line(change: LineChange, teller: _Teller) -> str:
    label = label_text(change.label, teller.language)
    if change.old is None:
        return f"+ {label}: {change.new}"
    if change.new is None:
        return f"- {label}: {change.old}"
    return f"{label}: {change.old} → {change.new}"


def _effect(effect: RuleEffect | None, block: BlockChange, teller: _Teller) -> Iterator[str]:
    """What a change means for what its rule has promised."""
    if effect is None or block.kind not in RULE_KINDS or block.change is ChangeKind.ADDED:
        return
    gone = block.change is ChangeKind.REMOVED
    if effect.coupons:
        yield "    ! " + teller.say(_COUPONS_OF_NOBODY if gone else _COUPONS, count=f"{effect.coupons:,}")
    if effect.following and gone:
        yield "    ! " + teller.say(_FALLING_BACK, count=f"{effect.following:,}")
    elif effect.following and effect.targets:
        old, new = (one or teller.say(_ANY) for one in effect.targets)
        yield "    ! " + teller.say(_FOLLOWING, count=f"{effect.following:,}", old=old, new=new)
    if effect.messages:
        yield "    ! " + teller.say(_MESSAGES, count=f"{effect.messages:,}")


def _template(template: TemplateChange, teller: _Teller) -> Iterator[str]:
    what = teller.say(_TEMPLATE, name=template.name, locale=template.locale)
    yield f"{_SIGNS[template.change]} {teller.say(teller.heads[template.change], what=what)}"
    yield from (f"    {_line(one, teller)}" for one in template.lines[:_MOST_LINES])
    more = len(template.lines) - _MOST_LINES
    if more > 0:
        yield f"    {teller.say(_MORE, count=more)}"


def _totals(changes: Changes, teller: _Teller) -> str:
    count = Counter([*(one.change for one in changes.blocks), *(one.change for one in changes.templates)])
    return teller.say(
        _TOTALS,
        added=count[ChangeKind.ADDED],
        changed=count[ChangeKind.CHANGED] + count[ChangeKind.AFFECTED],
        renamed=count[ChangeKind.RENAMED],
        removed=count[ChangeKind.REMOVED],
    )
