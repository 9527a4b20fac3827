"""Storing a changed person, as all do who change one."""

from dataclasses import replace

from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.model.staff import StaffMember
from engine.service.engine import Engine
from engine.store.staff_port import Saved

LONGEST_NAME = 100

REFUSALS = {
    Saved.CHANGED_MEANWHILE: Problem.BUSY,
    Saved.EMAIL_TAKEN: Problem.EMAIL_TAKEN,
    Saved.LAST_OWNER: Problem.LAST_OWNER,
}


async def save_member(
    engine: Engine, member: StaffMember, actor: Actor, action: str, *, keep_session: bytes | None
) -> StaffMember | Rejection:
    """Store a changed person; `keep_session` as in the store."""
    after = replace(member, version=member.version + 1)
    saved = await engine.store.save_staff(after, actor, action, engine.clock.now(), keep_session=keep_session)
    return after if saved is Saved.DONE else Rejection(problem=REFUSALS[saved])


def is_name(text: str) -> bool:
    """Whether a person can be called so."""
    return 1 <= len(text) <= LONGEST_NAME and text.isprintable()
