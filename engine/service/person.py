"""Who a person is to a shop: the address somebody typed, and everything known of them."""

from dataclasses import dataclass

from engine.model.data_subject import Claims, DataSubject, Holdings
from engine.model.decision import Problem, Rejection
from engine.service.engine import Engine
from engine.values.identity import normal_email, normal_phone, trimmed_id

EXTERNAL = "id:"
"""Before the shop's own id of a customer, as in keys of customers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person with what is held about them, and what they still have to get."""

    subject: DataSubject
    holdings: Holdings
    claims: Claims

    @property
    def is_held(self) -> bool:
        """Whether anything is held at all."""
        return any(self.holdings.counts.values())


async def read_person(engine: Engine, shop: str, typed: str) -> DataSubject | Rejection:
    """The subject of an e-mail address, a telephone number, or `id:` and the shop's own id of a customer.

    Problems: EMAIL_INVALID for what is none of them.
    """
    text = typed.strip()
    if text.startswith(EXTERNAL) and trimmed_id(text.removeprefix(EXTERNAL)):
        return DataSubject(external_ids=(trimmed_id(text.removeprefix(EXTERNAL)),))
    prepared = await engine.programs.live(engine.store, shop)
    fold = prepared is not None and prepared.program.settings.fold_plus
    email = normal_email(text, fold_plus=fold) if "@" in text else None
    if email is not None:
        return DataSubject(emails=(email,))
    phone = normal_phone(text)
    if phone is not None:
        return DataSubject(phones=(phone,))
    return Rejection(problem=Problem.EMAIL_INVALID, path=("person",))


async def know_person(engine: Engine, shop: str, typed: str) -> KnownPerson | Rejection:
    """Everything held about whoever has this address, number or id; nothing is changed."""
    known = await read_person(engine, shop, typed)
    if isinstance(known, Rejection):
        return known
    subject = await engine.store.data_subject(shop, known)
    holdings = await engine.store.holdings(shop, subject)
    return KnownPerson(subject=subject, holdings=holdings, claims=await engine.store.claims(shop, subject))
