"""The form of a landing page in the sandbox: left, written after by SMS and mail, opened again and bought."""

import re
from typing import Literal

import pytest
from playwright.async_api import Locator, Page, expect

from tests.ui.conftest import OpenPage
from tests.ui.test_sandbox import OPENING_MS, order, to_gateway, to_review
from tests.ui.test_sandbox_carts import TEXTS as CARTS
from tests.ui.test_sandbox_carts import look, move_clock, open_controls

SAMPLE = "SAMPLE-1"
EMAIL = "hanako@example.com"
PHONE = "０９０-1234-5678"
FORMS = {"ja": "フォーム離脱リマインド（LP）", "en": "Forms that were left behind"}
TEXTS = {
    "ja": {
        "email": "メールアドレス",
        "phone": "携帯電話番号",
        "name": "お名前",
        "consent": "お得な情報（広告）",
        "member": "会員としてログインしている",
        "ad": "入力離脱設定が有効な広告から来た",
        "kept": "入力の途中まで、お店に伝わりました。",
        "leave": "入力をやめて離れる",
        "left": "ページを離れました",
        "back": "ご入力の続きからどうぞ。",
        "parts": "通分（UCS-2）",
        "to_inbox": "受信箱を見る",
        "no_consent": "広告を受け取る同意がありません",
    },
    "en": {
        "email": "E-mail address",
        "phone": "Mobile number",
        "name": "Name",
        "consent": "special offers (advertising)",
        "member": "is signed in as a member",
        "ad": "came by an advertisement",
        "kept": "The shop knows what you have typed so far.",
        "leave": "Stop and leave",
        "left": "You have left the page",
        "back": "Go on where you stopped.",
        "parts": "messages (UCS-2)",
        "to_inbox": "See the inbox",
        "no_consent": "No consent to advertising",
    },
}
Locale = Literal["ja", "en"]


async def load(page: Page, example: str, locale: Locale = "ja") -> None:
    """An example shop, by its title."""
    text = CARTS[locale]
    await page.goto("/sandbox/")
    dialog = await open_controls(page, locale)
    await dialog.get_by_label(text["example"]).select_option(example)
    await dialog.get_by_role("button", name=text["load"]).click()
    await expect(page.locator(".strip .facts")).to_contain_text(example, timeout=OPENING_MS)
    await dialog.get_by_role("button", name=text["close"], exact=True).click()


async def open_landing(page: Page) -> Locator:
    """The landing page, from the page of the product."""
    await page.goto(f"/sandbox/product/{SAMPLE}")
    await page.locator(f"a[href='/sandbox/lp/{SAMPLE}']").click()
    form = page.get_by_role("form")
    await expect(form).to_be_visible()
    return form


async def fill(form: Locator, text: dict[str, str], *, agrees: bool = True) -> None:
    """Type all there is, and wait until the shop knows it."""
    await form.get_by_label(text["name"]).fill("佐藤花子")
    await form.get_by_label(text["email"]).fill(EMAIL)
    await form.get_by_label(text["phone"]).fill(PHONE)
    await form.get_by_label(text["consent"]).set_checked(agrees)
    await expect(form.get_by_text(text["kept"])).to_be_visible()


async def leave(form: Locator, text: dict[str, str], *, agrees: bool = True) -> None:
    """Fill the form in, and go away."""
    page = form.page
    await fill(form, text, agrees=agrees)
    await form.get_by_role("button", name=text["leave"]).click()
    await expect(page.get_by_role("heading", name=text["left"])).to_be_visible()


async def open_sms(page: Page) -> None:
    """The SMS in the inbox, which has no subject."""
    await page.get_by_role("link", name=re.compile("受信箱|inbox", re.IGNORECASE)).first.click()
    await page.locator(".mails li").filter(has_text="SMS").get_by_role("link").click()
    await expect(page.get_by_role("heading", name="SMS", level=1)).to_be_visible()


