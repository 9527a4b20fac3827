"""Erasing a person from experiments: the figures stay, and nothing leads to them any more."""

import secrets

from engine.model.cart import Buyer
from engine.model.data_subject import DataSubject
from engine.model.experiment import SplitBy
from engine.runtime.arms import Subject, names_of, unit_of
from engine.service.engine import Engine


async def sever_experiments(engine: Engine, shop: str, person: DataSubject) -> None:
    """Put pseudonyms that no salt leads to in the place of those of the person, in every experiment there ever was."""
    experiments = await engine.store.exposed_experiments(shop)
    if not experiments:
        return
    salt = await engine.store.experiment_salt(shop, secrets.token_bytes())
    buyers = (
        *(Buyer(email=one) for one in person.emails),
        *(Buyer(external_id=one) for one in person.external_ids),
        *(Buyer(phone=one) for one in person.phones),
    )
    names = [name for one in buyers for name in names_of(Subject(buyer=one), SplitBy.CUSTOMER)]
    units = {unit_of(salt, experiment, name) for experiment in experiments for name in names}
    await engine.store.sever_units(shop, {unit: secrets.token_hex(16) for unit in units})
