"""Experiments over the admin API."""

from datetime import timedelta

from engine.model.experiment import HOLDOUT
from engine.service.quote import quote_cart
from engine.store.connect import open_store
from tests.experiments.lab_shop import DEPTH, SALE, buyers_of, files
from tests.graphql.client import connect
from tests.service.shop import START, buy, cart, make_engine, open_shop

LIST = "{ experiments { name phase goal split verdict daysLeft rules arms { name holdout share units } } }"
ONE = """
query($name: String!) { experiment(name: $name) {
  name phase baseline verdict daysLeft mismatchP beginsAt endsAt firstExposureAt
  arms { name holdout units buyers orders clicks redemptions revenue { amount } discount { amount }
    rate { value low high } revenuePerUnit { value { amount } low { amount } high { amount } } }
  comparisons { arm lift p pAlways verdict difference { value low high }
    incrementalRevenue { value { amount } low { amount } high { amount } } }
} }
"""


async def test_an_experiment_shows_its_arms_and_says_that_it_is_too_early() -> None:
    store = open_store("memory://")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine, files=files(SALE, DEPTH))
    client = await connect(engine)
    email = {arm: next(await buyers_of(engine, arm)) for arm in (HOLDOUT, "A", "B")}
    for one in email.values():
        await quote_cart(engine, "tea", cart("PACK-1", email=one), trusted=True)
    await buy(engine, "1", "PACK-1", email=email["B"])
    engine.clock.set(START + timedelta(days=2))  # type: ignore[attr-defined]

    [listed] = (await client.admin(LIST))["experiments"]
    shown = (await client.admin(ONE, name="depth"))["experiment"]

    assert (listed["phase"], listed["verdict"], listed["rules"]) == ("RUNNING", "TOO_LITTLE", ["tea-week"])
    assert [(arm["name"], arm["units"]) for arm in listed["arms"]] == [("", 1), ("A", 1), ("B", 1)]
    assert shown["baseline"] == ""
    assert shown["daysLeft"] >= 100
    bought = shown["arms"][2]
    assert (bought["orders"], bought["revenue"]["amount"], bought["discount"]["amount"]) == (1, 3040, 760)
    assert bought["revenuePerUnit"]["low"] is None
    assert [one["verdict"] for one in shown["comparisons"]] == ["TOO_LITTLE", "TOO_LITTLE"]
    assert (await client.admin(ONE, name="other"))["experiment"] is None
