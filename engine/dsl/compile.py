"""The door from rule text to `Program`: parse, check, compile; one changed rule is all that is checked again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from engine.dsl.check.arms import check_combinations, check_split
from engine.dsl.check.experiments import Variants, experiments, read_variants
from engine.dsl.check.names import RULE_KINDS, check_look_alikes, check_names, unique
from engine.dsl.check.offers_together import check_offers
from engine.dsl.check.placed import Placed
from engine.dsl.check.program import check_together
from engine.dsl.check.scene import Scene
from engine.dsl.fingerprint import digest, fingerprint
from engine.dsl.lint.allowed import without_allowed
from engine.dsl.lint.w1206_unused import unused_blocks
from engine.dsl.lint.w1305_no_quiet_hours import no_quiet_hours
from engine.dsl.lint.w1306_often_reminded import reminded_twice
from engine.dsl.lint.w1401_untested import untested_rules
from engine.dsl.nodes import File
from engine.dsl.places import line_finder
from engine.dsl.remembered import Made, Memory, Results, moved, moved_rule, moved_timeline
from engine.dsl.rules import Clerk, compile_rule
from engine.dsl.surroundings import Audiences, budgets, shop_scene
from engine.dsl.templates import is_template, read_templates
from engine.dsl.timelines import compile_timeline, named_rules
from engine.model.catalog import Catalog
from engine.model.diagnostic import Diagnostic, Severity
from engine.model.program import Kind, Program, Rule, Template
from engine.model.records import SourceFile
from engine.model.timeline import Timeline

RULE_FILE = ".otoku"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What came of rule files: `program` is None when anything in them is an error.

    `diagnostics` are in order of file and place. `files` are the parsed rule files, `tests` the readable `test` blocks.
    """

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[File, ...]
    tests: tuple[Timeline, ...]


def compile_text(text: str, catalog: Catalog | None = None, *, path: str = "rules.otoku") -> Compiled:
    """Compile one rule file; see `compile_files`."""
    return compile_files((SourceFile(path=path, text=text),), catalog)


def compile_files(
    files: Sequence[SourceFile],
    catalog: Catalog | None = None,
    *,
    complete: bool = False,
    memory: Memory | None = None,
) -> Compiled:
    """Parse, check and compile rule files (`*.otoku`) and templates (`templates/<name>.<locale>.liquid`).

    Without a catalogue, references to products are not checked; without any template file, references to templates
    are only checked when `complete` says that nothing else will be added. A `memory` that the caller keeps makes the
    next compilation check only the rules that a change can affect. Never raises on bad text.
    """
    return _Compilation(files, catalog, complete, memory or Memory()).run()


