"""A shop's settings outside its rule text."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from engine.model.decision import Problem, Rejection
from engine.model.records import Actor
from engine.model.shop_profile import ShopProfile
from engine.model.staff import Role
from engine.service.engine import Engine
from engine.values.colour import COLOUR, READABLE, contrast
from engine.values.identity import normal_email

LONGEST_NAME = 200
MOST_TESTERS = 20
LANGUAGES = ("ja", "en")


async def update_shop(  # noqa: PLR0913 - what can be set
    engine: Engine,
    shop: str,
    *,
    name: str | None = None,
    colour: str | None = None,
    language: str | None = None,
    review_required: bool | None = None,
    testers: Sequence[str] | None = None,
    second_factor_roles: Collection[Role] | None = None,
    actor: Actor,
) -> ShopProfile | Rejection:
    """Change what is given; the rest stays. A rejection names the setting and changes nothing."""
    head, before = await engine.store.shop(shop), await engine.store.shop_profile(shop)
    if head is None:
        return Rejection(problem=Problem.NOT_FOUND, path=("shop",))
    called = head.name if name is None else name.strip()
    if not 1 <= len(called) <= LONGEST_NAME or not called.isprintable():
        return Rejection(problem=Problem.TEXT_INVALID, path=("name",))
    if colour is not None and not COLOUR.fullmatch(colour.lower()):
        return Rejection(problem=Problem.TEXT_INVALID, path=("colour",))
    if colour is not None and contrast(colour) < READABLE:
        return Rejection(problem=Problem.COLOUR_TOO_LIGHT, path=("colour",))
    if language is not None and language not in LANGUAGES:
        return Rejection(problem=Problem.TEXT_INVALID, path=("language",))
    addresses = [normal_email(one) for one in testers or ()]
    if None in addresses or len(addresses) > MOST_TESTERS:
        return Rejection(problem=Problem.EMAIL_INVALID, path=("testers",))
    after = replace(
        before,
        colour=before.colour if colour is None else colour.lower(),
        language=before.language if language is None else language,
        review_required=before.review_required if review_required is None else review_required,
        testers=before.testers if testers is None else tuple(dict.fromkeys(one for one in addresses if one)),
        second_factor_roles=before.second_factor_roles
        if second_factor_roles is None
        else frozenset(second_factor_roles),
    )
    if (called, after) != (head.name, before):
        await engine.store.save_shop_profile(shop, called, after, actor, engine.clock.now())
    return after
