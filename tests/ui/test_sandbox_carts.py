"""Carts that are left in the sandbox: a merchant leaves one, moves the clock, reads the mail, comes back and buys."""

import re
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, Response, expect

from tests.ui.conftest import OpenPage
from tests.ui.looks import overflow, picture, violations
from tests.ui.test_sandbox import OPENING_MS, order, put_in_cart

MEMBER = "hanako@example.com"
TEXTS = {
    "ja": {
        "controls": "操作",
        "example": "見本の店で試す",
        "title": "カゴ落ちリマインド",
        "load": "読み込む",
        "close": "閉じる",
        "later": "4 時間",
        "member": "会員として注文する",
        "newsletter": "お知らせ（新商品やお得な情報などの広告）をメールと SMS で受け取る",
        "unsent": "送られなかったメッセージ",
        "no_consent": "広告を受け取る同意がありません",
        "restored": "前回のカートの中身を元に戻しました",
    },
    "en": {
        "controls": "Controls",
        "example": "Try an example shop",
        "title": "Carts that were left behind",
        "load": "Load",
        "close": "Close",
        "later": "4 hours",
        "member": "Order as a member",
        "newsletter": "Send me news by e-mail and SMS (advertising: new products and special offers)",
        "unsent": "Messages that were not sent",
        "no_consent": "No consent to advertising",
        "restored": "Your cart is as you left it",
    },
}
Locale = Literal["ja", "en"]


async def open_controls(page: Page, locale: Locale = "ja") -> Locator:
    await page.get_by_role("button", name=TEXTS[locale]["controls"], exact=True).click(timeout=OPENING_MS)
    return page.get_by_role("dialog")


async def load_example(page: Page, locale: Locale = "ja") -> None:
    """The example shop that reminds."""
    text = TEXTS[locale]
    await page.goto("/sandbox/")
    dialog = await open_controls(page, locale)
    await dialog.get_by_label(text["example"]).select_option(text["title"])
    await dialog.get_by_role("button", name=text["load"]).click()
    await expect(page.locator(".strip .facts")).to_contain_text(text["title"], timeout=OPENING_MS)
    await dialog.get_by_role("button", name=text["close"], exact=True).click()


def saves_member(response: Response) -> bool:
    """Whether a report of the member's cart was answered."""
    sent = response.request.post_data or ""
    return "cartSave" in sent and MEMBER in sent


async def leave(page: Page, *, newsletter: bool, locale: Locale = "ja") -> None:
    """Put the big pack into the cart, say who it is, a member, and go no further."""
    text = TEXTS[locale]
    await put_in_cart(page, "煎茶まとめパック 300g")
    await page.goto("/sandbox/customer")
    await page.locator("input[type=email]").fill(MEMBER)
    await page.get_by_label(text["member"]).check()
    await page.get_by_label(text["newsletter"]).set_checked(newsletter)
    async with page.expect_response(saves_member) as saved:
        await page.locator("form.fields button[type=submit]").click()
    assert {"data": {"cartSave": {"saved": True}}} == await (await saved.value).json()


async def move_clock(page: Page, locale: Locale = "ja") -> None:
    """Four hours later."""
    dialog = await open_controls(page, locale)
    now = dialog.locator("fieldset", has=page.locator(".moves")).locator("strong")
    before = await now.inner_text()
    await dialog.get_by_role("button", name=TEXTS[locale]["later"], exact=True).click()
    await expect(now).not_to_have_text(before, timeout=OPENING_MS)
    await dialog.get_by_role("button", name=TEXTS[locale]["close"], exact=True).click()


async def look(page: Page, name: str) -> None:
    """Accessible and no wider than the window, in both sizes; pictures for people."""
    for width in (1280, 390):
        await page.set_viewport_size({"width": width, "height": 800})
        await picture(page, f"sandbox-{name}-{width}")
        assert (name, width, [], 0) == (name, width, await violations(page), await overflow(page))
    await page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.requirement("S3.5", "S3.28", "S3.30")
async def test_a_cart_that_was_left_comes_back_by_its_mail_and_is_bought(
    open_page: OpenPage, page: Page
) -> None:
    await load_example(page)
    await leave(page, newsletter=True)
    await move_clock(page)
    await page.get_by_role("link", name="受信箱").click()
    await page.get_by_role("link", name=re.compile("カートに商品が残っています")).click()
    await look(page, "reminder-ja")
    address = await page.locator("pre a[href^='/sandbox/r/']").get_attribute("href")
    assert address is not None

    other = await open_page()  # another device: nothing is in its cart
    await other.goto(address)

    await expect(other.get_by_text(TEXTS["ja"]["restored"])).to_be_visible(timeout=OPENING_MS)
    await expect(other).to_have_url(re.compile(r"/sandbox/cart$"))
    await expect(other.locator(".lines li")).to_contain_text("煎茶まとめパック 300g")
    await expect(other.locator(".sums .total dd")).to_have_text("¥4,300")  # of the engine, now
    await look(other, "restored-ja")

    await other.get_by_role("link", name="お客様情報の入力へ").click()
    await other.get_by_label("メールアドレス").fill(MEMBER)
    await other.get_by_role("button", name="注文内容の確認へ").click()
    await order(other)
    dialog = await open_controls(other)
    figures = dialog.get_by_role("listitem").filter(has_text="cart-3h")
    await expect(figures).to_contain_text(
        re.compile(r"離脱\s*1\s*送信\s*1\s*クリック\s*1\s*回収\s*1\s*回収額")
    )
    await expect(figures).to_contain_text("¥4,300")
    await look(other, "recovered-ja")


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_who_did_not_agree_gets_nothing_and_the_merchant_is_told_why(
    open_page: OpenPage, locale: Locale
) -> None:
    page = await open_page(locale=locale)
    text = TEXTS[locale]
    await load_example(page, locale)
    await page.goto("/sandbox/customer")
    await expect(page.get_by_label(text["newsletter"])).not_to_be_checked()
    await look(page, f"newsletter-{locale}")
    await leave(page, newsletter=False, locale=locale)
    await move_clock(page, locale)

    dialog = await open_controls(page, locale)
    await expect(dialog.get_by_role("region", name=text["unsent"])).to_contain_text(text["no_consent"])
    await dialog.get_by_role("button", name=text["close"], exact=True).click()
    await page.goto("/sandbox/inbox")
    await expect(page.get_by_role("region", name=text["unsent"])).to_contain_text(text["no_consent"])
    await expect(page.locator(".mails li")).to_have_count(0)
    await look(page, f"unsent-{locale}")


@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_message_that_waits_for_the_morning_says_when_it_comes(
    open_page: OpenPage, locale: Locale
) -> None:
    page = await open_page(locale=locale)
    await load_example(page, locale)
    for _ in range(2):
        await move_clock(page, locale)  # to six in the evening
    await leave(page, newsletter=True, locale=locale)
    await move_clock(page, locale)
    await page.goto("/sandbox/inbox")
    name, waits = {
        "ja": ("これから届くメッセージ", "送信しない時間帯（夜間）のため、終わるまで待っています。"),
        "en": ("Messages that are still to come", "It waits until the quiet hours are over."),
    }[locale]
    waiting = page.get_by_role("region", name=name)
    await expect(waiting).to_contain_text("08:00")
    await expect(waiting).to_contain_text(waits)
    await look(page, f"waiting-{locale}")
