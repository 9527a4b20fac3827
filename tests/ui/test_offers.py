"""The page between payment and thanks: set up in the browser alone, and seen to sell in the sandbox."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from engine.dsl.forms.offer_starters import OFFER_STARTERS
from engine.model.answers import Published
from engine.model.records import SourceFile
from engine.service.publish import publish
from engine.store.connect import open_store
from tests.service.shop import TEST, example_files, make_engine
from tests.support.plans import sell_on_plans
from tests.ui.conftest import new_visitor, sign_in
from tests.ui.looks import fits_both_sizes, picture, violations
from tests.ui.server import Server
from tests.ui.site import SHOP, make_database, running_site
from tests.ui.watch import Watch

OPENING_MS = 40_000  # a new sandbox migrates a database of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One of the four: how it is set up, what is bought, what the page says and does."""

    story: str
    name: str
    product: str
    way: str  # of buying the trigger product; empty: there is one only
    page: tuple[str, ...]
    thanks: tuple[str, ...]
    renewed: str = ""  # what each later delivery costs; empty: there is none
    trigger: str = ""  # a further product, besides that of the story


PATTERNS = [
    Pattern(
        story="購入直後に、もう1品をご案内",
        name="one-more",
        product="煎茶まとめパック 300g",
        way="",
        page=("先ほどのご注文に、この商品を追加します", "¥5,500", "¥4,950"),
        thanks=("常滑焼の急須 × 1", "¥4,950"),
    ),
    Pattern(
        story="単品の購入直後に、定期便をご案内",
        name="to-subscription",
        product="煎茶おためしパック",
        way="",
        page=("この定期便のお申し込みに切り替えます", "¥1,065", "¥1,332", "解約・キャンセル"),
        thanks=("煎茶定期便 100g × 1", "¥1,065", "¥1,332", "取り消され、定期便に切り替わりました"),
    ),
    Pattern(
        story="定期便の申込直後に、もう1種類の定期便をご案内",
        name="into-subscription",
        product="煎茶定期便 100g",
        way="定期便（1か月ごと）",
        page=("お申し込みの定期便に、この商品を追加します", "¥1,024", "¥1,152"),
        thanks=("ほうじ茶定期便 100g × 1", "¥1,024", "¥1,152", "これまでのお届け 1 回"),
        renewed="¥2,984",  # 1,332 and 1,152, and 500 for shipping
    ),
    Pattern(
        story="定期便の申込直後に、初回だけの1品をご案内",
        name="first-delivery",
        product="ほうじ茶定期便 100g",
        way="定期便（1か月ごと）",
        page=("初回のお届けに、この商品を追加します", "¥5,000"),
        thanks=("常滑焼の急須 × 1", "¥5,000"),
        trigger="TEIKI-2",
    ),
]


@pytest.fixture(scope="module")
async def stage(
    browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory, built_ui: None
) -> AsyncIterator[tuple[Page, Watch]]:
    """One shop that sells on plans and one signed-in page for all tests of this file: opening a sandbox takes long."""
    folder = tmp_path_factory.mktemp("offers")
    database = await _database(folder)
    (folder / "served").mkdir()
    async with running_site(server, database, folder / "served") as site:
        visitor = await new_visitor(browser, site.base)
        await sign_in(visitor, site)
        page, watch = await visitor.new_page(), Watch()
        await watch.over(page)
        yield page, watch
        await visitor.close()


async def _database(folder: Path) -> Path:
    path = folder / "shop.sqlite3"
    await make_database(path)
    store = open_store(f"sqlite://{path}")
    await store.open()
    engine = make_engine(store)
    await sell_on_plans(engine, SHOP)
    text = OFFER_STARTERS[0].text.replace("PACK-1", "PACK-2").replace('"one-more"', '"from-the-start"')
    files = (*example_files(), SourceFile(path="from-the-start.otoku", text=f"otoku 1\n\n{text}"))
    published = await publish(engine, SHOP, files, expected=1, actor=TEST)
    assert isinstance(published, Published), published
    await store.close()
    return path


@pytest.fixture
async def page(stage: tuple[Page, Watch]) -> AsyncIterator[Page]:
    """The page that lasts; whatever it complained of fails the test."""
    page, watch = stage
    await page.set_viewport_size({"width": 1280, "height": 800})
    yield page
    complaints, watch.complaints = watch.complaints, []
    assert [] == complaints


async def set_up(page: Page, pattern: Pattern) -> None:
    """From the story to a published rule, without a line of text."""
    await page.goto("/admin/rules/new")
    await page.get_by_role("link", name=f"これで始める: {pattern.story}").click()
    if pattern.trigger:
        skus = page.get_by_role("combobox", name="きっかけ: 商品・カテゴリー・タグ")
        await skus.fill(pattern.trigger)
        await skus.press("Enter")
        await expect(page.get_by_text(f"({pattern.trigger})").first).to_be_visible()
    await page.get_by_role("button", name="下書きとして保存").click()
    await expect(page.get_by_role("heading", name=f"{pattern.name}.otoku")).to_be_visible()
    await page.get_by_role("link", name="公開へ").click()
    await page.get_by_role("button", name="公開する").click()
    await expect(page.get_by_role("heading", name="公開する変更はありません")).to_be_visible()


