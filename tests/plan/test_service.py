"""Plans against what is live: counted before publishing, applied exactly, drift found."""

from dataclasses import replace

import pytest

from engine.model.answers import Published, RulesRefused
from engine.model.decision import Problem, Rejection
from engine.model.quote import Quote
from engine.model.records import Page, Shop, SourceFile
from engine.model.rule_plan import ChangeKind, RuleEffect, RulePlan
from engine.service.catalog import save_products
from engine.service.engine import Engine
from engine.service.plan_rules import apply_plan, find_drift, plan_rules
from engine.service.programs import BrokenRevision
from engine.service.publish import publish
from engine.service.quote import quote_cart
from tests.service.shop import TEST, buy, cart, code_of, drain, example_files

AS_ISSUED = 'for product "PACK-1" as issued'


def edited(
    *replacements: tuple[str, str], files: tuple[SourceFile, ...] | None = None
) -> tuple[SourceFile, ...]:
    """The example's files with edits."""
    files = files or example_files()
    for old, new in replacements:
        assert any(old in file.text for file in files), old
        files = tuple(replace(file, text=file.text.replace(old, new)) for file in files)
    return files


async def planned(engine: Engine, files: tuple[SourceFile, ...], language: str = "en") -> RulePlan:
    """A plan that must be possible."""
    plan = await plan_rules(engine, "tea", files, language=language)
    assert isinstance(plan, RulePlan), plan
    return plan


async def total(engine: Engine, sku: str, code: str) -> int:
    """What a product costs with a code."""
    quote = await quote_cart(engine, "tea", cart(sku, codes=[code]), trusted=True)
    assert isinstance(quote, Quote)
    return quote.total


async def test_what_is_live_already_is_no_change(tea: Engine) -> None:
    plan = await planned(tea, edited(("# Who buys", "# Whoever buys")))
    assert (plan.base, bool(plan.changes), plan.effects, plan.text_only) == (1, False, (), ("rules.otoku",))
    assert plan.says.startswith("No changes in meaning.\n")


@pytest.mark.requirement("S1.25", "S1.27", "S1.28", "S1.30")
async def test_a_plan_names_the_issued_coupons_whose_products_it_changes(tea: Engine) -> None:
    current = edited((AS_ISSUED, AS_ISSUED.replace("issued", "current")))
    await publish(tea, "tea", current, expected=1, actor=TEST)
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    await drain(tea)
    switched = edited(("PACK-1", "PACK-2"), files=current)

    plan = await planned(tea, switched)

    assert plan.effects == (
        RuleEffect(
            rule="thanks-coupon",
            coupons=1,
            following=1,
            messages=0,
            targets=('product "PACK-1"', 'product "PACK-2"'),
        ),
    )
    assert 'promised for product "PACK-1" and will be good for product "PACK-2" instead' in plan.says
    assert "That confuses customers" in plan.says
    assert "混乱やクレームのもと" in (await planned(tea, switched, "ja-JP")).says
    assert (await total(tea, "PACK-1", code), await total(tea, "PACK-2", code)) == (3300, 3200)

    live = await apply_plan(tea, "tea", switched, base=2, fingerprint=plan.fingerprint, actor=TEST)

    assert isinstance(live, Published)
    assert (await total(tea, "PACK-1", code), await total(tea, "PACK-2", code)) == (3800, 2700), "as was said"


@pytest.mark.requirement("S1.26", "S1.27", "S1.29")
async def test_coupons_as_issued_are_counted_and_keep_their_products(tea: Engine) -> None:
    code = await code_of(tea, await buy(tea, "1001", "SAMPLE-1"))
    switched = edited(("PACK-1", "PACK-2"))

    plan = await planned(tea, switched)

    (effect,) = plan.effects
    assert (effect.coupons, effect.following, effect.messages) == (1, 0, 1)
    assert "keep what they were issued with" in plan.says
    assert "as current" not in plan.says
    await apply_plan(tea, "tea", switched, base=1, fingerprint=plan.fingerprint, actor=TEST)
    assert await total(tea, "PACK-1", code) == 3300


