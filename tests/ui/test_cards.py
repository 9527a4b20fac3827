"""Gift cards at the desk: found by what is kept with them, their ledger, what staff do, refunds in bulk, balances."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from engine.service.run_jobs import run_job
from tests.ui.conftest import OpenPage
from tests.ui.giving import make_giving_database
from tests.ui.looks import picture, shows_itself_well, violations
from tests.ui.site import Site

REFUNDS = """お客様,メール,予約番号,金額
c1,aoi@shop.example,MAY_01,"12,000"
c2,ren@shop.example,MAY_02,800
c3,yui@shop.example,MAY_03,いくら
"""


@pytest.fixture(scope="module")
async def shop_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with two cards, one of them used."""
    path = tmp_path_factory.mktemp("giving") / "shop.sqlite3"
    await make_giving_database(path)
    return path


async def open_card(page: Page, booking: str) -> None:
    """Find a card by its booking and go to it."""
    await page.goto(f"/admin/gift-cards?value={booking}")
    await page.get_by_role("group", name="ギフトカードの一覧").get_by_role("link").click()
    await expect(page.get_by_role("heading", name="台帳（新しい順）")).to_be_visible()


async def say(page: Page, title: str, reason: str, button: str) -> None:
    """Give a reason in the open dialog, and do it."""
    dialog = page.get_by_role("dialog", name=title)
    await dialog.get_by_label("理由（監査ログに残ります）").fill(reason)
    await dialog.get_by_role("button", name=button).click()
    await expect(dialog).to_be_hidden()


