"""How many SQL statements the hot paths take over HTTP, credentials included (design/api.md, bars)."""

from engine.model.records import Actor, SourceFile
from engine.service.engine import Engine
from engine.service.publish import publish
from engine.store.connect import open_store
from tests.graphql.client import Client, connect
from tests.graphql.documents import QUOTE, RECORD, cart, order
from tests.graphql.statements import counted_statements
from tests.service.shop import make_engine, open_shop

CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


async def shop_with(path: object, rules: int) -> tuple[Engine, Client]:
    """A shop on SQLite with so many coupon and sale rules that all match."""
    store = open_store(f"sqlite://{path}/{rules}.sqlite3")
    await store.open()
    engine = make_engine(store)
    await open_shop(engine)
    text = "otoku 1\n" + "".join(
        f'coupon "c{n}" {{\n  when order paid with product "SAMPLE-1"\n  code 12 characters\n'
        f"  valid 14 days\n  uses 1\n"
        f"  discount 100 JPY\n  for any product as issued\n  bound to email\n}}\n"
        f'sale "s{n}" {{\n  discount 1%\n  for any product\n  stacking any\n  limit 5 per customer\n}}\n'
        for n in range(rules)
    )
    files = [SourceFile(path="rules.otoku", text=text)]
    await publish(engine, "tea", files, expected=1, actor=Actor(kind="cli", id="test"))
    return engine, await connect(engine)


async def counts(path: object, rules: int) -> tuple[int, int]:
    """Statements of a quote and of an order; BEGIN and COMMIT do not count."""
    engine, client = await shop_with(path, rules)
    basket = cart("SAMPLE-1", "PACK-1", "PACK-2", "KYUSU-1")
    await client.storefront(QUOTE, cart=basket, codes=["NOSUCH"])
    await client.storefront(RECORD, input=order("warm", "SAMPLE-1"))
    with counted_statements() as quoted:
        answer = await client.storefront(QUOTE, cart=basket, codes=["NOSUCH"])
    assert len(answer["quote"]["quote"]["discounts"]) == rules
    with counted_statements() as recorded:
        paid = (await client.storefront(RECORD, input=order("counted", "SAMPLE-1", "KYUSU-1")))["orderRecord"]
    assert (len(paid["issuedCoupons"]), paid["errors"]) == (rules, [])
    await client.http.aclose()
    await engine.store.close()
    real = [statement for statement in recorded if not statement.startswith(CONTROL)]
    return len(quoted), len(real)


async def test_statements_do_not_grow_with_the_rules_that_match(tmp_path: object) -> None:
    few, many = await counts(tmp_path, 1), await counts(tmp_path, 20)
    assert few == many
    of_a_quote, of_an_order = many
    assert of_a_quote <= 2
    assert of_an_order <= 12
