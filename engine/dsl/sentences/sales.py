"""What a sale gives, in words."""

from fractions import Fraction
from typing import assert_never

from engine.dsl.sentences.rewards import discount_text
from engine.dsl.sentences.speech import Speech
from engine.model.program import SaleBody
from engine.model.reward import (
    Bundle,
    BuyGet,
    Extreme,
    Floor,
    FloorKind,
    Gift,
    Pick,
    PriceEach,
    Tier,
    Tiers,
)
from engine.model.selector import ANY_PRODUCT, Selector


def sale_text(body: SaleBody, speech: Speech) -> str:
    """What follows "Every buyer gets …", or in Japanese a clause that goes before 「になります」."""
    match body.discount:
        case PriceEach(amount=amount):
            products, price = speech.products(body.targets), speech.money(amount)
            return speech.say(f"{products} for {price} each", f"{products}が1点{price}")
        case Tiers(tiers=tiers):
            return _tiers(tiers, body.targets, speech)
        case BuyGet() as reward:
            return _buy(reward, body, speech)
        case Bundle() as reward:
            return _bundle(reward, speech)
        case Gift() as reward:
            return _gift(reward, body.targets, speech)
        case discount:
            return discount_text(discount, body.targets, speech)


def _tiers(tiers: tuple[Tier, ...], targets: Selector, speech: Speech) -> str:
    ordered = sorted(tiers, key=lambda one: one.items or one.amount or 0)
    steps = [
        speech.say(
            f"{discount_text(one.discount, targets, speech)} from {_threshold(one, speech)}",
            f"{_threshold(one, speech)}以上で{discount_text(one.discount, targets, speech)}",
        )
        for one in ordered
    ]
    return speech.say("; ", "、").join(steps)


def _threshold(tier: Tier, speech: Speech) -> str:
    if tier.items is not None:
        return _pieces(tier.items, speech)
    return speech.money(tier.amount or 0)


def _pieces(count: int, speech: Speech) -> str:
    return speech.say("1 item" if count == 1 else f"{count:,} items", f"{count:,}点")


def _buy(reward: BuyGet, body: SaleBody, speech: Speech) -> str:
    which = _which(body.pick or Pick(), speech)
    less_en = "free" if reward.rate == Fraction(1) else f"{speech.percent(reward.rate)} off"
    less_ja = "無料" if reward.rate == Fraction(1) else f"{speech.percent(reward.rate)}引き"
    bought = _counted(body.targets, speech)
    of_en = f" of {speech.products(reward.of)}" if reward.of else ""
    of_ja = f"{speech.products(reward.of)}の" if reward.of else ""
    return speech.say(
        f"for every {_pieces(reward.buy, speech)} of {bought} bought, {reward.get:,} more{of_en} {less_en}, {which}"
        f"{_most(reward.most, speech)}",
        f"{bought}を{_pieces(reward.buy, speech)}買うごとに、{of_ja}{which}{_pieces(reward.get, speech)}が{less_ja}"
        f"{_most(reward.most, speech)}",
    )


def _which(pick: Pick, speech: Speech) -> str:
    match pick.which:
        case Extreme.CHEAPEST:
            return speech.say("the cheapest first", "安いほうから")
        case Extreme.DEAREST:
            return speech.say("the dearest first", "高いほうから")
        case _:
            assert_never(pick.which)


def _most(most: int | None, speech: Speech) -> str:
    if most is None:
        return ""
    times = "once" if most == 1 else f"{most:,} times"
    return speech.say(f" (at most {times} per order)", f"(1回の注文で{most:,}回まで)")


def _bundle(reward: Bundle, speech: Speech) -> str:
    price, most = speech.money(reward.price), _most(reward.most, speech)
    if reward.count is None:
        each = speech.products(reward.selector, all_of=True)
        return speech.say(f"{each} together for {price}{most}", f"{each}のセットが{price}{most}")
    meant = speech.products(reward.selector)
    return speech.say(
        f"any {_pieces(reward.count, speech)} of {meant} for {price}{most}",
        f"{meant}のうちよりどり{_pieces(reward.count, speech)}が{price}{most}",
    )


def _gift(reward: Gift, targets: Selector, speech: Speech) -> str:
    what, count = speech.product(reward.sku), _pieces(reward.quantity, speech)
    if targets == ANY_PRODUCT:
        return speech.say(f"{count} of {what} as a gift", f"{what}{count}がプレゼント")
    bought = speech.products(targets)
    return speech.say(
        f"{count} of {what} as a gift with {bought}", f"{bought}を買うと{what}{count}がプレゼント"
    )


def _counted(targets: Selector, speech: Speech) -> str:
    """What is bought; 「すべての商品を2点」 would be two of each."""
    return speech.say("any product", "商品") if targets == ANY_PRODUCT else speech.products(targets)


def reach_texts(body: SaleBody, speech: Speech) -> list[str]:
    """What is counted, which pieces are reduced and how far down; nothing when nothing is said."""
    said = []
    if isinstance(body.discount, Tiers):
        counted = speech.products(body.targets)
        said.append(
            speech.say(
                f"What counts is {counted}, at prices before any discount.",
                f"{counted}を値引き前の価格で数えます。",
            )
        )
    if body.pick is not None and not isinstance(body.discount, BuyGet):
        count, which = _pieces(body.pick.count or 1, speech), _which(body.pick, speech)
        said.append(speech.say(f"Reduced: only {count}, {which}.", f"割り引くのは{which}{count}だけです。"))
    if body.floor is not None:
        least = _least(body.floor, speech)
        said.append(
            speech.say(f"It takes no item below {least}.", f"1点あたりの価格を{least}より下げません。")
        )
    return said


def _least(floor: Floor, speech: Speech) -> str:
    match floor.kind:
        case FloorKind.AMOUNT:
            return speech.money(floor.amount)
        case FloorKind.SHARE:
            share = speech.percent(floor.share)
            return speech.say(f"{share} of its price", f"値引き前の{share}")
        case FloorKind.COST:
            return speech.say("what it costs the shop", "原価")
        case _:
            assert_never(floor.kind)


def lane_texts(body: SaleBody, speech: Speech) -> list[str]:
    """With what it never combines; nothing without a lane."""
    if not body.lane:
        return []
    return [
        speech.say(
            f'Of the lane "{body.lane}" an order gets only the best.',
            f"レーン「{body.lane}」の中では、いちばん得なものだけが適用されます。",
        )
    ]
