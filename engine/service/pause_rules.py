"""The emergency stop: one rule is paused in what is live, at once; nothing else that anybody edits goes with it."""

from dataclasses import dataclass

from engine.dsl.edit import RULE_FILE, edit_files
from engine.dsl.editing.find import RULE_KINDS, name_of
from engine.dsl.editing.messages import refusal_text
from engine.dsl.parser import parse_file
from engine.model.answers import Published, RulesRefused
from engine.model.answers_rules import EditsRefused
from engine.model.decision import Problem, Rejection
from engine.model.program import Status
from engine.model.records import Actor, Receipt, SourceFile
from engine.model.rule_edits import AddLine, EditRefusal, LineAddress, RuleAddress, RuleEdit, SetLine
from engine.service.edit_rules import MOST_TRIES
from engine.service.engine import Engine
from engine.service.keep_edits import edits_since, keep_edits
from engine.service.publish import STALE, check_sources, publish
from engine.service.working_copy import live_revision, working_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """Who gives the live rule `rule` another status, and why (kept in the history)."""

    rule: str
    status: Status
    reason: str
    actor: Actor
    receipt: Receipt | None = None
    language: str = "en"


async def change_live_status(
    engine: Engine, shop: str, asked: StatusChange
) -> Published | EditsRefused | RulesRefused | Rejection:
    """Publish the live rules with only this status changed, and give the working copy the same line.

    The working copy's other changes stay drafts. NOT_FOUND for a rule that is not live; a rule that has this status
    already stays as it is. Pausing and stopping wait for no second person; what makes coupons good again does, where
    the shop asks for that.
    """
    for _ in range(MOST_TRIES):
        outcome = await _change(engine, shop, asked)
        if outcome != STALE:
            return outcome
        # Something else went live in this very moment: an emergency stop is not asked for twice.
    return STALE


async def _change(
    engine: Engine, shop: str, asked: StatusChange
) -> Published | EditsRefused | RulesRefused | Rejection:
    live = await live_revision(engine, shop)
    if live is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("rule",))
    edit = _status_edit(live.files, asked.rule, asked.status)
    if isinstance(edit, Rejection):
        return edit
    if edit is None:
        return Published(revision=live)
    after = edit_files(live.files, (edit,))
    if isinstance(after, EditRefusal):
        return _refused(after, asked.language)
    copy = await working_copy(engine, shop)
    outcome = await publish(
        engine,
        shop,
        after,
        expected=live.number,
        actor=asked.actor,
        note=asked.reason[:1000],
        receipt=asked.receipt,
        language=asked.language,
        emergency=await _takes_away(engine, shop, asked),
    )
    if isinstance(outcome, Published):
        later = await edits_since(engine, shop, copy.newest, outcome.revision.number)
        drafts = copy.files if copy.revision != live.number else ()
        if later is not None or drafts:
            await _keep_drafts(engine, shop, drafts if later is None else later.files, asked)
    return outcome


async def _takes_away(engine: Engine, shop: str, asked: StatusChange) -> bool:
    """Whether the change only ends something; what makes issued coupons good again waits like any release."""
    if asked.status is Status.STOPPED:
        return True
    prepared = await engine.programs.live(engine.store, shop)
    stopped = (
        {rule.name for rule in prepared.program.rules if rule.status is Status.STOPPED} if prepared else set()
    )
    return asked.status is Status.PAUSED and asked.rule not in stopped


async def _keep_drafts(
    engine: Engine, shop: str, drafts: tuple[SourceFile, ...], asked: StatusChange
) -> None:
    """The unpublished edits become the newest draft again, with the new status where the rule is in them."""
    edit = _status_edit(drafts, asked.rule, asked.status)
    after = drafts if edit is None or isinstance(edit, Rejection) else edit_files(drafts, (edit,))
    files = drafts if isinstance(after, EditRefusal) else after
    checked = await check_sources(engine, shop, files)
    await keep_edits(engine, shop, files, checked.fingerprint, actor=asked.actor, note=asked.reason[:1000])


def _status_edit(files: tuple[SourceFile, ...], rule: str, status: Status) -> RuleEdit | Rejection | None:
    """The edit that gives a rule its status, wherever it stands; None when it has it."""
    for file in files:
        if not file.path.endswith(RULE_FILE):
            continue
        for block in parse_file(file.path, file.text).blocks:
            if block.kind not in RULE_KINDS or name_of(block) != rule:
                continue
            address = RuleAddress(kind=block.kind, name=rule)
            lines = [line for line in block.lines if getattr(line, "label", "") == "status"]
            if not lines:
                if status is Status.LIVE:
                    return None
                return AddLine(path=file.path, rule=address, label="status", value=status.value)
            if file.text[lines[0].span.start : lines[0].span.end].split()[-1:] == [status.value]:
                return None
            line = LineAddress(label="status")
            return SetLine(path=file.path, rule=address, line=line, value=status.value)
    return Rejection(problem=Problem.NOT_FOUND, path=("rule",), args=(("rule", rule),))


def _refused(refusal: EditRefusal, language: str) -> EditsRefused:
    spoken = "ja" if language.lower().startswith("ja") else "en"
    return EditsRefused(problem=refusal.problem, index=0, message=refusal_text(refusal, spoken))
