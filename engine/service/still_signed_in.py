"""Whether a session still stands, for what stays open longer than a request."""

from engine.model.staff import SignedIn, StaffMember, StaffState
from engine.service.engine import Engine


async def still_signed_in(engine: Engine, signed_in: SignedIn) -> StaffMember | None:
    """Whose a session is now; None when it has ended. Looking is no use: a page that is merely open idles (SEC19)."""
    shop, now = signed_in.member.shop, engine.clock.now()
    sessions = await engine.store.sessions(shop, signed_in.member.id, now)
    if all(session.id != signed_in.session.id for session in sessions):
        return None
    people = await engine.store.staff(shop)
    return next(
        (one for one in people if one.id == signed_in.member.id and one.state is StaffState.ACTIVE), None
    )
