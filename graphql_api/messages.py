"""What refusals say, in English and Japanese; `{name}` stands for a figure or for the caller's own word."""

from collections.abc import Mapping

from graphql_api.approval_messages import APPROVAL_MESSAGES
from graphql_api.language import Language
from graphql_api.offer_messages import OFFER_MESSAGES
from graphql_api.person_messages import PERSON_MESSAGES
from graphql_api.request_messages import REQUEST_MESSAGES

MESSAGES: Mapping[str, tuple[str, str]] = {
    **REQUEST_MESSAGES,
    # -- the business
    "INVALID_CODE": (
        "This code cannot be used. A code that came by mail works only with the address it was mailed to.",
        "このコードはご利用いただけません。メールで届いたコードは、届いたメールアドレスでのみご利用いただけます。",
    ),
    "UNKNOWN_CODE": ("There is no such code.", "このコードは存在しません。"),
    "NOT_YOURS": (
        "The code belongs to another e-mail address.",
        "このコードは別のメールアドレスに発行されています。",
    ),
    "PIN_REFUSED": (
        "The card's PIN is missing or wrong, or it was wrong too often today.",
        "PIN が入力されていないか正しくない、または本日の入力回数の上限に達しています。",
    ),
    "EXPIRED": ("The code has expired.", "このコードの有効期限が切れています。"),
    "NOT_STARTED": ("The code is not valid yet.", "このコードはまだ有効ではありません。"),
    "USED_UP": (
        "The code has been used as often as it may be.",
        "このコードは利用回数の上限に達しています。",
    ),
    "LIMIT_ZERO": ("The code may be used 0 times.", "このコードの利用可能回数は 0 回です。"),
    "HELD": ("The code is set aside for another cart just now.", "このコードは現在別のカートで使用中です。"),
    "REVOKED": ("The code has been withdrawn.", "このコードは取り消されています。"),
    "RULE_NOT_LIVE": (
        "The promotion of this code is not running.",
        "このコードのキャンペーンは実施されていません。",
    ),
    "CONDITION_NOT_MET": (
        "The conditions of the promotion are not met.",
        "キャンペーンの条件を満たしていません。",
    ),
    "NO_TARGET_IN_CART": ("No product in the cart takes part.", "カートに対象商品がありません。"),
    "LIMIT_REACHED": ("The promotion has reached its limit.", "キャンペーンの上限に達しています。"),
    "BUDGET_SPENT": ("The budget of the promotion is spent.", "キャンペーンの予算を使い切りました。"),
    "NOT_COMBINABLE": ("A better discount was applied instead.", "よりお得な割引が適用されています。"),
    "NOTHING_TO_TAKE_OFF": ("There is nothing left to take off.", "これ以上割引できる金額がありません。"),
    "TEST_ONLY": ("The code works in test orders only.", "このコードはテスト注文専用です。"),
    "EMAIL_REQUIRED": (
        "Enter your e-mail address to use this code.",
        "このコードにはメールアドレスの入力が必要です。",
    ),
    "BOUGHT_OTHERWISE": (
        "The product was bought in another way than the offer's pattern says.",
        "商品の買い方(都度購入・定期購入)が、オファーの pattern と違います。",
    ),
    "OTHER_PRODUCTS": (
        "The order holds other products too, and the offer says `others refused`.",
        "ほかの商品も注文に含まれていますが、オファーは `others refused` です。",
    ),
    "SEVERAL_PLANS": (
        "The product was bought on several plans, and the offer says `on multiple plans none`.",
        "商品が複数のプランで買われていますが、オファーは `on multiple plans none` です。",
    ),
    "NO_SUCH_CYCLE": (
        "None of the offer's plans has the cycle that was bought.",
        "購入された周期と同じ周期のプランが、オファーにありません。",
    ),
    "NOT_OFFERABLE": (
        "The product can no longer be offered: it is gone from the catalogue, not shipped, or sold in another way.",
        "商品を提案できなくなっています(カタログから削除、配送不要、または販売方法の変更)。",
    ),
    "SCREENED": (
        "The fraud screening of the order was no clear yes.",
        "不正検知の結果が「問題なし」ではありません。",
    ),
    "NO_PAYMENT_METHOD": (
        "The order was not paid in a way that can be charged again: by gift cards alone, by transfer, or not at all.",
        "再度請求できる方法で支払われていない注文です(ギフトカードのみ、銀行振込、0円など)。",
    ),
    "HIGHER_OFFER": (
        "Another offer with a smaller priority number was made; one order gets one offer.",
        "優先順位の数字がより小さいオファーが提案されました。1つの注文への提案は1つだけです。",
    ),
    "UNKNOWN_PRODUCT": (
        "There is no product `{sku}` in the catalogue.",
        "商品 `{sku}` はカタログにありません。",
    ),
    "URL_NOT_ALLOWED": (
        "This must be the http(s) address of a page of your own site.",
        "自分のサイトのページの http(s) アドレスを指定してください。",
    ),
    "UNKNOWN_PLAN": (
        "The product `{sku}` is not sold on a plan `{found}`.",
        "商品 `{sku}` にプラン `{found}` はありません。",
    ),
    "NOT_IN_SANDBOX": (
        "The product `{sku}` may not be bought in test orders.",
        "商品 `{sku}` はテスト注文では購入できません。",
    ),
    "QUANTITY_OUT_OF_RANGE": (
        "A quantity is a whole number from 1 to 9,999.",
        "数量は 1〜9,999 の整数で指定してください。",
    ),
    "PRICE_OUT_OF_RANGE": (
        "A price or charge is never negative, and not absurdly large.",
        "価格や送料は 0 以上の現実的な金額で指定してください。",
    ),
    "EMPTY_CART": ("The cart is empty.", "カートが空です。"),
    "TOO_MANY_LINES": (
        "A cart has too many lines.",
        "カートの明細行が多すぎます。",
    ),
    "TOTALS_DO_NOT_ADD_UP": (
        "The stated total is {stated}, the engine's is {computed}.",
        "申告された合計は {stated}、計算された合計は {computed} です。",
    ),
    "CODE_REFUSED": (
        "A code was refused; nothing was recorded.",
        "コードが拒否されたため、記録していません。",
    ),
    "CODE_INVALID": ("This is not the form of a code.", "コードの形式が正しくありません。"),
    "TOO_MANY_CODES": ("At most {limit} codes may be entered.", "コードは {limit} 個まで入力できます。"),
    "TEXT_INVALID": (
        "This text is empty, too long, or holds control characters.",
        "文字列が空か、長すぎるか、制御文字を含んでいます。",
    ),
    "TIME_INVALID": ("This instant lies in the future.", "日時が未来になっています。"),
    "ORDER_CHANGED": (
        "The order `{id}` was recorded before with other content.",
        "注文 `{id}` は別の内容で記録済みです。",
    ),
    "STATE_NOT_ALLOWED": (
        "That step is not possible from the present state.",
        "現在の状態からはその操作はできません。",
    ),
    "PHONE_INVALID": (
        "This is not a telephone number that an SMS could reach.",
        "SMS を送れる電話番号の形式ではありません。",
    ),
    "SUBJECT_MISSING": ("A mail needs a subject.", "メールには件名が必要です。"),
    "LEGAL_MISSING": (
        "Advertising must show who sends it and how to stop it. Add: {missing}",
        "広告には、発信者と配信停止の方法の表示が必要です。本文に加えてください: {missing}",
    ),
    "MESSAGE_REFUSED": ("This message cannot be sent: {reason}", "このメッセージは送れません: {reason}"),
    "EMAIL_INVALID": ("This is not an e-mail address.", "メールアドレスの形式が正しくありません。"),
    "TOO_MANY_ATTEMPTS": (
        "Too many wrong codes were entered; try again later.",
        "誤ったコードの入力が多すぎます。しばらくしてからお試しください。",
    ),
    "IDEMPOTENCY_MISMATCH": (
        "This idempotencyKey was used before for another request.",
        "この idempotencyKey は別のリクエストで使用済みです。",
    ),
    "BUSY": (
        "Others changed the same things at this moment; try again.",
        "他の処理と競合しました。もう一度お試しください。",
    ),
    "NOT_FOUND": ("There is no such thing here.", "見つかりませんでした。"),
    "STALE_REVISION": (
        "Another revision went live meanwhile; look at it and try again.",
        "その間に別のリビジョンが公開されました。内容を確認してからやり直してください。",
    ),
    "RULES_REFUSED": (
        "The rules have {errors} errors; nothing was stored.",
        "ルールに {errors} 件のエラーがあります。何も保存していません。",
    ),
    "NO_USES_LEFT": ("No use of this code is left.", "このコードの利用可能回数が残っていません。"),
    "CARD_REFUSED": (
        "The gift card cannot do that ({reason}).",
        "このギフトカードではできません（{reason}）。",
    ),
    "NOT_ISSUED": (
        "The rule gives this customer no coupon now ({reason}).",
        "このルールでは、いまこのお客様にクーポンを発行できません（{reason}）。",
    ),
    "SIGN_IN_REFUSED": (
        "The e-mail address or the password is wrong.",
        "メールアドレスまたはパスワードが正しくありません。",
    ),
    "TOO_MANY_TEST_MAILS": (
        "Too many test mails were sent within an hour. Wait a while and try again.",
        "1時間に送れるテストメールの数を超えました。しばらく待ってから、もう一度お試しください。",
    ),
    "TOO_MANY_SIGN_INS": (
        "Too many failed sign-ins; wait 15 minutes and try again.",
        "サインインの失敗が続いたため、一時的に受け付けていません。15 分ほど待ってからお試しください。",
    ),
    "SECOND_FACTOR_REFUSED": (
        "This code is wrong, too old, or was used before; enter the newest one.",
        "確認コードが正しくないか、期限切れか、使用済みです。最新のコードを入力してください。",
    ),
    "PASSWORD_WEAK": (
        "Choose a password of 12 to 128 characters that is hard to guess; several unrelated words are good.",
        "12〜128 文字の、推測されにくいパスワードにしてください。関連のない単語をいくつか並べると強くなります。",
    ),
    "LINK_DEAD": (
        "This link has been used or is too old; ask for a new one.",
        "このリンクは使用済みか、有効期限が切れています。新しいリンクを依頼してください。",
    ),
    "COLOUR_TOO_LIGHT": (
        "White text on this colour cannot be read; choose a darker one (a contrast with white of 4.5 or more).",
        "この色では白い文字が読みにくくなります。もっと濃い色(白とのコントラスト比 4.5 以上)を選んでください。",
    ),
    "EMAIL_TAKEN": (
        "Somebody of this shop has this address already.",
        "このメールアドレスは、すでにほかのスタッフが使用しています。",
    ),
    "LAST_OWNER": (
        "This is the last owner; make somebody else owner first.",
        "最後のオーナーです。先にほかのスタッフをオーナーにしてください。",
    ),
    "STEP_UP_REQUIRED": (
        "Confirm with your password or a code that it is you, then try again.",
        "本人確認のため、パスワードまたは確認コードを入力してから、もう一度お試しください。",
    ),
    "SECOND_FACTOR_REQUIRED": (
        "Your role needs a second factor: set one up in your account (`totpBegin`), and everything opens.",
        "この役割では二段階認証が必要です。アカウント画面で設定すると(`totpBegin`)、ほかの画面も使えるようになります。",
    ),
    "STALE_FILE": (
        "Somebody changed `{path}` since you opened it; nothing was stored.",
        "`{path}` は開いたあとに変更されました。何も保存していません。",
    ),
    "NAME_TAKEN": ("`{name}` is there already.", "`{name}` はすでにあります。"),
    "FILE_TOO_LARGE": (
        "The file is longer than {limit} bytes; split it.",
        "ファイルが {limit} バイトを超えています。分割してください。",
    ),
    "FILE_NOT_TEXT": (
        "This is no CSV file ({kind}). In Excel choose Save As, CSV UTF-8, and hand in that file; unpack a zip first.",
        "CSV ではありません({kind})。Excel なら「CSV UTF-8」で保存し直したもの、zip なら展開したものを渡してください。",
    ),
    "COLUMN_MISSING": (
        "Say which column of the file holds `{name}`.",
        "ファイルのどの列が `{name}` かを指定してください。",
    ),
    "URL_REFUSED": (
        "This address cannot be called ({reason}); give an https address of a public server.",
        "このアドレスは呼び出せません({reason})。公開サーバーの https のアドレスを指定してください。",
    ),
    "TOO_MANY_ENDPOINTS": (
        "A shop can have {limit} endpoints; remove one first.",
        "登録できる送信先は {limit} 件までです。不要なものを削除してください。",
    ),
    "EDIT_REFUSED": ("The edit cannot be made: {reason}.", "この変更はできません: {reason}。"),
    "ERRORS_ADDED": (
        "The edit would add {errors} errors; nothing was stored.",
        "この変更でエラーが {errors} 件増えるため、保存していません。",
    ),
    "PLAN_CHANGED": (
        "What would be published is not what you looked at any more; look at the plan again.",
        "公開される内容が、確認したときから変わりました。もう一度内容を確認してください。",
    ),
    "TESTS_FAILED": (
        "{failed} tests of the rules fail; nothing was published.",
        "ルールのテストが {failed} 件失敗しています。公開していません。",
    ),
    "REFUND_TOO_MUCH": (
        "Only {left} is left of this order to give back.",
        "この注文で返金できる残りは {left} です。",
    ),
    "REFUND_CHANGED": (
        "This refund id was used for this order before, with other content.",
        "この返金 ID は、この注文で別の内容にすでに使われています。",
    ),
    "ROWS_ALIKE": (
        (
            "{count} rows name a booking and customer that the file had before. Say whether they are one refund or"
            " several, and look at the totals again."
        ),
        "同じ予約・お客様の行が {count} 件あります。同じ返金か、別々の返金かを選んで、合計を確かめ直してください。",
    ),
    **APPROVAL_MESSAGES,
    "REVIEW_REQUIRED": (
        "A second person has to approve these rules before they go live; ask for a review.",
        "公開するには、別のスタッフの承認が必要です。承認を依頼してください。",
    ),
    "REVIEW_OWN": (
        "You asked for this review yourself; somebody else has to approve it.",
        "ご自身が依頼した公開は承認できません。別のスタッフが承認してください。",
    ),
    "REVIEW_CLOSED": (
        "This review can no longer be decided: it is closed, or the rules have changed since. Ask for a new one.",
        "この依頼はすでに終了しているか、依頼後にルールが変更されています。改めて承認を依頼してください。",
    ),
    **OFFER_MESSAGES,
    **PERSON_MESSAGES,
    "INVALID_INPUT": ("This value is not possible here: {expected}", "この値は使用できません: {expected}"),
}
"""English and Japanese by code."""


def message(code: str, language: Language, figures: Mapping[str, str] | None = None) -> str:
    """The sentence of `code`; a figure that is not known reads `?`."""
    english, japanese = MESSAGES[code]
    return (japanese if language == "ja" else english).format_map(Figures(figures or {}))


class Figures(dict[str, str]):
    """Figures for a sentence."""

    def __missing__(self, key: str) -> str:
        return "?"
