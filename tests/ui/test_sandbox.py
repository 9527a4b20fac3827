"""The sandbox storefront in a browser: a merchant tries a rule as a shopper would, and lets things go wrong."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.service.catalog import save_products
from tests.service.shop import TEST, example_files
from tests.ui.conftest import OpenPage
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.site import SHOP, Site
from tests.ui.watch import Watch

BUYER = "hanako@example.com"
OPENING_MS = 30_000  # a new sandbox migrates a database of its own


async def put_in_cart(page: Page, name: str) -> None:
    """Put a product into the cart, and go there."""
    await page.goto("/sandbox/")
    await page.get_by_role("button", name=re.compile(f"(カートに入れる|Add to cart): {name}")).click()
    await page.get_by_role("status").get_by_role("link").click()
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


async def to_review(page: Page, name: str, email: str = BUYER) -> None:
    """From the shelf to the page with the code entry box."""
    await put_in_cart(page, name)
    await page.get_by_role("link", name="お客様情報の入力へ").click()
    await page.get_by_label("メールアドレス").fill(email)
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await expect(page.get_by_role("heading", name="注文内容", level=1)).to_be_visible()


async def enter_code(page: Page, code: str) -> None:
    await page.get_by_label("クーポンコード").fill(code)
    await page.get_by_role("button", name="使う").click()


async def to_gateway(page: Page) -> None:
    await page.get_by_role("button", name="お支払いへ進む").click()
    await expect(page.get_by_role("heading", name="テスト決済")).to_be_visible()


async def order(page: Page, answer: str = "承認して戻る") -> None:
    """Pay and place the order."""
    await to_gateway(page)
    await page.get_by_role("button", name=answer).click()
    await page.get_by_role("button", name="注文を確定する").click()
    await expect(page.get_by_role("heading", name="ご注文ありがとうございます")).to_be_visible()


async def earn(page: Page, email: str = BUYER) -> str:
    """Buy the sample and read the code in the mail."""
    await to_review(page, "煎茶おためしパック", email)
    await order(page)
    await page.get_by_role("link", name="届いたメールを読む").click()
    await page.get_by_role("list").get_by_role("link").first.click()
    found = re.search(r"[：:]\s*(\d{8})\b", await page.locator("pre").inner_text())
    assert found is not None
    return found.group(1)


async def control(page: Page, *buttons: str) -> None:
    """Open the controls and press."""
    await page.get_by_role("button", name="操作").click()
    dialog = page.get_by_role("dialog")
    for button in buttons:
        await dialog.get_by_role("button", name=button, exact=True).click()
        await expect(dialog.get_by_role("status")).not_to_have_text("お待ちください…", timeout=OPENING_MS)
    if await dialog.is_visible():
        await dialog.get_by_role("button", name="閉じる").click()


async def total(page: Page, amount: str) -> None:
    await expect(page.locator(".sums .total dd")).to_have_text(amount)


@pytest.mark.requirement("S1.38", "S1.40", "S1.41", "S1.42", "S1.44", "S1.45", "S1.46")
async def test_a_merchant_buys_reads_the_mail_and_redeems(page: Page, site: Site) -> None:
    code = await earn(page)

    await to_review(page, "煎茶まとめパック")
    await enter_code(page, code)
    await expect(page.get_by_text("適用しました")).to_be_visible()
    await total(page, "¥3,800")  # 3,800 and 500 for shipping, less 500
    await expect(page.get_by_text("次の決済画面には ¥4,300 と表示されます")).to_be_visible()
    await to_gateway(page)
    await total(page, "¥4,300")
    await page.get_by_role("button", name="承認して戻る").click()
    await expect(page.get_by_text("決済画面に表示された金額")).to_be_visible()
    await total(page, "¥3,800")
    await page.get_by_role("button", name="注文を確定する").click()
    await expect(page.get_by_role("heading", name="ご注文ありがとうございます")).to_be_visible()

    assert await site.engine.store.counts("tea", "orders") == 0  # the real shop knows nothing of it


@pytest.mark.requirement("S1.8")
async def test_another_address_is_refused_and_only_the_merchant_is_told_why(page: Page) -> None:
    code = await earn(page)
    await to_review(page, "煎茶まとめパック", "taro@example.com")

    await enter_code(page, code)

    refusal = page.locator(".coupon-box.coupon .problem")
    await expect(refusal).to_contain_text(code)
    await total(page, "¥4,300")
    told = await refusal.inner_text()
    await page.get_by_text("お店だけに見える判定の理由").click()
    await expect(page.locator(".reasons li")).to_contain_text("別のメールアドレス")
    await enter_code(page, "00000000")
    await expect(refusal).to_have_text(told.replace(code, "00000000"))  # as if there were no such code


@pytest.mark.requirement("V1", "S1.17")
async def test_the_code_expires_when_the_clock_is_moved_on(page: Page) -> None:
    code = await earn(page)
    await control(page, "7 日", "7 日")
    await to_review(page, "煎茶まとめパック")
    await enter_code(page, code)
    await total(page, "¥3,800")  # on its last day

    await control(page, "1 日")

    await expect(page.locator(".coupon-box.coupon .problem")).to_contain_text(code)
    await total(page, "¥4,300")


@pytest.mark.requirement("S1.43")
async def test_a_shared_code_is_taken_off_on_the_payment_page_already(page: Page) -> None:
    await to_review(page, "煎茶まとめパック")
    await enter_code(page, "ｗｅｌｃｏｍｅ10")
    await total(page, "¥3,920")
    await to_gateway(page)
    await total(page, "¥3,920")
    await expect(page.get_by_text("ワンタイムクーポンの割引は")).to_have_count(0)


async def test_a_refused_payment_charges_nobody_and_the_cart_is_still_there(page: Page) -> None:
    await to_review(page, "煎茶おためしパック")
    await to_gateway(page)
    await page.get_by_role("button", name="支払いを断る").click()
    await expect(page.get_by_role("alert")).to_contain_text("引き落とされていません")
    await page.get_by_role("link", name="注文内容").click()
    await order(page)


async def test_a_lost_answer_and_a_double_report_end_in_one_order_each(page: Page) -> None:
    await to_review(page, "煎茶おためしパック")
    await order(page, "引き落とし後、応答が届かない")
    await expect(page.get_by_text("決済会社に照会してから注文を記録しました")).to_be_visible()

    await to_review(page, "煎茶おためしパック")
    await order(page, "完了通知が 2 回届く")
    await expect(page.get_by_text("2 回目の orderRecord")).to_be_visible()

    await page.goto("/sandbox/inbox")
    await expect(page.locator(".mails li")).to_have_count(2)


async def test_a_reset_empties_shop_cart_and_inbox(page: Page) -> None:
    await earn(page)
    await put_in_cart(page, "常滑焼の急須")
    await control(page, "1 日", "サンドボックスを空にする", "本当に空にする")

    await expect(page.get_by_role("link", name="カート（0 点）")).to_be_visible()
    await page.get_by_role("link", name="受信箱").click()
    await expect(page.get_by_text("メールはまだありません")).to_be_visible()


@pytest.mark.requirement("S1.36")
async def test_the_code_entry_box_is_shown_as_the_quote_says(page: Page, site: Site) -> None:
    product = (await site.engine.store.catalog(SHOP)).products["KYUSU-1"]
    await save_products(site.engine, SHOP, [replace(product, coupon_entry=False)], actor=TEST)
    await to_review(page, "常滑焼の急須")
    await expect(page.get_by_text("クーポンコードの入力欄はありません")).to_be_visible()
    await expect(page.get_by_label("クーポンコード")).to_have_count(0)


@pytest.mark.requirement("S1.39")
async def test_a_product_without_the_tick_says_how_to_sell_it_here(page: Page) -> None:
    await page.goto("/sandbox/")
    card = page.get_by_role("listitem").filter(has_text="ギフトカード")
    await card.get_by_text("テスト対象外").click(timeout=OPENING_MS)
    await expect(card.get_by_text("sandbox 列を yes に")).to_be_visible()
    await expect(card.get_by_role("button")).to_have_count(0)


async def test_the_draft_is_tried_before_it_is_published(page: Page, site: Site) -> None:
    files = tuple(
        replace(file, text=file.text.replace("discount free shipping", "discount 300 JPY"))
        for file in example_files()
    )
    await site.engine.store.add_revision(SHOP, files, "", TEST, "draft", site.clock.now())
    await to_review(page, "常滑焼の急須")
    await total(page, "¥5,500")

    await page.get_by_role("button", name="操作").click()
    await page.get_by_label("下書き").click()
    await expect(page.get_by_label("下書き")).to_be_checked()
    await page.get_by_role("button", name="閉じる").click()

    await expect(page.get_by_text("下書きのルール（版 2）")).to_be_visible()
    await total(page, "¥5,700")  # 5,500 and 500 for shipping, less 300


@pytest.mark.requirement("S1.38")
async def test_a_limit_of_one_works_and_the_controls_show_what_the_rule_did(page: Page, site: Site) -> None:
    text = '\nsale "once" {\n  title "おひとり様 1 回"\n  discount 200 JPY\n  limit 1 per customer\n}\n'
    files = tuple(
        replace(file, text=file.text + text) if file.path == "rules.otoku" else file
        for file in example_files()
    )
    await site.engine.store.add_revision(SHOP, files, "", TEST, "draft", site.clock.now())
    await page.goto("/sandbox/")
    await page.get_by_role("button", name="操作").click()
    await page.get_by_label("下書き").click()
    await expect(page.get_by_label("下書き")).to_be_checked()
    await expect(page.get_by_role("alert")).to_have_count(0)
    await page.get_by_role("button", name="閉じる").click()

    await to_review(page, "煎茶おためしパック")
    await total(page, "¥1,280")  # 980 and 500 for shipping, less 200
    await order(page)
    await to_review(page, "煎茶おためしパック")
    await total(page, "¥1,480")

    await page.get_by_role("button", name="操作").click()
    figures = page.get_by_role("listitem").filter(has_text="おひとり様 1 回")
    await expect(figures).to_contain_text("¥200")
    await picture(page, "sandbox-figures-ja-1280")


async def test_an_example_shop_shows_hints_presents_and_its_own_products(page: Page) -> None:
    await page.goto("/sandbox/")
    await page.get_by_role("button", name="操作").click()
    await page.get_by_label("見本の店で試す").select_option("送料無料とプレゼント")
    await page.get_by_role("button", name="読み込む").click()
    await expect(page.get_by_text("見本の店「送料無料とプレゼント」")).to_be_visible(timeout=OPENING_MS)
    await page.get_by_role("button", name="閉じる").click()
    await page.get_by_role("link", name="深煎りブレンド 200g").click()
    await expect(page.get_by_role("heading", name="深煎りブレンド 200g", level=1)).to_be_visible()
    await picture(page, "sandbox-product-ja-1280")
    await page.get_by_role("button", name="カートに入れる").click()
    await page.get_by_role("link", name="カートを見る").click()

    more = page.get_by_role("button", name="1 つ増やす")
    for _ in range(2):
        await more.click()
    await expect(page.locator(".hints")).to_contain_text("あと ¥1,160 で送料無料")  # 3,840 of 5,000
    await picture(page, "sandbox-hint-ja-1280")
    assert await violations(page) == []
    for _ in range(4):
        await more.click()
    presents = page.get_by_role("list", name="プレゼントの品")
    await expect(presents).to_contain_text("¥0")  # 8,960 of 8,000
    await expect(page.locator(".sums .off")).to_have_count(
        1
    )  # what shipping costs; a present takes nothing off
    await picture(page, "sandbox-present-ja-1280")

    await page.get_by_role("link", name="お客様情報の入力へ").click()
    await page.get_by_label("メールアドレス").fill(BUYER)
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await expect(presents).to_be_visible()
    await order(page)
    await expect(presents).to_be_visible()


async def test_who_is_not_signed_in_is_sent_to_sign_in(open_page: OpenPage, watch: Watch) -> None:
    watch.allow(401, "/sandbox/api/shop")
    page = await open_page(signed_in=False)
    await page.goto("/sandbox/")
    await expect(page.get_by_role("heading", name="サインインが必要です")).to_be_visible()
    assert await violations(page) == []


async def test_the_whole_way_works_with_the_keyboard_alone(page: Page) -> None:
    await page.goto("/sandbox/")
    await press_until(page, "カートに入れる: 煎茶おためしパック")
    await press_until(page, "カートを見る")
    await press_until(page, "お客様情報の入力へ")
    await page.get_by_label("メールアドレス").focus()
    await page.keyboard.type(BUYER)
    await page.keyboard.press("Enter")
    await press_until(page, "お支払いへ進む")
    await press_until(page, "承認して戻る")
    await press_until(page, "注文を確定する")
    await expect(page.get_by_role("heading", name="ご注文ありがとうございます")).to_be_visible()


async def press_until(page: Page, name: str) -> None:
    """Go on with Tab until the button or link of that name has the focus, and press Enter."""
    wanted = page.locator(f"button[aria-label='{name}'], a:text-is('{name}'), button:text-is('{name}')").first
    await expect(wanted).to_be_enabled()
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("(element) => element === document.activeElement"):
            await page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab never reached {name}")


@dataclass(kw_only=True)
class Walk:
    """Goes through the shop and looks at each page: accessible, no sideways scroll, a picture for people."""

    page: Page
    locale: Literal["ja", "en"]
    seen: list[str] = field(default_factory=list)

    async def look(self, name: str, path: str | None = None) -> None:
        if path is not None:
            await self.page.goto(path)
        await expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=OPENING_MS)
        await expect(self.page.locator("[aria-busy='true']")).to_have_count(0)
        await fits_both_sizes(self.page, f"sandbox-{name}-{self.locale}")
        self.seen.append(name)

    async def press(self, japanese: str, english: str) -> None:
        name = japanese if self.locale == "ja" else english
        await self.page.locator(f"a:text-is('{name}'), button:text-is('{name}')").first.click()

    async def shop(self) -> None:
        page = self.page
        await self.look("empty-cart", "/sandbox/cart")
        await self.look("catalogue", "/sandbox/")
        for name in ("煎茶おためしパック", "煎茶まとめパック"):
            await page.locator(f"button[aria-label*='{name}']").click()
        await page.goto("/sandbox/cart")
        await page.locator(".reasons summary").click()
        await expect(page.locator(".reasons li, .reasons p")).not_to_have_count(0)
        await self.look("cart")
        await page.goto("/sandbox/customer")
        await page.locator("input[type=email]").fill("hanako")
        await page.keyboard.press("Enter")
        await self.look("customer")
        await page.locator("input[type=email]").fill(BUYER)
        await page.keyboard.press("Enter")
        await page.locator(".coupon-box.coupon input").fill("NOSUCHCODE")
        await page.keyboard.press("Enter")
        await expect(page.locator(".coupon-box.coupon .problem")).to_be_visible()
        await self.look("review")

    async def pay(self) -> None:
        page = self.page
        await self.press("お支払いへ進む", "Continue to payment")
        await page.wait_for_url("**/pay/*")
        await self.look("gateway")
        await self.press("完了通知が 2 回届く", "Payment reported twice")
        await page.wait_for_url("**/confirm/*")
        await self.look("confirmation")
        await self.press("注文を確定する", "Place the order")
        await page.wait_for_url("**/thanks/*")
        await self.look("thanks")

    async def behind(self) -> None:
        await self.look("inbox", "/sandbox/inbox")
        await self.page.locator(".mails a").click()
        await self.look("mail")
        await self.look("lost", "/sandbox/nowhere")
        await self.page.locator(".strip > button").click()
        await self.look("controls")


@pytest.mark.parametrize(("locale", "width"), [("ja", 1280), ("en", 390)])
async def test_every_page_is_accessible_and_fits_its_window(
    open_page: OpenPage, locale: Literal["ja", "en"], width: int
) -> None:
    walk = Walk(page=await open_page(locale=locale, width=width), locale=locale)
    await walk.shop()
    await walk.pay()
    await walk.behind()
    assert len(walk.seen) == 12
