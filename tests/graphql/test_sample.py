"""What is made up says so over GraphQL."""

from tests.graphql.client import Client
from tests.graphql.documents import RECORD, order

SEEN = """{ messages(first: 100) { edges { node { sample } } } inbox(first: 100) { edges { node { sample } } }
  coupons(first: 100) { edges { node { sample } } } }"""


async def test_messages_and_mails_of_the_sample_week_are_marked_and_real_ones_are_not(client: Client) -> None:
    await client.storefront(RECORD, input=order("real", "SAMPLE-1"))
    create = "mutation { sampleDataCreate(input: {}) { orders errors { code } } }"
    assert (await client.admin(create))["sampleDataCreate"]["errors"] == []
    seen = await client.admin(SEEN)
    marks = {name: [one["node"]["sample"] for one in found["edges"]] for name, found in seen.items()}
    assert marks["messages"].count(False) == marks["coupons"].count(False) == 1
    assert marks["messages"].count(True) > 1
    assert all(marks["inbox"])