async def buy(page: Page, product: str, way: str = "", email: str = "hanako@example.com") -> None:
    """From the shelf of the sandbox to the page after payment."""
    await page.goto("/sandbox/")
    shelf = page.get_by_role("link", name=product, exact=True)
    await expect(shelf).to_be_visible(timeout=OPENING_MS)
    await shelf.click()
    if way:
        await page.get_by_label(way).check()
    await page.get_by_role("button", name="カートに入れる").click()
    await page.get_by_role("status").get_by_role("link").click()
    await page.get_by_role("link", name="お客様情報の入力へ").click()
    await page.get_by_label("メールアドレス").fill(email)
    await page.get_by_role("button", name="注文内容の確認へ").click()
    await page.get_by_role("button", name="お支払いへ進む").click()
    await page.get_by_role("button", name="承認して戻る").click()
    await page.get_by_role("button", name="注文を確定する").click()


async def let_a_month_pass(page: Page) -> None:
    """Move the clock of the sandbox from its controls."""
    await page.get_by_role("button", name="操作").click()
    dialog = page.get_by_role("dialog")
    for days in ("30 日", "7 日"):
        await dialog.get_by_role("button", name=days, exact=True).click()
        await expect(dialog.get_by_role("status")).not_to_have_text("お待ちください…", timeout=OPENING_MS)
    await dialog.get_by_role("button", name="閉じる").click()


@pytest.mark.requirement("M4", "S4.1", "S4.3", "S4.6", "S4.21", "S4.34", "S4.61", "S4.62")
@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.name)
async def test_a_pattern_is_set_up_in_the_browser_alone_and_sells_in_the_sandbox(
    page: Page, pattern: Pattern
) -> None:
    await set_up(page, pattern)

    await buy(page, pattern.product, pattern.way, f"{pattern.name}@example.com")

    offer = page.get_by_role("article")
    for text in pattern.page:
        await expect(offer).to_contain_text(text)
    await expect(page.get_by_role("timer")).to_have_text(re.compile(r"^(10:00|9:\d\d)$"))
    await fits_both_sizes(page, f"upsell-{pattern.name}")
    await offer.get_by_role("button").last.scroll_into_view_if_needed()
    await offer.locator("button").nth(-2).click()
    await expect(page.get_by_role("button", name="ご注文の完了画面へ")).to_be_visible()
    await page.get_by_role("button", name="ご注文の完了画面へ").click()
    for text in pattern.thanks:
        await expect(page.get_by_role("main")).to_contain_text(text)
    if pattern.renewed:
        await let_a_month_pass(page)
        await expect(page.get_by_role("main")).to_contain_text("これまでのお届け 2 回")
        await expect(page.get_by_role("region", name="定期便")).to_contain_text(pattern.renewed)
    await picture(page, f"upsell-{pattern.name}-thanks")
    assert [] == await violations(page)


async def offered(page: Page, email: str) -> Locator:
    """Buy what leads to the offer that is live from the beginning; the page that comes after payment."""
    await buy(page, "ほうじ茶まとめパック 300g", "", email)
    offer = page.get_by_role("article")
    await expect(offer).to_contain_text("¥4,950")
    return offer


@pytest.mark.requirement("S4.2", "S4.68")
async def test_a_refused_card_leaves_the_order_as_it_was_and_it_is_said(page: Page) -> None:
    offer = await offered(page, "refused@example.com")
    await page.get_by_role("combobox", name="この注文のカード").select_option(label="断られる")
    await expect(page.get_by_text("設定しました")).to_be_visible()

    await offer.get_by_role("button", name="追加注文する").click()

    await expect(offer).to_contain_text("お支払いが承認されませんでした")
    await expect(offer).to_contain_text("追加の請求はありません")
    await picture(page, "upsell-failed")
    assert [] == await violations(page)
    await offer.get_by_role("button", name="ご注文の完了画面へ").click()
    await expect(page.get_by_text("先ほどのご注文は確定しています")).to_be_visible()


@pytest.mark.requirement("S4.2", "S4.58")
async def test_who_closes_the_page_gets_the_thanks_and_nothing_more(page: Page) -> None:
    offer = await offered(page, "closed@example.com")
    await offer.get_by_role("button", name="追加せずに進む").click()
    await expect(page.get_by_role("heading", name="ご注文ありがとうございます")).to_be_visible()
    await expect(page.get_by_text("追加されたもの")).to_have_count(0)


@pytest.mark.requirement("S4.39", "V17")
async def test_when_time_is_up_the_page_gives_way_to_the_thanks(page: Page) -> None:
    await offered(page, "late@example.com")
    await page.get_by_role("button", name="操作").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="1 時間", exact=True).click()
    await expect(page.get_by_text("ご案内の受付は終了しました")).to_be_visible(timeout=OPENING_MS)
    await expect(page.get_by_role("heading", name="ご注文ありがとうございます")).to_be_visible()


@pytest.mark.requirement("S4.55", "V19")
async def test_the_page_is_used_with_keys_alone_and_stays_decided_when_it_is_loaded_again(page: Page) -> None:
    offer = await offered(page, "keys@example.com")
    address = page.url
    await offer.get_by_role("button", name="1 つ増やす").focus()
    await page.keyboard.press("Enter")
    await expect(offer.get_by_text("¥9,900")).to_be_visible()
    await page.keyboard.press("Tab")
    await expect(offer.get_by_role("button", name="追加注文する")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")  # a second press is no third teapot
    await expect(offer.locator("[data-stage=bought]")).to_be_focused()
    await expect(offer).to_contain_text("常滑焼の急須 × 2")

    await page.goto(address)

    await expect(offer).to_contain_text("常滑焼の急須 × 2")
    await expect(offer.get_by_role("button", name="追加注文する")).to_have_count(0)


async def test_the_page_shows_itself_well_in_english(page: Page) -> None:
    offer = await offered(page, "english@example.com")
    await page.get_by_role("button", name="English で表示する").click()
    await expect(offer).to_contain_text("This product is added to the order you just placed.")
    await fits_both_sizes(page, "upsell-en")
    await page.get_by_role("button", name="Show in Japanese").click()
