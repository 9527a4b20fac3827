"""W11xx: doubtful money."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1101": Entry(
        title=Said("rounding not declared", "端数の扱いが決まっていません"),
        message=Said(
            "{currency} has no decimals, and the shop does not say how a percentage is rounded",
            "{currency} には小数が無いのに、割合の端数の扱いが決まっていません",
        ),
        helps={
            "": Said(
                "write `rounding down` (or half, up) in the shop block; without it the price is rounded down",
                "shop ブロックに `rounding down`(half、up も可)と書きます。省略すると支払額は切り捨てです",
            )
        },
    ),
    "W1102": Entry(
        title=Said("nothing caps it", "上限がありません"),
        message=Said('nothing caps what "{name}" gives away', '"{name}" の値引きには上限がありません'),
        helps={
            "": Said(
                "add `limit 1 per customer`, `limit 1000 per shop` or a budget",
                "`limit 1 per customer`、`limit 1000 per shop` または budget を加えてください",
            )
        },
    ),
    "W1103": Entry(
        title=Said("short code", "短いコードです"),
        message=Said("a code of {length} is short", "{length} 桁のコードは短めです"),
        labels={"": Said("8 to 10 are usual", "8〜10 桁が一般的です")},
    ),
    "W1104": Entry(
        title=Said("no end", "期限がありません"),
        message=Said("these coupons never end", "このクーポンには有効期限がありません"),
        helps={
            "": Said(
                "write `valid forever` if you mean it, or `valid 14 days`",
                "無期限なら `valid forever`、期限があるなら `valid 14 days` のように書きます",
            )
        },
    ),
    "W1105": Entry(
        title=Said("amount and percentage", "金額と割合の両方があります"),
        message=Said("this percentage is not used", "この割合は使われません"),
        notes={"amount": Said("the amount is used", "この金額が使われます")},
        helps={"": Said("delete one of the two lines", "どちらかの行を消してください")},
    ),
    "W1106": Entry(
        title=Said("discount of 0", "割引が 0 です"),
        message=Said("this discount takes nothing off", "この割引では1円も安くなりません"),
    ),
    "W1107": Entry(
        title=Said("nothing is issued", "発行されません"),
        message=Said(
            "without a `code` line this rule issues nothing",
            "`code` の行が無いので、クーポンは発行されません",
        ),
    ),
    "W1108": Entry(
        title=Said("0 uses", "0 回です"),
        message=Said("these coupons can be used 0 times", "このクーポンは 0 回しか使えません"),
        helps={"": Said("write `uses 1`", "`uses 1` と書いてください")},
    ),
    "W1109": Entry(
        title=Said("discount above the price", "割引が価格を超えています"),
        message=Said(
            '"{name}" costs {price}, less than the discount of {discount}',
            '"{name}" の価格 {price} は、割引 {discount} より安くなっています',
        ),
        helps={"": Said("the price goes down to 0, not below", "価格は 0 までで、マイナスにはなりません")},
    ),
    "W1110": Entry(
        title=Said("coupon cannot be used there", "クーポンを使えない商品です"),
        message=Said('no coupon can be used on "{name}"', '"{name}" にはクーポンを使えません'),
        variants={
            "entry": Said(
                '"{name}" does not show the coupon box', '"{name}" にはクーポン入力欄が表示されません'
            ),
            "discount": Said(
                '"{name}" lets no coupon take money off', '"{name}" はクーポン割引を使わない設定です'
            ),
        },
        helps={
            "": Said(
                "in the catalogue, set coupon_entry to shown and coupon_discount to individual",
                "商品の coupon_entry を shown、coupon_discount を individual にしてください",
            )
        },
    ),
    "W1111": Entry(
        title=Said("not in the sandbox", "テスト注文に使えない商品です"),
        message=Said('"{name}" cannot be bought in a test order', '"{name}" はテスト注文で購入できません'),
        helps={
            "": Said(
                "in the catalogue, set sandbox to yes for the trigger and the target products",
                "購入商品と対象商品の両方で、商品の sandbox を yes にしてください",
            )
        },
    ),
    "W1112": Entry(
        title=Said("higher tier, no more off", "上の段階が得になりません"),
        message=Said(
            "this tier gives no more than the one below it", "この段階は、下の段階より得になりません"
        ),
        notes={"lower": Said("the tier below", "下の段階")},
        helps={
            "": Said("only the highest tier reached applies", "届いた中でいちばん上の段階だけが適用されます")
        },
    ),
    "W1113": Entry(
        title=Said("bundle no cheaper", "セット価格が安くありません"),
        message=Said(
            "one by one these products cost {sum}: a bundle for {price} takes nothing off",
            "単品の合計は {sum} なので、セット価格 {price} では安くなりません",
        ),
    ),
    "W1114": Entry(
        title=Said("cost not known", "原価が登録されていません"),
        message=Said(
            "the catalogue has no cost for {count} of these products ({names}): they are not reduced",
            "対象商品のうち {count} 点に原価がありません({names})。これらは割り引かれません",
        ),
        helps={
            "": Said(
                "fill in `cost` in the catalogue, or write an amount: `floor 500 JPY`",
                "商品カタログの cost を登録するか、`floor 500 JPY` のように金額で書いてください",
            )
        },
    ),
    "W1115": Entry(
        title=Said("countdown that begins again", "やり直される残り時間です"),
        message=Said(
            "the page counts down to the end of this price, and the same buyer gets it again with the next order",
            "残り時間を表示しているのに、同じお客様は次の注文でも同じ価格の提案を受けます",
        ),
        helps={
            "": Said(
                "let it be true: `limit 1 per customer every 30 days`; or hide the countdown: `timer hidden`",
                "`limit 1 per customer every 30 days` で本当に終わるようにするか、`timer hidden` で"
                "残り時間を隠してください",
            )
        },
    ),
    "W1116": Entry(
        title=Said("paid card of more than six months", "有償で6か月を超えるカードです"),
        message=Said(
            "paid cards that live longer than six months are prepaid payment instruments by Japanese law",
            "有償で6か月を超えて使えるカードは、資金決済法の前払式支払手段にあたります",
        ),
        helps={
            "": Said(
                "`valid 180 days` is exempt; else watch the unused balance (`giftCardOutstanding`), and allow this",
                "`valid 180 days` なら適用除外です。長くするなら未使用残高(giftCardOutstanding)を確認し、"
                "許可コメントを付けてください",
            )
        },
    ),
}
