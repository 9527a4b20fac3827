"""Templates over GraphQL: the list, the preview, the test mail."""

from typing import Any

from engine.model.records import Page
from engine.service.tokens import TokenKind, create_token
from tests.graphql.client import TEST, Client
from tests.graphql.documents import RECORD, order
from tests.service.shop import example_files

PREVIEW = """query($path: String!, $text: String!, $order: String, $coupon: ID, $cart: ID) {
  templatePreview(path: $path, text: $text, orderId: $order, couponId: $coupon, cartId: $cart) {
  category locale subject text html problem variables { path example } sms { parts places room gsm }
  diagnostics { code } errors { code field } } }"""
LIST = """{ templates { name locale path category messageClass subject hasHtml variables errors warnings changed
  uses { rule kind path line } diagnostics { code } } }"""
SAVE = "mutation($i: RuleFileSaveInput!) { ruleFileSave(input: $i) { revision errors { code } } }"
SEND = """mutation($i: TemplateTestSendInput!) { templateTestSend(input: $i) {
  sent reply problem diagnostics { code } errors { code field } } }"""
TESTERS = "mutation($i: ShopUpdateInput!) { shopUpdate(input: $i) { errors { code } } }"
FILE = next(one for one in example_files() if one.path.endswith(".ja.liquid"))
GIVEN = {"path": FILE.path, "text": FILE.text}


async def shown(client: Client, token: str = "admin", **variables: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await client.admin(PREVIEW, token, **(GIVEN | variables)))["templatePreview"]
    return answer


async def test_a_template_is_filled_with_the_examples_of_its_variables(memory_client: Client) -> None:
    found = await shown(memory_client)
    assert (found["category"], found["locale"], found["problem"]) == ("coupon", "ja", "")
    assert found["diagnostics"] == found["errors"] == []
    examples = {one["path"]: one["example"] for one in found["variables"]}
    assert examples["coupon.code"] in found["text"]
    assert examples["coupon.code"] in found["html"]
    assert examples["order.id"] in found["subject"]
    assert "{{" not in found["text"]


async def test_a_template_with_a_mistake_says_what_publishing_would_say(memory_client: Client) -> None:
    text = "category: coupon\nsubject: Hello\n---\n{{ coupon.cod }}\n"
    found = await shown(memory_client, path="templates/thanks.en.liquid", text=text)
    assert found["text"] == ""
    assert [one["code"] for one in found["diagnostics"]] == ["E0511"]


async def test_a_template_is_filled_with_an_order_and_its_coupon_whose_code_stays_masked(
    client: Client,
) -> None:
    await client.storefront(RECORD, input=order("A-77", "SAMPLE-1"))
    coupon = (await client.admin("{ coupons { edges { node { id maskedCode } } } }"))["coupons"]["edges"][0][
        "node"
    ]
    for case in ({"order": "A-77"}, {"coupon": coupon["id"]}):
        found = await shown(client, **case)
        assert found["errors"] == []
        assert "A-77" in found["subject"]
        assert coupon["maskedCode"] in found["text"]
        assert "500円" in found["text"]
    unknown = await shown(client, order="none")
    assert unknown["errors"] == [{"code": "NOT_FOUND", "field": ["orderId"]}]
    unknown = await shown(client, coupon="none")
    assert unknown["errors"] == [{"code": "NOT_FOUND", "field": ["couponId"]}]


LEFT = "category: abandonment\nsubject: {{ cart.total }}\n---\n{{ customer.name }} {{ cart.products }} {{ cart.url }}\n"
SAVE_CART = "mutation($i: CartSaveInput!) { cartSave(input: $i) { saved errors { code } } }"


async def test_a_reminder_is_filled_with_a_cart_that_was_left(client: Client) -> None:
    cart = {
        "token": "c-1",
        "lines": [{"sku": "SAMPLE-1", "quantity": 2}],
        "buyer": {"email": "hana@shop.example", "name": "佐藤花子"},
    }
    saved = await client.storefront(SAVE_CART, i={"cart": cart, "step": "CONFIRM"})
    assert saved["cartSave"]["saved"], saved
    [edge] = (await client.admin("{ carts { edges { node { id } } } }"))["carts"]["edges"]
    asked = {"path": "templates/left.ja.liquid", "text": LEFT}
    found = await shown(client, **asked, cart=edge["node"]["id"])
    assert found["errors"] == found["diagnostics"] == []
    assert found["subject"] == "1,960円"
    assert found["text"].startswith("佐藤花子 煎茶おためしパック")
    unknown = await shown(client, **asked, cart="none")
    assert unknown["errors"] == [{"code": "NOT_FOUND", "field": ["cartId"]}]


