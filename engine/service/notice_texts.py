"""The texts of notices, in Japanese and English: short, from whom, and no word of advertising."""

from collections.abc import Mapping

from engine.model.notice import NOTICE, Notice
from engine.model.program import ChannelName, Template

_SMS: Mapping[Notice, Mapping[str, str]] = {
    Notice.OPTED_OUT: {
        "ja": "{{ shop.legal.name }}: お知らせSMSの配信を停止しました。ご注文に関するご連絡は引き続きお送りします。",
        "en": "{{ shop.legal.name }}: you will get no more advertising SMS. Messages about your orders still come.",
    },
    Notice.AGREE_AGAIN: {
        "ja": "{{ shop.legal.name }}: 返信では再開できません。ショップのページで改めてお申し込みください。",
        "en": "{{ shop.legal.name }}: a reply cannot start our messages again. Please sign up again at the shop.",
    },
    Notice.HELP: {
        "ja": "{{ shop.legal.name }}: お問い合わせ {{ shop.legal.contact }} 停止は「停止」と返信",
        "en": "{{ shop.legal.name }}: contact {{ shop.legal.contact }}. Reply STOP to get no more advertising.",
    },
    Notice.CONFIRM: {
        "ja": "{{ shop.legal.name }}: お知らせの受け取りの確認 {{ confirm_url }} 心当たりがなければ破棄してください",
        "en": "{{ shop.legal.name }}: to get our news, confirm here {{ confirm_url }} If this was not you, ignore it.",
    },
}

_OF_SMS = {Notice.CONFIRM_AGAIN: Notice.CONFIRM}

_SUBJECT = {
    Notice.CONFIRM: {
        "ja": "【{{ shop.legal.name }}】お知らせの受け取りをご確認ください",
        "en": "{{ shop.legal.name }}: please confirm that you want our news",
    },
    Notice.CONFIRM_AGAIN: {
        "ja": "【{{ shop.legal.name }}】お知らせの受け取りがまだ確認されていません",
        "en": "{{ shop.legal.name }}: your consent is not confirmed yet",
    },
}
_ASK = {
    "ja": (
        "{{ shop.legal.name }} です。\n\n"
        "このメールアドレスで、お知らせの受け取りのお申し込みがありました。\n"
        "次のページを開き、ボタンを押すと受け取りが始まります。\n\n{{ confirm_url }}\n\n"
        "リンクは7日間有効です。お申し込みに心当たりがない場合は、このメールを破棄してください。"
        "確認されるまで、お知らせは一切お送りしません。\n\n"
        "{{ shop.legal.name }}\n{{ shop.legal.address }}\n{{ shop.legal.contact }}\n"
    ),
    "en": (
        "This is {{ shop.legal.name }}.\n\n"
        "Somebody asked for our news to be sent to this address.\n"
        "Open this page and press the button to get them:\n\n{{ confirm_url }}\n\n"
        "The link works for 7 days. If this was not you, ignore this mail: "
        "until it is confirmed, no news are sent.\n\n"
        "{{ shop.legal.name }}\n{{ shop.legal.address }}\n{{ shop.legal.contact }}\n"
    ),
}


def notice_template(which: Notice, channel: ChannelName, locale: str) -> Template:
    """What a notice says by `channel`, in Japanese or English."""
    language = "ja" if locale.lower().startswith("ja") else "en"
    if channel is ChannelName.SMS:
        subject, text = "", _SMS[_OF_SMS.get(which, which)][language]
    else:
        subject, text = _SUBJECT[which][language], _ASK[language]
    return Template(name=f"{NOTICE}{which}", locale=language, category="notice", subject=subject, text=text)
