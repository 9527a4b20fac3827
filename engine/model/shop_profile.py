"""What a shop settles outside its rule text."""

from dataclasses import dataclass

from engine.model.approval import RoleLimit
from engine.model.staff import Role, StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopProfile:
    """`colour` is `#rrggbb` for pages and mails, `language` of buyers who say none (ja, en).

    `review_required`: a second person approves before rules go live. `testers` are addresses that test mails may go to.
    People of `second_factor_roles` need a second factor; what is more than their role's of `limits` needs a second
    person. Roles without a limit are not named.
    """

    colour: str = "#0b7285"
    language: str = "ja"
    review_required: bool = False
    testers: tuple[str, ...] = ()
    second_factor_roles: frozenset[Role] = frozenset()
    limits: tuple[RoleLimit, ...] = ()

    def asks_for_factor(self, member: StaffMember) -> bool:
        """Whether a person must set up a second factor before anything else (SEC20)."""
        factor = member.second_factor
        return member.role in self.second_factor_roles and not (factor is not None and factor.confirmed)