async def test_the_preview_says_how_long_the_text_is_as_an_sms(memory_client: Client) -> None:
    text = "category: follow\nsubject: A\n---\n" + "茶" * 71 + "\n"
    found = await shown(memory_client, path="templates/thanks.ja.liquid", text=text)
    assert found["sms"] == {"parts": 2, "places": 71, "room": 63, "gsm": False}


async def test_orders_are_filled_in_for_who_may_see_addresses_only(client: Client) -> None:

    made = await create_token(client.engine, "tea", kind=TokenKind.ADMIN, name="look", actor=TEST)
    client.tokens["look"] = made.text
    answer = await client.run("admin", "look", PREVIEW, **GIVEN, order="A-77")
    assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_templates_are_listed_with_where_they_are_used_and_what_is_wrong(client: Client) -> None:
    rows = {one["path"]: one for one in (await client.admin(LIST))["templates"]}
    ours = rows[FILE.path]
    assert (ours["name"], ours["locale"], ours["category"]) == ("thanks-coupon", "ja", "coupon")
    assert (ours["messageClass"], ours["hasHtml"], ours["changed"], ours["errors"]) == (
        "ESSENTIAL",
        True,
        False,
        0,
    )
    assert {"coupon.code", "order.id"} <= set(ours["variables"])
    [use] = ours["uses"]
    rules = next(one.text for one in example_files() if one.path == use["path"])
    assert (use["rule"], use["kind"]) == ("thanks-coupon", "coupon")
    assert "send email" in rules.splitlines()[use["line"] - 1]
    one = """{ template(name: "thanks-coupon", locale: "ja") { sha256 text } }"""
    stored = (await client.admin(one))["template"]
    assert stored["text"] == FILE.text
    broken = {"path": FILE.path, "baseSha256": stored["sha256"], "text": "category: none\n---\n"}
    assert (await client.admin(SAVE, i=broken))["ruleFileSave"]["errors"] == []
    after = {one["path"]: one for one in (await client.admin(LIST))["templates"]}[FILE.path]
    assert (after["category"], after["subject"], after["changed"]) == (None, None, True)
    assert after["errors"] > 0
    assert after["uses"] == ours["uses"]
    nothing = await client.admin("""{ template(name: "nothing", locale: "ja") { path } }""")
    assert nothing == {"template": None}


async def test_a_template_is_mailed_to_testers_only_and_marked_as_a_test(client: Client) -> None:
    to_nobody = await client.admin(SEND, i=GIVEN | {"to": "you@shop.example"})
    assert to_nobody["templateTestSend"]["errors"] == [{"code": "EMAIL_INVALID", "field": ["to"]}]
    await client.admin(TESTERS, i={"testers": ["me@shop.example"]})
    sent = (await client.admin(SEND, i=GIVEN | {"to": "me@shop.example"}))["templateTestSend"]
    assert sent == {"sent": True, "reply": "", "problem": "", "diagnostics": [], "errors": []}
    [mail] = await client.engine.store.inbox("tea", Page(limit=5))
    assert mail.subject.startswith("[テスト] ")
    assert mail.recipient == "me@shop.example"
    assert "48201937" in mail.html
    wrong = GIVEN | {"to": "me@shop.example", "text": "category: coupon\nsubject: A\n---\n{{ x }}\n"}
    refused = (await client.admin(SEND, i=wrong))["templateTestSend"]
    assert (refused["sent"], [one["code"] for one in refused["diagnostics"]]) == (False, ["E0511"])
    assert len(await client.engine.store.inbox("tea", Page(limit=5))) == 1


async def test_a_template_that_asks_for_more_memory_than_there_is_has_a_problem(
    memory_client: Client,
) -> None:
    long = "x" * 60_000
    chain = f'| replace: "", "{long}"'
    text = f"category: coupon\nsubject: Hello\n---\n{{{{ coupon.code {chain} {chain} }}}}\n"
    found = await shown(memory_client, path="templates/thanks.en.liquid", text=text)
    assert "replace" in found["problem"]
    assert found["text"] == ""
