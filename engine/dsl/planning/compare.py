"""Two compiled rule sets block by block: what is added, removed, renamed, changed, or only affected."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from engine.dsl.compile import Compiled
from engine.dsl.editing.references import mentions
from engine.dsl.fingerprint import digest
from engine.dsl.nodes import Block
from engine.dsl.places import line_finder
from engine.dsl.planning.differences import line_changes, template_changes
from engine.dsl.planning.settings import Said, said
from engine.dsl.source import read_source
from engine.model.program import Program, Rule
from engine.model.records import SourceFile
from engine.model.rule_plan import BlockChange, ChangeKind, Changes, LineChange, TemplateChange

Key = tuple[str, str]
"""Kind and name of a block."""

_WITHOUT_MEANING = frozenset(("test",))
"""Tests are run, not published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One side of a comparison: `blocks` with their settings and place, `rules` by name, meanings by key."""

    program: Program
    blocks: Mapping[Key, Block]
    settings: Mapping[Key, tuple[Said, ...]]
    places: Mapping[Key, tuple[str, int]]
    rules: Mapping[str, Rule]


def version(compiled: Compiled, files: tuple[SourceFile, ...]) -> Version:
    """A side from rule files that compiled. Raises ValueError for files with errors."""
    if compiled.program is None:
        raise ValueError("only rule sets without errors have a meaning to compare")
    blocks: dict[Key, Block] = {}
    settings: dict[Key, tuple[Said, ...]] = {}
    places: dict[Key, tuple[str, int]] = {}
    texts = {file.path: file.text for file in files}
    for file in compiled.files:
        source = read_source(file.path, texts[file.path])
        line_at = line_finder(source.folded)
        for block in file.blocks:
            if block.kind not in _WITHOUT_MEANING:
                key = block.kind, block.name.value if block.name else ""
                blocks[key], settings[key] = block, tuple(said(block, source.folded))
                places[key] = file.path, line_at(block.span.start)
    rules = {rule.name: rule for rule in compiled.program.rules}
    return Version(program=compiled.program, blocks=blocks, settings=settings, places=places, rules=rules)


def compare(before: Version | None, after: Version) -> Changes:
    """What the second side means otherwise than the first; None is a shop without rules."""
    pairs = list(_pairs(before, after))
    changed = [one for old, new in pairs if (one := _block(before, after, old, new))]
    changed.extend(_gone(before, {old for old, _ in pairs}))
    audiences = {one.name for one in changed if one.kind == "audience"}
    shop = any(one.kind == "shop" for one in changed)
    listed = tuple(_explained(one, after, audiences, shop) for one in changed)
    return Changes(blocks=listed, templates=tuple(_templates(before, after)))


_REVERSED = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


def reverse(changes: Changes) -> Changes:
    """The same difference seen from the other side."""
    blocks = tuple(
        replace(
            one,
            change=_REVERSED.get(one.change, one.change),
            name=one.former or one.name,
            former=one.name if one.former else "",
            lines=_reversed(one.lines),
        )
        for one in changes.blocks
    )
    templates = tuple(
        replace(one, change=_REVERSED.get(one.change, one.change), lines=_reversed(one.lines))
        for one in changes.templates
    )
    return Changes(blocks=blocks, templates=templates)


def _reversed(lines: tuple[LineChange, ...]) -> tuple[LineChange, ...]:
    return tuple(LineChange(label=one.label, old=one.new, new=one.old) for one in lines)


# ------------------------------------------------------------------------------------------------ blocks


def _pairs(before: Version | None, after: Version) -> Iterator[tuple[Key | None, Key]]:
    """Each block with what it was before: the block of the same name, or of a former one of a rule."""
    old = before.blocks if before else {}
    for key in after.blocks:
        yield key if key in old else _former(key, after, old), key


def _former(key: Key, after: Version, old: Mapping[Key, Block]) -> Key | None:
    kind, name = key
    rule = after.rules.get(name)
    names = rule.was if rule and rule.kind == kind else ()
    return next(
        ((kind, was) for was in names if (kind, was) in old and (kind, was) not in after.blocks), None
    )


def _gone(before: Version | None, stay: Collection[Key | None]) -> Iterator[BlockChange]:
    for kind, name in before.blocks if before else ():
        if before and (kind, name) not in stay:
            lines = _all(before, (kind, name), gone=True)
            yield BlockChange(change=ChangeKind.REMOVED, kind=kind, name=name, lines=lines)


def _block(before: Version | None, after: Version, old: Key | None, new: Key) -> BlockChange | None:
    path, line = after.places[new]
    if before is None or old is None:
        return BlockChange(
            change=ChangeKind.ADDED, kind=new[0], name=new[1], lines=_all(after, new), path=path, line=line
        )
    if _same(before, after, old, new):
        return None
    lines = line_changes(before.settings[old], after.settings[new])
    renamed = old != new
    if renamed:
        lines = tuple(one for one in lines if one.label != "was")
    kind = ChangeKind.RENAMED if renamed else ChangeKind.CHANGED if lines else ChangeKind.AFFECTED
    former = old[1] if renamed else ""
    return BlockChange(
        change=kind, kind=new[0], name=new[1], former=former, lines=lines, path=path, line=line
    )


def _all(side: Version, key: Key, *, gone: bool = False) -> tuple[LineChange, ...]:
    return tuple(
        LineChange(label=one.label, old=one.value if gone else None, new=None if gone else one.value)
        for one in side.settings[key]
    )


def _same(before: Version, after: Version, old: Key, new: Key) -> bool:
    """Whether two blocks mean the same: by what was compiled of them, else setting by setting."""
    if old != new:
        return False
    kind, name = new
    if name in after.rules and name in before.rules and after.rules[name].kind == kind:
        return digest(before.rules[name]) == digest(after.rules[name])
    if kind == "budget":
        return digest(before.program.budgets[name]) == digest(after.program.budgets[name])
    if kind == "shop":
        return digest(before.program.settings) == digest(after.program.settings)
    return not line_changes(before.settings[old], after.settings[new])


def _explained(change: BlockChange, after: Version, audiences: set[str], shop: bool) -> BlockChange:
    """A block whose own lines stay, with what it leans on."""
    if change.change is not ChangeKind.AFFECTED:
        return change
    leaning = _audiences(after.blocks[change.kind, change.name], after)
    because = tuple(sorted(leaning & audiences)) or (("shop",) if shop else ())
    return replace(change, because=because)


def _audiences(block: Block, side: Version) -> set[str]:
    """The audiences that a block names, and those that these name."""
    found: set[str] = set()
    waiting = [block]
    while waiting:
        for name in _named(waiting.pop()):
            if name not in found:
                found.add(name)
                inner = side.blocks.get(("audience", name))
                waiting.extend([inner] if inner else [])
    return found


def _named(block: Block) -> Iterator[str]:
    return (text.value for text in mentions(block, "audience"))


# ------------------------------------------------------------------------------------------------ templates


def _templates(before: Version | None, after: Version) -> Iterator[TemplateChange]:
    old, new = before.program.templates if before else {}, after.program.templates
    for name, locale in sorted(old.keys() | new.keys()):
        was, now = old.get((name, locale)), new.get((name, locale))
        if was and now and digest(was) == digest(now):
            continue
        kind = ChangeKind.CHANGED if was and now else ChangeKind.ADDED if now else ChangeKind.REMOVED
        lines = template_changes(was, now) if was and now else ()
        yield TemplateChange(change=kind, name=name, locale=locale, lines=lines)
