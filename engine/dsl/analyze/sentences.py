"""What a finding says, in English and Japanese, and what to do about it."""

from collections.abc import Callable, Mapping

from engine.dsl.messages.entry import Said
from engine.dsl.sentences.speech import Speech
from engine.model.findings import Finding, FindingKind

_REASONS: Mapping[str, Said] = {
    "catalogue": Said(
        "there is no catalogue to take products from; name one with `--catalog`",
        "商品カタログがありません。`--catalog` で指定してください",
    ),
    "trigger": Said(
        "`when {about}` cannot be tried with an order", "`when {about}` は注文で試すことができません"
    ),
    "fact": Said("conditions on `{about}` are not understood yet", "`{about}` の条件はまだ解析できません"),
    "lines": Said(
        "no cart with so many lines and pieces was found", "その行数と個数のカートを作れませんでした"
    ),
    "total": Said("no prices add up to such a total", "その合計になる価格を作れませんでした"),
    "discounts": Said(
        "it depends on what other discounts leave of the cart", "ほかの割引が引かれた後の金額によります"
    ),
    "moment": Said("no moment fits its dates", "条件の日時に合う時点が見つかりませんでした"),
    "time": Said("no moment was found at which it is open", "受付時間内の時点が見つかりませんでした"),
    "tries": Said(
        "no order of those that were tried starts it", "試した注文のどれにも当てはまりませんでした"
    ),
    "size": Said("its conditions are too many to try all", "条件が多く、すべては調べられません"),
    "products": Said(
        "its conditions tell too many kinds of products apart", "条件が区別する商品の種類が多すぎます"
    ),
    "offers": Said(
        'whether the same order also starts "{about}" is not known',
        "同じ注文が「{about}」にも当てはまるかどうかは分かりません",
    ),
    "pairs": Said(
        "only {about} pairs of rules were compared", "ルールの組み合わせは {about} 組までしか比べていません"
    ),
    "orders": Said(
        "only {about} carts were tried in search of the worst one",
        "最大の割引を探すのに試したカートは {about} 通りまでです",
    ),
    "loops": Said(
        "only up to {about} coupon rules are followed in circles",
        "クーポンの循環は {about} ルールまでしか調べません",
    ),
}


def sentence(finding: Finding, speech: Speech) -> str:
    """The finding in the language of `speech`, as one or two sentences."""
    return _SENTENCES[finding.kind](finding, speech)


def _never_acts(finding: Finding, speech: Speech) -> str:
    lines = finding.args["lines"]
    where = speech.say(f" (line {lines})", f"({lines} 行目)") if lines else ""
    return speech.say(
        f'"{finding.rule}" never acts: no order fulfils its trigger and its conditions{where}.',
        f"「{finding.rule}」は決して動きません。きっかけと条件のすべてに合う注文がありません{where}。",
    )


def _never_gives(finding: Finding, speech: Speech) -> str:
    return speech.say(
        f'"{finding.rule}" never takes anything off: no order that fulfils its conditions holds a product it is for.',
        f"「{finding.rule}」は割引をしません。条件に合う注文に、対象商品が入ることがありません。",
    )


def _always_true(finding: Finding, speech: Speech) -> str:
    return speech.say(
        f'This condition of "{finding.rule}" decides nothing: every order that starts the rule fulfils it.',
        f"「{finding.rule}」のこの条件は意味がありません。ルールのきっかけに合う注文は必ず満たします。",
    )


def _never_opens(finding: Finding, speech: Speech) -> str:
    return speech.say(
        f'"{finding.rule}" never opens: none of its `open` times lies between `begins` and `ends`.',
        f"「{finding.rule}」は一度も始まりません。`begins` から `ends` までの間に `open` の時間がありません。",
    )


def _equal_priority(finding: Finding, speech: Speech) -> str:
    other, priority = finding.args["other"], finding.args["priority"]
    return speech.say(
        f'One order starts both "{other}" and "{finding.rule}", and both have the priority {priority}: '
        "give the more important one a smaller number.",
        f"1つの注文が「{other}」と「{finding.rule}」の両方に当てはまり、priority も同じ {priority} です。"
        "優先するほうの数字を小さくしてください。",
    )


def _hidden_offer(finding: Finding, speech: Speech) -> str:
    other = finding.args["other"]
    return speech.say(
        f'"{finding.rule}" is never shown: whatever starts it also starts "{other}", which comes first.',
        f"「{finding.rule}」は表示されません。当てはまる注文はすべて、先に選ばれる「{other}」にも当てはまります。",
    )


def _never_wins(finding: Finding, speech: Speech) -> str:
    other = finding.args["other"]
    return speech.say(
        f'"{finding.rule}" is never applied: whenever it acts, "{other}" acts too and takes at least as much off, '
        "and the two do not combine.",
        f"「{finding.rule}」は適用されません。動くときは必ず「{other}」も動き、割引額が同じかそれ以上で、併用もできません。",
    )


def _free_goods(finding: Finding, speech: Speech) -> str:
    goods, by = _goods(finding, speech), _rules(finding, "by", speech)
    return speech.say(f"{goods} can cost nothing with {by}.", f"{by}で、{goods}が無料になることがあります。")


def _below_cost(finding: Finding, speech: Speech) -> str:
    goods, by = _goods(finding, speech), _rules(finding, "by", speech)
    left, cost = speech.money(int(finding.args["left"])), speech.money(int(finding.args["cost"]))
    return speech.say(
        f"{goods} can sell below cost with {by}: for {left}, and they cost you {cost}.",
        f"{by}で、{goods}が原価を下回ることがあります。販売額 {left}、原価 {cost} です。",
    )


