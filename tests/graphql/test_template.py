"""The preview of a template."""

from tests.graphql.client import Client
from tests.service.shop import example_files

PREVIEW = """query($path: String!, $text: String!) { templatePreview(path: $path, text: $text) {
  category locale subject text html problem variables { path example } diagnostics { code } } }"""


async def test_a_template_is_filled_with_the_examples_of_its_variables(memory_client: Client) -> None:
    file = next(one for one in example_files() if one.path.endswith(".ja.liquid"))
    shown = (await memory_client.admin(PREVIEW, path=file.path, text=file.text))["templatePreview"]
    assert (shown["category"], shown["locale"], shown["problem"]) == ("coupon", "ja", "")
    assert shown["diagnostics"] == []
    examples = {one["path"]: one["example"] for one in shown["variables"]}
    assert examples["coupon.code"] in shown["text"]
    assert examples["coupon.code"] in shown["html"]
    assert examples["order.id"] in shown["subject"]
    assert "{{" not in shown["text"]


async def test_a_template_with_a_mistake_says_what_publishing_would_say(memory_client: Client) -> None:
    text = "category: coupon\nsubject: Hello\n---\n{{ coupon.cod }}\n"
    shown = (await memory_client.admin(PREVIEW, path="templates/thanks.en.liquid", text=text))[
        "templatePreview"
    ]
    assert shown["text"] == ""
    assert [one["code"] for one in shown["diagnostics"]] != []


async def test_a_template_that_asks_for_more_memory_than_there_is_has_a_problem(
    memory_client: Client,
) -> None:
    long = "x" * 60_000
    chain = f'| replace: "", "{long}"'
    text = f"category: coupon\nsubject: Hello\n---\n{{{{ coupon.code {chain} {chain} }}}}\n"
    answer = await memory_client.run("admin", "admin", PREVIEW, path="templates/thanks.en.liquid", text=text)
    shown = answer["data"]["templatePreview"]
    assert "replace" in shown["problem"]
    assert shown["text"] == ""