async def test_coupons_of_former_names_are_counted_and_of_rules_that_go_away(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    renamed = edited(
        ('coupon "thanks-coupon" {', 'coupon "thank-you" {\n  was "thanks-coupon"'),
        ('coupon "thanks-coupon"', 'coupon "thank-you"'),
    )
    assert [(one.rule, one.coupons) for one in (await planned(tea, renamed)).effects] == [("thank-you", 1)]
    await publish(tea, "tea", renamed, expected=1, actor=TEST)
    await buy(tea, "1002", "SAMPLE-1", email="jiro@shop.example")

    later = await planned(tea, edited(("valid 14 days", "valid 7 days"), files=renamed))
    assert [(one.rule, one.coupons) for one in later.effects] == [("thank-you", 2)]

    nothing = (SourceFile(path="rules.otoku", text="otoku 1\n\nshop {\n  currency JPY\n}\n"),)
    gone = await planned(tea, nothing)
    assert [(one.rule, one.coupons) for one in gone.effects] == [("thank-you", 2)]
    assert {one.change for one in gone.changes.blocks if one.kind == "coupon"} == {ChangeKind.REMOVED}


async def test_waiting_messages_go_out_as_they_were_queued(tea: Engine) -> None:
    await buy(tea, "1001", "SAMPLE-1")
    plan = await planned(tea, edited(("valid 14 days", "valid 15 days")))
    assert [one.messages for one in plan.effects] == [1]
    await drain(tea)
    assert [one.messages for one in (await planned(tea, edited(("uses 1", "uses 2")))).effects] == [0]


async def test_a_plan_says_that_waiting_messages_keep_their_time_when_it_is_edited(tea: Engine) -> None:
    send, later = 'send email "thanks-coupon"', 'send email "thanks-coupon" after 3 days'
    assert "W1302" not in [one.code for one in (await planned(tea, edited((send, later)))).diagnostics]
    await buy(tea, "1001", "SAMPLE-1")
    moved = edited((send, later))

    (warning,) = [one for one in (await planned(tea, moved)).diagnostics if one.code == "W1302"]

    (place,) = [n for n, line in enumerate(moved[0].text.splitlines(), 1) if later in line]
    assert (warning.place.path, warning.place.line) == (moved[0].path, place)
    assert warning.message == '1 message(s) of "thanks-coupon" wait by the old time, and leave by it'
    other = await planned(tea, edited(("valid 14 days", "valid 15 days")))
    assert "W1302" not in [one.code for one in other.diagnostics], "their time stays"


async def test_a_first_plan_has_no_base(engine: Engine) -> None:
    await engine.store.add_shop(Shop(id="tea", name="", created_at=engine.clock.now()))
    files = (SourceFile(path="rules.otoku", text='otoku 1\n\nsale "x" {\n  discount 1%\n}\n'),)
    plan = await planned(engine, files)
    assert (plan.base, plan.effects) == (None, ())
    assert "W1102" in [one.code for one in plan.diagnostics]
    live = await apply_plan(engine, "tea", files, base=None, fingerprint=plan.fingerprint[:12], actor=TEST)
    assert isinstance(live, Published)


async def test_rules_with_errors_cannot_be_planned_or_applied(tea: Engine) -> None:
    bad = edited((AS_ISSUED, 'for product "PACK-111"'))
    for answer in (
        await plan_rules(tea, "tea", bad),
        await find_drift(tea, "tea", bad),
        await apply_plan(tea, "tea", bad, base=1, fingerprint="f" * 12, actor=TEST),
    ):
        assert isinstance(answer, RulesRefused)
        assert "E0401" in [one.code for one in answer.checked.diagnostics]


async def test_only_what_was_planned_is_applied(tea: Engine) -> None:
    files = edited(("uses 1", "uses 2"))
    plan = await planned(tea, files)
    other = edited(("uses 1", "uses 3"))

    changed = await apply_plan(tea, "tea", other, base=1, fingerprint=plan.fingerprint, actor=TEST)
    short = await apply_plan(tea, "tea", files, base=1, fingerprint=plan.fingerprint[:4], actor=TEST)
    await publish(tea, "tea", other, expected=1, actor=TEST)
    overtaken = await apply_plan(tea, "tea", files, base=1, fingerprint=plan.fingerprint, actor=TEST)

    for answer, where in ((changed, "fingerprint"), (short, "fingerprint"), (overtaken, "expected")):
        assert isinstance(answer, Rejection)
        assert (answer.problem, answer.path) == (Problem.STALE_REVISION, (where,))
    shop = await tea.store.shop("tea")
    assert shop is not None
    assert shop.live_revision == 2
    assert len(await tea.store.revisions("tea", Page(limit=10))) == 2, (
        "the overtaken files become nobody's working copy"
    )


async def test_drift_tells_what_is_live_and_not_in_the_files(tea: Engine) -> None:
    await publish(tea, "tea", edited(("uses 1", "uses 2")), expected=1, actor=TEST)

    drift = await find_drift(tea, "tea", example_files(), language="ja")
    none = await find_drift(tea, "tea", edited(("uses 1", "uses 2"), ("# Who", "# who")))

    assert isinstance(drift, RulePlan)
    assert drift.base == 2
    assert "使用回数 (uses): 1 → 2" in drift.says
    assert isinstance(none, RulePlan)
    assert (bool(none.changes), none.text_only) == (False, ("rules.otoku",))


async def test_nothing_is_planned_for_a_shop_that_is_not_there(engine: Engine) -> None:
    answer = await plan_rules(engine, "nobody", example_files())
    assert isinstance(answer, Rejection)
    assert answer.problem is Problem.NOT_FOUND
    await engine.store.add_shop(Shop(id="new", name="", created_at=engine.clock.now()))
    files = (SourceFile(path="rules.otoku", text="otoku 1\n"),)
    drift = await find_drift(engine, "new", files)
    assert isinstance(drift, Rejection)
    assert drift.path == ("revision",)


async def test_live_rules_whose_product_is_gone_can_still_be_compared(tea: Engine) -> None:
    await save_products(tea, "tea", [], remove=["PACK-1"], actor=TEST)
    plan = await planned(tea, edited(("PACK-1", "PACK-2")))
    assert {one.name for one in plan.changes.blocks} == {"thanks-coupon"}


async def test_live_rules_of_another_version_say_so(tea: Engine) -> None:
    files = (SourceFile(path="rules.otoku", text="otoku 1\n\nsale {\n"),)
    broken = await tea.store.add_revision("tea", files, "f" * 64, TEST, "", tea.clock.now())
    await tea.store.make_live("tea", broken.number, 1, TEST, None, tea.clock.now())
    with pytest.raises(BrokenRevision):
        await plan_rules(tea, "tea", example_files())


async def test_a_plan_refuses_what_publishing_would_refuse(tea: Engine) -> None:
    tried = SourceFile(
        path="tried.otoku",
        text='otoku 1\n\nsale "spring" {\n  discount 10%\n  experiment "depth"\n}\n\nexperiment "depth" {\n'
        '  variant "A" 90%\n}\n',
    )
    refused = await plan_rules(tea, "tea", (*example_files(), tried))
    assert isinstance(refused, RulesRefused)
    assert "E0604" in {found.code for found in refused.checked.diagnostics}