def _goods(finding: Finding, speech: Speech) -> str:
    pieces, product = finding.args["pieces"], speech.product(finding.args["product"])
    return product if pieces == "1" else speech.say(f"{pieces} × {product}", f"{product} {pieces} 個")


def _weak_code(finding: Finding, speech: Speech) -> str:
    live, allowed = finding.args.get("live"), finding.args["allowed"]
    many_en = f"there may be {live}" if live else "nothing limits how many there are"
    many_ja = f"{live} 件まで発行される" if live else "発行数に上限がない"
    return speech.say(
        f'The codes of "{finding.rule}" can be guessed: anybody may use them, {many_en}, and so short a code is '
        f"safe for {allowed} at once. Write a longer code, `bound to email`, or a limit per shop.",
        f"「{finding.rule}」のコードは推測されるおそれがあります。誰でも使え、{many_ja}ためです。"
        f"この長さで安全なのは同時に {allowed} 件までです。"
        "コードを長くするか、`bound to email` か上限を加えてください。",
    )


def _feeds_itself(finding: Finding, speech: Speech) -> str:
    circle = finding.args["circle"].splitlines()
    way = " → ".join(f'"{one}"' for one in (*circle, circle[0]))
    return speech.say(
        f"Coupons without end: an order paid with one earns the next ({way}), and no limit or budget ends it.",
        f"クーポンが際限なく続きます。使った注文で次のクーポンが発行され({way})、上限も予算もありません。",
    )


def _mail_too_late(finding: Finding, speech: Speech) -> str:
    return speech.say(
        f'The mail of "{finding.rule}" can leave after its coupon has ended.',
        f"「{finding.rule}」のメールは、クーポンの有効期限が過ぎてから送られることがあります。",
    )


def _worst_cart(finding: Finding, speech: Speech) -> str:
    pieces, by = finding.args["pieces"], _rules(finding, "by", speech)
    amount, bound = speech.money(int(finding.args["amount"])), finding.args.get("bound")
    found = speech.say(
        f"The largest discount found on one cart, with up to {pieces} of each product, is {amount} ({by}).",
        f"1つのカート(各商品 {pieces} 個まで)で見つかった最大の割引は {amount} です({by})。",
    )
    if bound is None:
        return found + speech.say(
            " What no cart can exceed is not known.", "これを超えないという保証はありません。"
        )
    limit = speech.money(int(bound))
    if bound == finding.args["amount"]:
        return found + speech.say(" No cart gets more.", "これを超えるカートはありません。")
    return found + speech.say(f" No cart gets more than {limit}.", f"{limit} を超えるカートはありません。")


def _exposure(finding: Finding, speech: Speech) -> str:
    if "amount" in finding.args:
        amount = speech.money(int(finding.args["amount"]))
        return speech.say(
            f'"{finding.rule}" gives or promises at most {amount} on any one day.',
            f"「{finding.rule}」の割引は、どの1日をとっても最大 {amount} です。",
        )
    uses = finding.args["uses"]
    return speech.say(
        f'"{finding.rule}" acts at most {uses} times on any one day; how much each takes off, only the cart decides.',
        f"「{finding.rule}」が動くのは1日に最大 {uses} 回です。1回の割引額はカートによります。",
    )


def _unbounded(finding: Finding, speech: Speech) -> str:
    return speech.say(
        f'Nothing limits what "{finding.rule}" gives away on one day: no budget that pauses, no limit per shop.',
        f"「{finding.rule}」の1日の割引総額に上限がありません。停止する予算(budget)も、ショップ全体の上限(limit)もありません。",
    )


def _not_analysed(finding: Finding, speech: Speech) -> str:
    about = finding.args["about"]
    why = _REASONS[finding.args["reason"]].text(speech.language).format(about=about)
    who = (
        speech.say(f'"{finding.rule}"', f"「{finding.rule}」")
        if finding.rule
        else speech.say("Carts", "カート")
    )
    return speech.say(f"{who} not analysed: {why}.", f"{who}は解析していません。{why}。")


def _rules(finding: Finding, name: str, speech: Speech) -> str:
    return speech.both(speech.say(f'"{one}"', f"「{one}」") for one in finding.args[name].splitlines())


_SENTENCES: Mapping[FindingKind, Callable[[Finding, Speech], str]] = {
    FindingKind.NEVER_ACTS: _never_acts,
    FindingKind.NEVER_GIVES: _never_gives,
    FindingKind.ALWAYS_TRUE: _always_true,
    FindingKind.NEVER_OPENS: _never_opens,
    FindingKind.EQUAL_PRIORITY: _equal_priority,
    FindingKind.HIDDEN_OFFER: _hidden_offer,
    FindingKind.NEVER_WINS: _never_wins,
    FindingKind.FREE_GOODS: _free_goods,
    FindingKind.BELOW_COST: _below_cost,
    FindingKind.WEAK_CODE: _weak_code,
    FindingKind.FEEDS_ITSELF: _feeds_itself,
    FindingKind.MAIL_TOO_LATE: _mail_too_late,
    FindingKind.WORST_CART: _worst_cart,
    FindingKind.EXPOSURE: _exposure,
    FindingKind.UNBOUNDED: _unbounded,
    FindingKind.NOT_ANALYSED: _not_analysed,
}
