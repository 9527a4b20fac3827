"""Texts of the pages, English and Japanese, by the same names."""

from collections.abc import Mapping

from graphql_api.language import Language

_BOTH: Mapping[str, tuple[str, str]] = {
    "product": ("Otoku", "お得 Otoku"),
    "tagline": ("Promotions your shop programs itself", "お店が自分で組み立てる販促エンジン"),
    "shop": ("Shop", "ショップ"),
    "currency": ("Currency", "通貨"),
    "zone": ("Time zone", "タイムゾーン"),
    "revision": ("Live revision", "公開中のリビジョン"),
    "catalog": ("Catalogue version", "カタログの版"),
    "none": ("none yet", "まだありません"),
    "rules": ("Live rules", "公開中のルール"),
    "rule": ("Rule", "ルール"),
    "kind": ("Kind", "種類"),
    "status": ("Status", "状態"),
    "status_live": ("live", "公開中"),
    "status_draft": ("draft", "下書き"),
    "status_paused": ("paused", "停止中"),
    "status_stopped": ("stopped", "全面停止中"),
    "status_archived": ("archived", "保管"),
    "status_issued": ("issued", "利用可"),
    "status_used_up": ("used up", "利用済み"),
    "status_expired": ("expired", "期限切れ"),
    "status_revoked": ("revoked", "取消"),
    "kind_coupon": ("coupon", "クーポン"),
    "kind_sale": ("sale", "セール"),
    "what": ("What it does", "内容"),
    "no_rules": (
        "No rules are live. Publish a rule file to begin.",
        "公開中のルールはありません。ルールファイルを公開して始めましょう。",
    ),
    "coupons": ("Latest coupons", "最新のクーポン"),
    "code": ("Code", "コード"),
    "order": ("Order", "注文"),
    "issued": ("Issued", "発行日時"),
    "until": ("Valid until", "有効期限"),
    "uses": ("Used", "利用回数"),
    "no_coupons": ("No coupon has been issued yet.", "まだクーポンは発行されていません。"),
    "unlimited": ("no end", "無期限"),
    "inbox": ("Kept mails", "保管されたメール"),
    "inbox_note": (
        "Without an SMTP server, mails are kept here instead of being sent.",
        "SMTP サーバーが未設定の間、メールは送信されずここに保管されます。",
    ),
    "no_mails": ("No mail has been kept yet.", "まだメールはありません。"),
    "to": ("To", "宛先"),
    "subject": ("Subject", "件名"),
    "at": ("Time", "日時"),
    "text_part": ("Text", "テキスト"),
    "html_part": ("HTML, as a mail program shows it", "HTML（メールソフトでの表示）"),
    "back": ("Back", "戻る"),
    "call": ("Call the API", "API を呼び出す"),
    "call_note": (
        "Make a token, then report a paid order and quote a cart. Every field is described in graphql_api/schema/.",
        "トークンを作成し、注文の記録とカートの見積もりを試せます。項目の説明は graphql_api/schema/ にあります。",
    ),
    "call_quote": ("Quote a cart", "カートの見積もり"),
    "call_order": ("Record a paid order", "支払い済み注文の記録"),
    "sign_out": ("Sign out", "サインアウト"),
    "signed_out": ("You are signed out.", "サインアウトしました。"),
    "need_link": (
        "To sign in, run `otoku sign-in` on the server and open the link it prints.",
        "サインインするには、サーバーで `otoku sign-in` を実行し、表示されたリンクを開いてください。",
    ),
    "link_dead": (
        "This link has been used or is older than 15 minutes.",
        "このリンクは使用済みか、15 分の有効時間を過ぎています。",
    ),
    "sign_in": ("Sign in", "サインイン"),
    "your_email": ("E-mail address", "メールアドレス"),
    "your_name": ("Name", "お名前"),
    "password": ("Password", "パスワード"),
    "factor_code": ("Code of your second factor", "確認コード"),
    "code_needed": (
        "Enter the six digits your authenticator app shows, or a recovery code, and your password once more.",
        "認証アプリに表示される 6 桁の数字（または回復コード）と、パスワードをもう一度入力してください。",
    ),
    "choose_password": ("Choose a password", "パスワードの設定"),
    "choose_note": (
        "12 to 128 characters. Several unrelated words are easy to remember and hard to guess.",
        "12〜128 文字で設定してください。関連のない単語をいくつか並べると、覚えやすく推測されにくくなります。",
    ),
    "set_password": ("Set the password and sign in", "設定してサインイン"),
    "admin_app": ("Admin app", "管理画面"),
    "not_built": ("The admin app is not built yet.", "管理画面がまだビルドされていません。"),
    "build_it": (
        "Run `make ui` where the server was started from, then reload this page.",
        "サーバーを起動したフォルダーで `make ui` を実行してから、このページを再読み込みしてください。",
    ),
    "not_found": ("There is no such page.", "ページが見つかりません。"),
    "unsubscribe": ("Stop these messages", "配信停止"),
    "unsubscribe_mail": (
        "You get advertising mails from this shop at the address that this link was sent to.",
        "このリンクをお送りしたアドレスに、このショップからのお知らせメールをお届けしています。",
    ),
    "unsubscribe_sms": (
        "You get advertising SMS from this shop at the number that this link was sent to.",
        "このリンクをお送りした電話番号に、このショップからのお知らせ SMS をお届けしています。",
    ),
    "unsubscribe_all": ("Stop all advertising", "お知らせをすべて停止する"),
    "unsubscribe_list": ("Stop this series only", "このシリーズだけ停止する"),
    "unsubscribe_orders": (
        "Messages about your orders are not advertising and still come.",
        "ご注文に関するご連絡は、停止後もお送りします。",
    ),
    "unsubscribe_done": (
        "Done. You will get no more of these messages. Messages about your orders still come.",
        "配信を停止しました。今後お送りすることはありません。ご注文に関するご連絡は引き続きお送りします。",
    ),
    "unsubscribe_received": (
        "We have received your wish. It takes effect within a minute, and you need to do nothing more.",
        "配信停止のお申し出を受け付けました。1分以内に反映されます。これ以上のお手続きは必要ありません。",
    ),
    "unsubscribe_busy": (
        "This did not work just now, and nothing was stopped. Please try again in a minute.",
        "ただいま手続きを完了できず、配信は停止されていません。しばらくしてからもう一度お試しください。",
    ),
    "confirm": ("Confirm that you want our news", "お知らせの受け取りの確認"),
    "confirm_what": (
        "Somebody asked for our news to be sent to you, and agreed to this:",
        "次の内容への同意とともに、お知らせの受け取りのお申し込みがありました。",
    ),
    "confirm_button": ("Yes, send me the news", "受け取る"),
    "confirm_not_you": (
        "If this was not you, close this page: nothing is sent.",
        "お申し込みに心当たりがない場合は、このページを閉じてください。お知らせはお送りしません。",
    ),
    "confirm_done": (
        "Thank you. You will get our news; every message says how to stop them.",
        "ありがとうございます。お知らせの受け取りを開始しました。停止の方法は各メッセージに記載しています。",
    ),
    "confirm_over": (
        "This link no longer works: it is more than seven days old, or the wish was withdrawn. Please sign up again.",
        "このリンクはご利用いただけません。7日を過ぎたか、取り消されています。もう一度お申し込みください。",
    ),
    "confirm_busy": (
        "This did not work just now. Please press the button again in a minute.",
        "ただいま手続きを完了できませんでした。しばらくしてからもう一度お試しください。",
    ),
    "cart_left": ("Your cart", "カートの続き"),
    "cart_link_dead": (
        "This link no longer works: it is more than three days old, or the cart was bought.",
        "このリンクはご利用いただけません。お送りしてから3日を過ぎたか、すでにご購入済みです。",
    ),
    "cart_no_page": (
        "Your cart is kept. Please open the shop to go on.",
        "カートの内容は保存されています。ショップを開いてお続けください。",
    ),
    "unsubscribe_bad": ("This link is incomplete or not ours.", "このリンクは正しくありません。"),
}

TEXTS: Mapping[Language, Mapping[str, str]] = {
    "en": {name: english for name, (english, _) in _BOTH.items()},
    "ja": {name: japanese for name, (_, japanese) in _BOTH.items()},
}
"""Texts by language and name."""