class _Compilation:
    """One run."""

    def __init__(
        self, files: Sequence[SourceFile], catalog: Catalog | None, complete: bool, memory: Memory
    ) -> None:
        rule_files = [one for one in files if one.path.endswith(RULE_FILE)]
        templates = [one for one in files if is_template(one.path)]
        self.catalog = catalog
        self.memory = memory
        self.texts = {one.path: one.text.removeprefix("\ufeff") for one in files}
        self.line_at = {one.path: line_finder(self.texts[one.path]) for one in rule_files}
        self.files = tuple(memory.file(one.path, one.text) for one in rule_files)
        memory.keep_only(self.line_at)
        self.found: list[Diagnostic] = [one for file in self.files for one in file.diagnostics]
        self.slips = tuple(self.found)  # mistakes of form
        self.digests: list[str] = []
        self.named: set[tuple[str, str]] = set()
        self.templates = read_templates(templates, self.found.append)
        self.know_templates = complete or bool(templates)

    def run(self) -> Compiled:
        """Everything, in order."""
        placed = [
            Placed(block=block, path=file.path, line_at=self.line_at[file.path])
            for file in self.files
            for block in file.blocks
        ]
        self.found.extend(check_names(placed))
        sorted_blocks = _by_kind(placed)
        scene = self.scene(sorted_blocks)
        self.memory.prepare(scene)
        ruled = [(one, rule) for one in sorted_blocks["rule"] if (rule := self.rule(one, scene))]
        tests = [test for one in sorted_blocks["test"] if (test := self.test(one, scene))]
        self.found.extend(check_look_alikes(sorted_blocks["rule"]))
        variants = read_variants(
            sorted_blocks["experiment"],
            sorted_blocks["rule"],
            lambda one: variant_of(one, scene),
            self.found.append,
        )
        self.found.extend(check_together(ruled, scene.rules))
        self.found.extend(check_offers(ruled, self.catalog))
        self.found.extend(check_split(ruled, scene.experiments))
        self.found.extend(check_combinations(sorted_blocks["experiment"], ruled, scene.experiments))
        self.found.extend(no_quiet_hours(sorted_blocks["shop"], ruled))
        self.found.extend(reminded_twice(ruled))
        self.found.extend(unused_blocks(sorted_blocks, frozenset(self.named)))
        tested = frozenset(name for one in tests for name in named_rules(one))
        self.found.extend(untested_rules(ruled, tested))
        diagnostics = self.sorted_diagnostics(placed)
        refused = any(one.severity is Severity.ERROR for one in diagnostics)
        return Compiled(
            program=None if refused else self.program(scene, [rule for _, rule in ruled], variants),
            diagnostics=diagnostics,
            files=self.files,
            tests=tuple(tests),
        )

    def scene(self, blocks: dict[str, list[Placed]]) -> Scene:
        """What rules lean on, compiled."""
        report = self.found.append
        scene = shop_scene(blocks["shop"], self.catalog, report)
        scene = replace(
            scene,
            rules=frozenset(one.name for one in blocks["rule"]),
            coupons=frozenset(one.name for one in blocks["rule"] if one.block.kind == Kind.COUPON),
            budgets=budgets(blocks["budget"], scene, report),
            experiments=experiments(blocks["experiment"], scene, report),
            templates=self.templates if self.know_templates else None,
        )
        resolved = Audiences(blocks["audience"], scene, report)
        self.named.update(("audience", name) for name in resolved.named)
        return replace(scene, audiences=resolved.all())

    def rule(self, placed: Placed, scene: Scene) -> Rule | None:
        """The rule of a block, from memory if it may be."""
        made = self.remembered(placed, self.memory.rules, scene)
        if made is None:
            clerk = Clerk(path=placed.path, scene=scene, line_at=placed.line_at)
            rule = compile_rule(placed.block, clerk)
            self.leave_out_echoes(placed, clerk)
            made = self.remember(placed, self.memory.rules, scene, rule, clerk)
        if made is None:
            return None
        self.digests.append(made.digest)
        by = placed.line - made.line
        return moved_rule(made.value, by) if by else made.value

    def leave_out_echoes(self, placed: Placed, clerk: Clerk) -> None:
        """A line that seems to be missing may be one of those that could not be read, or belong to another kind."""
        start, end = placed.block.span.start, placed.block.span.end
        unread = any(
            one.span.path == placed.path
            and start <= one.span.start < end
            and not one.code.startswith("E0101")
            for one in self.slips
        )
        # `$20` in a shop of yen: to write `20 USD` would only bring the next message.
        foreign = {(one.span.path, one.span.start) for one in clerk.found if one.code == "E0601"}
        self.found[:] = [
            one for one in self.found if one.code != "E0104" or (one.span.path, one.span.start) not in foreign
        ]
        if unread:
            clerk.found[:] = [one for one in clerk.found if one.code != "E0304"]

    def test(self, placed: Placed, scene: Scene) -> Timeline | None:
        """The timeline of a `test` block, from memory if it may be."""
        made = self.remembered(placed, self.memory.tests, scene)
        if made is None:
            clerk = Clerk(path=placed.path, scene=scene, line_at=placed.line_at)
            timeline = compile_timeline(placed, clerk)
            made = self.remember(placed, self.memory.tests, scene, timeline, clerk)
        if made is None:
            return None
        by = placed.line - made.line
        return moved_timeline(made.value, by) if by else made.value

    def remembered(self, placed: Placed, results: Results[T], scene: Scene) -> Made[T] | None:
        """What an unchanged block compiled to, if nothing it leans on has changed; its warnings are found again."""
        made = results.get((placed.path, placed.block.text))
        if made is None or not made.stands(scene, placed.line):
            return None
        by = placed.block.span.start - made.start
        self.found.extend(moved(one, by) for one in made.warnings)
        self.named.update((area, name) for area, name, _ in made.known)
        return made

    def remember(
        self, placed: Placed, results: Results[T], scene: Scene, value: T | None, clerk: Clerk
    ) -> Made[T] | None:
        """Take over what was found in a block; one without errors is kept for the next time."""
        self.found.extend(clerk.found)
        self.named.update(clerk.leans_on)
        if value is None:
            return None
        made = Made(
            value=value,
            digest=digest(value),
            start=placed.block.span.start,
            line=placed.line,
            warnings=tuple(clerk.found),
            known=tuple((area, name, scene.known(area, name)) for area, name in clerk.leans_on),
        )
        results[placed.path, placed.block.text] = made
        return made

    def sorted_diagnostics(self, placed: Sequence[Placed]) -> tuple[Diagnostic, ...]:
        """Everything found, less what comments allow, by file and place."""
        by_path: dict[str, list[Diagnostic]] = defaultdict(list)
        for one in self.found:
            by_path[one.span.path].append(one)
        blocks: dict[str, list[Placed]] = defaultdict(list)
        for block in placed:
            blocks[block.path].append(block)
        kept: list[Diagnostic] = []
        for path in sorted({*self.line_at, *by_path}):
            left = by_path[path]
            if path in self.line_at:
                left = without_allowed(left, self.texts[path], path, blocks[path], self.line_at[path])
            kept.extend(sorted(left, key=lambda one: (one.span.start, one.span.end, one.code)))
        return tuple(kept)

    def program(self, scene: Scene, rules: list[Rule], variants: Variants) -> Program:
        """The checked rule set."""
        ready = [replace(one, variants=tuple(variants.get(one.name, ()))) for one in rules]
        known = {name: one for name, one in scene.budgets.items() if one}
        templates: dict[tuple[str, str], Template] = {
            (one.name, one.locale): one for same in self.templates.values() for one in same
        }
        tried = {name: one for name, one in scene.experiments.items() if one}
        parts = (scene.settings, *known.values(), *tried.values(), *templates.values())
        return Program(
            settings=scene.settings,
            catalog=self.catalog or Catalog(currency=scene.settings.currency),
            rules=tuple(ready) if variants else tuple(rules),
            budgets=known,
            experiments=tried,
            templates=templates,
            fingerprint=fingerprint((*self.digests, *(digest(one) for one in parts), *_digests(variants))),
        )


def variant_of(placed: Placed, scene: Scene) -> tuple[Rule | None, list[Diagnostic]]:
    """A rule as one variant has it, and what is wrong with it."""
    clerk = Clerk(path=placed.path, scene=scene, line_at=placed.line_at)
    return compile_rule(placed.block, clerk), clerk.found


def _digests(variants: Variants) -> list[str]:
    """What variants change is part of what the rules mean."""
    return [digest((name, arm, digest(rule))) for name, same in variants.items() for arm, rule in same]


def _by_kind(placed: Sequence[Placed]) -> dict[str, list[Placed]]:
    """Blocks by kind, the first of each name; rules of all kinds under "rule", later versions' kinds left out."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        found["rule" if one.block.kind in RULE_KINDS else one.block.kind].append(one)
    return defaultdict(list, {kind: unique(same) for kind, same in found.items()})
