"""Gift cards in the sandbox: earned by an order, read in the mail, paid with in part; nothing is spent twice."""

import re

import pytest

from tests.graphql.test_sandbox import Visitor, real, visitor

pytestmark = pytest.mark.slow  # each opens a database of its own
__all__ = ["real", "visitor"]


async def earned(visitor: Visitor) -> str:
    """A tenth of a tea pack on a card, as the mail says."""
    await visitor.post("rules", source="example", example="26-gift-card-campaign")
    paid = await visitor.pay("PACK-1")
    assert paid["state"] == "paid"
    mails = (await visitor.get("inbox"))["mails"]
    found = re.search(r"BACK-\d{4}-\d{4}", mails[0]["text"])
    assert found is not None
    return found.group().replace("-", "")


@pytest.mark.requirement("S5.35", "S5.36", "V20")
async def test_a_card_pays_a_part_and_only_the_rest_is_collected(visitor: Visitor) -> None:
    code = await earned(visitor)
    payment = await visitor.post("checkout", **visitor.cart("PACK-1"), giftCards=[code.lower()])
    total = payment["quote"]["total"]["amount"]
    [tender] = payment["quote"]["tenders"]
    card = tender["amount"]["amount"]
    assert (code, 0, total - card) == (
        tender["code"], tender["left"]["amount"], payment["quote"]["payable"]["amount"],
    )  # fmt: skip
    assert payment["quote"]["gatewayTotal"]["amount"] == total - card
    other = await visitor.post("price", **visitor.cart("PACK-1"), giftCards=[code])
    assert [] == other["quote"]["tenders"]  # another cart: the sum is set aside
    await visitor.post(f"payments/{payment['id']}/gateway", told="approve")
    paid = await visitor.post(f"payments/{payment['id']}/confirm", total=total)
    assert "paid" == paid["state"]
    again = await visitor.post("price", **visitor.cart("PACK-1"), giftCards=[code])
    assert [True] == [one["giftCard"] for one in again["quote"]["refusals"]]


async def test_a_refused_payment_gives_the_sum_back(visitor: Visitor) -> None:
    code = await earned(visitor)
    payment = await visitor.post("checkout", **visitor.cart("PACK-1"), giftCards=[code])
    await visitor.post(f"payments/{payment['id']}/gateway", told="refuse")
    other = await visitor.post("price", **visitor.cart("PACK-1"), giftCards=[code])
    assert [code] == [one["code"] for one in other["quote"]["tenders"]]


@pytest.mark.requirement("S5.35", "V20")
async def test_what_a_card_paid_comes_back_to_it_and_the_rest_to_the_payment_method(visitor: Visitor) -> None:
    code = await earned(visitor)
    payment = await visitor.post("checkout", **visitor.cart("PACK-1"), giftCards=[code])
    card = payment["quote"]["tenders"][0]["amount"]["amount"]
    total = payment["quote"]["total"]["amount"]
    await visitor.post(f"payments/{payment['id']}/gateway", told="approve")
    await visitor.post(f"payments/{payment['id']}/confirm", total=total)

    part = await visitor.post(f"payments/{payment['id']}/refund", amount=card - 100)
    assert ("PARTLY_REFUNDED", 0) == (part["refunds"][0]["state"], part["refunds"][0]["payable"]["amount"])
    assert [{"code": code, "balance": card - 100}] == part["cardBalances"]

    whole = await visitor.post(f"payments/{payment['id']}/refund", amount=None)
    assert ("REFUNDED", total - card) == (
        whole["refunds"][1]["state"], whole["refunds"][1]["payable"]["amount"],
    )  # fmt: skip
    assert [{"code": code, "balance": card}] == whole["cardBalances"]
    assert whole["refunds"] == (await visitor.get(f"payments/{payment['id']}"))["refunds"]
    again = await visitor.post("price", **visitor.cart("PACK-1"), giftCards=[code])
    assert [code] == [one["code"] for one in again["quote"]["tenders"]]


@pytest.mark.requirement("S5.1")
async def test_an_order_is_given_back_as_a_gift_card(visitor: Visitor) -> None:
    await visitor.post("rules", source="example", example="07-refund-to-gift-card")
    paid = await visitor.pay("TOUR-1")
    given = await visitor.post(f"payments/{paid['id']}/refund", asGiftCard=True)
    assert [0] == [one["payable"]["amount"] for one in given["refunds"]]
    assert 1 == len((await visitor.get("inbox"))["mails"])


async def test_more_than_was_paid_is_refused_and_changes_nothing(visitor: Visitor) -> None:
    await visitor.post("rules", source="example", example="26-gift-card-campaign")
    paid = await visitor.pay("PACK-1")
    refused = await visitor.post(f"payments/{paid['id']}/refund", 409, amount=10**6)
    assert "REFUND_TOO_MUCH" == refused["error"]["code"]
    assert [] == (await visitor.get(f"payments/{paid['id']}"))["refunds"]