@pytest.mark.requirement("S5.8", "S5.27", "S5.36", "S5.38")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_cards_are_found_by_their_booking_with_totals_ledger_and_life(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto("/admin/gift-cards")
    lists = page.get_by_role("group")
    row = lists.nth(0).get_by_role("row").filter(has_text="campaign")
    for figure in ("¥7,000", "¥3,800", "¥3,200"):  # credited, spent, outstanding
        await expect(row.get_by_text(figure, exact=True)).to_be_visible()
    await expect(lists.nth(1).locator("tbody tr")).to_have_count(3)  # and the one the order brought
    await shows_itself_well(page, f"cards-{locale}")
    await page.set_viewport_size({"width": 1280, "height": 800})
    await page.goto("/admin/gift-cards?value=April_01")
    await expect(lists.nth(1).locator("tbody tr")).to_have_count(1)
    await lists.nth(1).get_by_role("link").click()
    await expect(page.get_by_text({"ja": "支払いに使用", "en": "Payment"}[locale])).to_be_visible()
    await expect(page.get_by_text("−¥3,800")).to_be_visible()
    await expect(page.get_by_text("¥1,200").first).to_be_visible()
    await shows_itself_well(page, f"card-{locale}")


@pytest.mark.requirement("S5.24", "S5.37", "S5.39")
async def test_a_card_is_switched_credited_and_a_mistake_taken_back(page: Page) -> None:
    await open_card(page, "April_02")
    await page.get_by_role("button", name="停止する").click()
    await say(page, "カードを停止", "紛失の連絡", "停止する")
    await expect(page.get_by_text("停止中", exact=True)).to_be_visible()
    await expect(page.get_by_text("紛失の連絡")).to_be_visible()
    await page.get_by_role("button", name="有効に戻す").click()
    await say(page, "カードを有効に戻す", "見つかった", "有効に戻す")
    await page.get_by_role("button", name="残高を追加").click()
    dialog = page.get_by_role("dialog", name="残高を追加")
    await dialog.get_by_label("金額").fill("無料")
    await dialog.get_by_label("理由").fill("お詫び")
    await dialog.get_by_role("button", name="残高を追加").click()
    await expect(dialog.get_by_text("金額を数字で入力してください。")).to_be_visible()
    await dialog.get_by_label("金額").fill("１，５００")
    await picture(page, "card-credit", whole=False)
    assert [] == await violations(page)
    await dialog.get_by_role("button", name="残高を追加").click()
    await expect(dialog).to_be_hidden()
    await expect(page.get_by_text("¥3,500").first).to_be_visible()
    await page.get_by_role("button", name="¥1,500 を取り消す").click()
    await say(page, "追加した残高を取り消す", "金額の誤り", "取り消す")
    await expect(page.get_by_text("誤りの取り消し")).to_be_visible()
    await expect(page.get_by_text("¥2,000").first).to_be_visible()


@pytest.mark.requirement("S5.43")
async def test_a_card_is_paid_out_for_a_lawful_reason_and_the_payment_recorded(page: Page) -> None:
    await open_card(page, "April_02")
    await page.get_by_role("button", name="現金で払い戻す").click()
    dialog = page.get_by_role("dialog", name="残高を現金で払い戻す")
    await expect(dialog.get_by_text("¥2,000")).to_be_visible()
    await dialog.get_by_label("法律が認める理由").select_option("UNAVOIDABLE")
    await picture(page, "card-cash-out", whole=False)
    assert [] == await violations(page)
    await say(page, "残高を現金で払い戻す", "海外へ転居", "現金で払い戻す")
    await expect(page.get_by_text("支払い待ち")).to_be_visible()
    await expect(page.get_by_role("button", name="残高を追加")).to_have_count(0)
    await page.get_by_role("button", name="支払いを記録").click()
    asked = page.get_by_role("dialog", name="払い戻しの支払いを記録")
    await asked.get_by_role("button", name="支払いを記録").click()
    await expect(asked.get_by_text("番号を入力してください。")).to_be_visible()
    await asked.get_by_label("決済サービスの番号").fill("bank-20260520-1")
    await asked.get_by_role("button", name="支払いを記録").click()
    await expect(page.get_by_text("支払い済み", exact=True)).to_be_visible()
    await expect(page.get_by_text("bank-20260520-1")).to_be_visible()
    await picture(page, "card-paid-out")
    assert [] == await violations(page)


@pytest.mark.requirement("S5.20", "S5.23", "S5.25", "D5.b")
async def test_a_card_is_given_to_a_customer_once_per_source_id(page: Page) -> None:
    for told in ("1 枚のカードを渡しました", "この管理番号のカードは、すでに渡してあります"):
        await page.goto("/admin/gift-cards")
        await page.get_by_role("button", name="カードを渡す").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("キャンペーン").select_option("campaign")
        await dialog.get_by_label("お客様のメールアドレス").fill("aoi@shop.example")
        await dialog.get_by_label("すぐに使える金額").fill("3000")
        await dialog.get_by_label("予約番号など").fill("MAY_09")
        await dialog.get_by_label("管理番号").fill("desk-1")
        await picture(page, "card-publish", whole=False)
        assert [] == await violations(page)
        await dialog.get_by_role("button", name="カードを渡す").click()
        await expect(page.get_by_text(told)).to_be_visible()
        await expect(page.get_by_text("MAY_09")).to_be_visible()
        await expect(page.get_by_text("¥3,000").first).to_be_visible()


@pytest.mark.requirement("S5.1", "D5.d")
async def test_refunds_of_a_file_are_mapped_looked_through_and_run(
    page: Page, site: Site, tmp_path: Path
) -> None:
    await page.goto("/admin/gift-cards/refund")
    await page.get_by_label("渡すギフトカード").select_option("campaign")
    await page.get_by_label("返金のファイル").set_input_files(
        {"name": "refunds.csv", "mimeType": "text/csv", "buffer": REFUNDS.encode()}
    )
    await shows_itself_well(page, "bulk-refund-start")
    await page.get_by_role("button", name="読み込む").click()
    await expect(page.get_by_text("MAY_01")).to_be_visible()
    for label, heading in (
        ("予約・注文の番号（必須）", "予約番号"),
        ("金額（必須）", "金額"),
        ("お客様の ID", "お客様"),
        ("メールアドレス", "メール"),
    ):
        await page.get_by_label(label).select_option(heading)
    await shows_itself_well(page, "bulk-refund-mapping")
    await page.get_by_role("button", name="合計を確かめる").click()
    await expect(page.get_by_role("heading", name="ファイルを確かめています")).to_be_visible()
    await run_job(site.engine)
    run = page.get_by_role("button", name="2 件、¥12,800 を返金する")
    await expect(run).to_be_visible()
    await shows_itself_well(page, "bulk-refund-totals")
    async with page.expect_download() as failures:
        await page.get_by_role("button", name="できなかった行をダウンロード").click()
    kept = tmp_path / (await failures.value).suggested_filename
    await (await failures.value).save_as(kept)
    assert "not_a_number" in kept.read_text()
    await run.click()
    await expect(page.get_by_role("heading", name="返金しています")).to_be_visible()
    await run_job(site.engine)
    await expect(page.get_by_role("heading", name="返金しました")).to_be_visible()
    await shows_itself_well(page, "bulk-refund-done")
    await page.get_by_role("link", name="渡したカードを見る").click()
    await expect(page.get_by_text("aoi@shop.example")).to_be_visible()
    await expect(page.get_by_text("¥12,000", exact=True)).to_be_visible()


async def hand_in(page: Page, site: Site, text: str) -> None:
    """Choose the campaign and a file with usual headings, and have it looked through."""
    await page.goto("/admin/gift-cards/refund")
    await page.get_by_label("渡すギフトカード").select_option("campaign")
    await page.get_by_label("返金のファイル").set_input_files(
        {"name": "refunds.csv", "mimeType": "text/csv", "buffer": text.encode("cp932")}
    )
    await page.get_by_role("button", name="読み込む").click()
    await page.get_by_role("button", name="合計を確かめる").click()
    await expect(page.get_by_role("heading", name="ファイルを確かめています")).to_be_visible()
    assert await run_job(site.engine)


async def test_a_tab_that_is_late_shows_what_another_one_refunded_and_counts_no_row_twice(
    page: Page, site: Site
) -> None:
    row = "MAY_07,c-7,c7@shop.example,髙橋　花子,￥１０００\r\n"
    await hand_in(page, site, "予約番号,会員番号,メールアドレス,氏名,返金額\r\n" + row + row)
    once = page.get_by_role("button", name="同じ返金（1 回だけ返金）")
    await expect(once).to_be_visible()
    await expect(page.get_by_role("button", name="を返金する")).to_have_count(0)
    await shows_itself_well(page, "bulk-refund-alike")
    await once.click()
    await expect(page.get_by_role("heading", name="ファイルを確かめています")).to_be_visible()
    assert await run_job(site.engine)
    run = page.get_by_role("button", name="1 件、¥1,000 を返金する")
    await expect(run).to_be_visible()
    other = await page.context.new_page()
    await other.goto(page.url)
    await other.get_by_role("button", name="1 件、¥1,000 を返金する").click()
    await expect(other.get_by_role("heading", name="返金しています")).to_be_visible()
    assert await run_job(site.engine)

    await run.click()

    await expect(page.get_by_role("heading", name="返金しました")).to_be_visible()
    await expect(page.get_by_text("まだ何も変わっていません")).to_have_count(0)
    await expect(page.get_by_role("definition").get_by_text("¥1,000").first).to_be_visible()


@pytest.mark.requirement("S5.27")
@pytest.mark.parametrize("locale", ["ja", "en"])
async def test_unused_balances_of_today_and_of_a_past_day_are_told(
    open_page: OpenPage, locale: Literal["ja", "en"]
) -> None:
    page = await open_page(locale=locale)
    await page.goto("/admin/gift-cards/balances")
    await expect(page.get_by_role("definition").get_by_text("¥3,200")).to_be_visible()
    await expect(page.get_by_role("link", name="April_01")).to_be_visible()
    await shows_itself_well(page, f"card-balances-{locale}")
    await page.goto("/admin/gift-cards/balances?day=2026-05-01")
    await expect(page.get_by_role("definition").get_by_text("¥0").first).to_be_visible()
    await expect(
        page.get_by_text({"ja": "残高のあるカードはありません。", "en": "No card holds a balance."}[locale])
    ).to_be_visible()