@pytest.mark.requirement("S3.36", "S3.43", "S3.46", "S3.49", "S3.50")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_a_form_that_was_left_is_written_after_by_sms_and_opens_again(
    open_page: OpenPage, locale: Locale
) -> None:
    page, text = await open_page(locale=locale), TEXTS[locale]
    await load(page, FORMS[locale], locale)
    form = await open_landing(page)
    await expect(form.get_by_label(text["consent"])).not_to_be_checked()  # nobody is ticked in beforehand
    await look(page, f"landing-{locale}")
    await leave(form, text)
    await move_clock(page, locale)
    await open_sms(page)
    await expect(page.locator(".bubble")).to_contain_text("停止")
    await expect(page.get_by_text(text["parts"])).to_be_visible()
    await look(page, f"sms-{locale}")
    address = await page.locator(".bubble a[href^='/sandbox/r/']").get_attribute("href")
    assert address is not None

    other = await open_page(locale=locale)  # another device: it knows nothing of the form
    await other.goto(address)

    await expect(other.get_by_text(text["back"])).to_be_visible(timeout=OPENING_MS)
    await expect(other).to_have_url(re.compile(rf"/sandbox/lp/{SAMPLE}$"))
    await expect(other.get_by_label(text["email"])).to_have_value(
        ""
    )  # the link tells nothing of its buyer (SEC26)
    await look(other, f"landing-back-{locale}")


@pytest.mark.requirement("S3.30", "S3.51")
async def test_who_comes_back_to_the_form_and_buys_counts_as_recovered(page: Page) -> None:
    text = TEXTS["ja"]
    await load(page, FORMS["ja"])
    await leave(await open_landing(page), text)
    await move_clock(page)
    await open_sms(page)
    await page.locator(".bubble a[href^='/sandbox/r/']").click()
    await expect(page.get_by_text(text["back"])).to_be_visible(timeout=OPENING_MS)
    form = page.get_by_role("form")
    await expect(form.get_by_label(text["email"])).to_have_value(EMAIL)  # this browser remembers
    await form.get_by_role("button", name="注文内容の確認へ").click()
    await expect(page.get_by_role("heading", name="注文内容", level=1)).to_be_visible()

    await order(page)

    dialog = await open_controls(page)
    figures = dialog.get_by_role("listitem").filter(has_text="form-sms")
    await expect(figures).to_contain_text(re.compile(r"送信\s*1\s*クリック\s*1\s*回収\s*1"))


@pytest.mark.requirement("S3.41", "S3.42", "S3.54")
@pytest.mark.parametrize("why", ["no_consent", "member", "ad"])
async def test_who_may_not_be_written_after_is_not(page: Page, why: str) -> None:
    text = TEXTS["ja"]
    await load(page, FORMS["ja"])
    form = await open_landing(page)
    if why != "no_consent":
        await form.get_by_label(text[why]).set_checked(why == "member")
    await leave(form, text, agrees=why != "no_consent")

    await move_clock(page)

    await page.get_by_role("link", name=text["to_inbox"]).click()
    await expect(page.get_by_text("メールはまだありません")).to_be_visible()
    told = page.get_by_role("region", name=CARTS["ja"]["unsent"])
    if why == "no_consent":
        await expect(told).to_contain_text(text["no_consent"])


@pytest.mark.requirement("S3.8")
async def test_a_buyer_whom_the_screening_redirected_is_not_reminded(page: Page) -> None:
    await load(page, CARTS["ja"]["title"])
    await to_review(page, "煎茶まとめパック")
    await to_gateway(page)
    await page.get_by_role("button", name="不正検知で保留になり").click()
    await expect(page.get_by_role("alert")).to_contain_text("引き落とされていません")

    await move_clock(page)

    await page.goto("/sandbox/inbox")
    await expect(page.locator(".mails li")).to_have_count(0)


@pytest.mark.requirement("S3.7", "V15")
async def test_a_buyer_who_could_not_pay_is_reminded_though_no_confirmation_was_seen(page: Page) -> None:
    await load(page, CARTS["ja"]["title"])
    await page.goto("/sandbox/customer")
    await page.get_by_label(CARTS["ja"]["newsletter"]).check()
    await page.get_by_label("メールアドレス").fill(EMAIL)
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await expect(page).to_have_url(
        re.compile(r"/sandbox/cart$")
    )  # the consent is told; there is nothing to review yet
    await to_review(page, "煎茶まとめパック", EMAIL)
    await to_gateway(page)
    await page.get_by_role("button", name="支払いを断る").click()
    await expect(page.get_by_role("alert")).to_contain_text("引き落とされていません")

    await move_clock(page)

    await page.goto("/sandbox/inbox")
    await expect(page.locator(".mails li")).to_have_count(1)
