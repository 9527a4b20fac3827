"""What the tests of the rule editor share: its text, its form, what is stored."""

from playwright.async_api import Locator, Page, expect

from engine.dsl.editing.sheet import digest_of
from engine.model.decision import Rejection
from engine.model.records import Actor
from engine.service.rule_files import Author, save_rule_file
from engine.service.working_copy import working_copy
from tests.ui.site import SHOP, Site

FILE = "rules.otoku"
CLI = Actor(kind="cli", id="somebody")
LOOKS, LOOK_MS = 300, 100
"""For how long a text is waited for, as other things are on a slow machine."""


async def open_rule(page: Page, rule: str = "thanks-coupon", *, more: str = "") -> Locator:
    """Open the example's rule, wait for its form, and give the editable text."""
    await page.goto(f"/admin/rules/{FILE}?rule={rule}{more}")
    content = page.locator(".cm-content")
    await expect(row(page, rule, "discount")).to_be_attached()
    return content


def row(page: Page, rule: str, label: str, *, kind: str | None = None, nth: int = 1) -> Locator:
    """The row of a line in the form."""
    kind = kind or ("coupon" if rule == "thanks-coupon" else "sale")
    return page.locator(f'[data-line="{kind}:{rule}/{label}#{nth}"]')


async def text_in(page: Page) -> str:
    """The whole text in the editor, as its state has it; what is out of sight, too."""
    text: str = await page.locator(".cm-content").evaluate(
        "content => content.cmTile.root.view.state.doc.toString()"
    )
    return text


async def reads(page: Page, text: str) -> None:
    """Wait until the editor holds this text and nothing else."""
    for _ in range(LOOKS):
        if text == await text_in(page):
            return
        await page.wait_for_timeout(LOOK_MS)
    assert text == await text_in(page)


async def stored(site: Site, path: str = FILE) -> str:
    """The text of the file in the working copy."""
    file = (await working_copy(site.engine, SHOP)).file(path)
    assert file is not None
    return file.text


async def save_elsewhere(site: Site, text: str, path: str = FILE) -> None:
    """Store another text, as the command line or a colleague does."""
    author = Author(actor=CLI, note="from the command line")
    outcome = await save_rule_file(site.engine, SHOP, path, digest_of(await stored(site, path)), text, author)
    assert not isinstance(outcome, Rejection), outcome
