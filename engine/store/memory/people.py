"""Staff, one-time links and sessions, in memory."""

from dataclasses import replace
from datetime import datetime

from engine.model.records import Actor
from engine.model.staff import SignedIn, StaffLink, StaffMember, StaffSession, StaffState
from engine.store.memory.part import MemoryPart, of_shop, write_audit
from engine.store.memory.state import State
from engine.store.port import SESSION_IDLE, TOKEN_USE_PRECISION
from engine.store.staff_port import Saved
from engine.store.staffing import ends_links, leaves_no_owner


class People(MemoryPart):
    """Who may come in, as persons."""

    async def add_staff(self, member: StaffMember, actor: Actor, now: datetime) -> Saved:
        """Store a new person."""
        async with self._tx() as state:
            if _others_have(state, member):
                return Saved.EMAIL_TAKEN
            state.staff.put((member.shop, member.id), member)
            write_audit(state, member.shop, now, actor, "staff added", member.id, role=member.role)
            return Saved.DONE

    async def save_staff(
        self,
        member: StaffMember,
        actor: Actor,
        action: str,
        now: datetime,
        *,
        keep_session: bytes | None = b"",
    ) -> Saved:
        """Replace a person's row."""
        async with self._tx() as state:
            before = state.staff.get((member.shop, member.id))
            if before is None or before.version != member.version - 1:
                return Saved.CHANGED_MEANWHILE
            if _others_have(state, member):
                return Saved.EMAIL_TAKEN
            everybody = [member if one.id == member.id else one for one in of_shop(state.staff, member.shop)]
            if leaves_no_owner(before, everybody):
                return Saved.LAST_OWNER
            kept = replace(member, signed_in_at=before.signed_in_at)
            state.staff.put((member.shop, member.id), kept)
            if keep_session is not None:
                _end(state, member, keep_session)
            if ends_links(before, member):
                own = member.shop, member.id
                for key in [key for key, one in state.sign_ins.items() if (one.shop, one.staff_id) == own]:
                    state.sign_ins.drop(key)
            write_audit(state, member.shop, now, actor, action, member.id, role=member.role)
            return Saved.DONE

    async def staff(self, shop: str) -> tuple[StaffMember, ...]:
        """Everybody, oldest first."""
        return tuple(sorted(of_shop(self._state.staff, shop), key=lambda one: (one.created_at, one.id)))

    async def add_sign_in(self, secret_hash: bytes, link: StaffLink) -> None:
        """Store a one-time link."""
        async with self._tx() as state:
            state.sign_ins.put(secret_hash, link)

    async def sign_in_link(self, secret_hash: bytes, now: datetime) -> StaffLink | None:
        """A link that still works."""
        found = self._state.sign_ins.get(secret_hash)
        return found if found is not None and now < found.expires_at else None

    async def take_sign_in(self, secret_hash: bytes, now: datetime) -> StaffLink | None:
        """Use a link up, once."""
        async with self._tx() as state:
            found = state.sign_ins.get(secret_hash)
            if found is None:
                return None
            state.sign_ins.drop(secret_hash)
            return found if now < found.expires_at else None

    async def add_session(self, session_hash: bytes, session: StaffSession) -> None:
        """Store a session and when its person signed in."""
        async with self._tx() as state:
            state.sessions.put(session_hash, session)
            member = state.staff.get((session.shop, session.staff_id))
            if member is not None:
                state.staff.put((member.shop, member.id), replace(member, signed_in_at=session.made_at))
            for key in [key for key, one in state.sessions.items() if one.until <= session.made_at]:
                state.sessions.drop(key)
            for key in [key for key, one in state.sign_ins.items() if one.expires_at <= session.made_at]:
                state.sign_ins.drop(key)

    async def session(self, session_hash: bytes, now: datetime) -> SignedIn | None:
        """Who a session belongs to."""
        async with self._tx() as state:
            session = state.sessions.get(session_hash)
            if session is None or not _is_live(session, now):
                return None
            member = state.staff.get((session.shop, session.staff_id))
            if member is None or member.state is not StaffState.ACTIVE:
                return None
            if session.used_at <= now - TOKEN_USE_PRECISION:
                session = replace(session, used_at=now)
                state.sessions.put(session_hash, session)
            return SignedIn(member=member, session=session)

    async def sessions(self, shop: str, staff_id: str, now: datetime) -> tuple[StaffSession, ...]:
        """Somebody's live sessions."""
        own = [
            one
            for one in self._state.sessions.values()
            if (one.shop, one.staff_id) == (shop, staff_id) and _is_live(one, now)
        ]
        return tuple(sorted(own, key=lambda one: (one.made_at, one.id), reverse=True))

    async def confirm_session(self, session_hash: bytes, now: datetime) -> None:
        """Remember that the person proved again who they are."""
        async with self._tx() as state:
            session = state.sessions.get(session_hash)
            if session is not None:
                state.sessions.put(session_hash, replace(session, confirmed_at=now))

    async def end_session(self, session_hash: bytes) -> None:
        """Sign out."""
        async with self._tx() as state:
            if session_hash in state.sessions:
                state.sessions.drop(session_hash)

    async def end_session_of(self, shop: str, staff_id: str, session_id: str) -> bool:
        """End one of somebody's sessions."""
        async with self._tx() as state:
            for key, one in list(state.sessions.items()):
                if (one.shop, one.staff_id, one.id) == (shop, staff_id, session_id):
                    state.sessions.drop(key)
                    return True
            return False


def _is_live(session: StaffSession, now: datetime) -> bool:
    return now < session.until and now < session.used_at + SESSION_IDLE


def _others_have(state: State, member: StaffMember) -> bool:
    return member.email != "" and any(
        one.email == member.email and one.id != member.id for one in of_shop(state.staff, member.shop)
    )


def _end(state: State, member: StaffMember, kept: bytes) -> None:
    for key, one in list(state.sessions.items()):
        if (one.shop, one.staff_id) == (member.shop, member.id) and key != kept:
            state.sessions.drop(key)
