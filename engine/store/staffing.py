"""What holds for the people of a shop in every store."""

from collections.abc import Iterable

from engine.model.staff import Role, StaffMember, StaffState


def leaves_no_owner(before: StaffMember, after: Iterable[StaffMember]) -> bool:
    """Whether a change of `before`, an active owner, leaves `after` without any: nobody could undo that."""
    return _is_owner(before) and not any(map(_is_owner, after))


def ends_links(before: StaffMember, after: StaffMember) -> bool:
    """Whether one-time links made so far are dead: another password was chosen since, or the person is kept out."""
    return after.password_hash != before.password_hash or after.state is StaffState.DISABLED


def _is_owner(member: StaffMember) -> bool:
    return member.role is Role.OWNER and member.state is StaffState.ACTIVE
