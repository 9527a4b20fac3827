"""Usual headings of files with coupons and gift cards: Voucherify, Shopify, Talon.One, ecforce, plain Japanese."""

import unicodedata
from collections.abc import Mapping, Sequence

from engine.model.import_row import COLUMNS, Columns, ImportColumn
from engine.model.job import JobKind

USUAL: Mapping[ImportColumn, frozenset[str]] = {
    ImportColumn.CODE: frozenset(
        {
            *(
                "code",
                "couponcode",
                "vouchercode",
                "giftcardcode",
                "cardcode",
                "cardnumber",
                "giftcardnumber",
            ),
            *("コード", "クーポンコード", "クーポン番号", "ギフトカード番号", "カード番号", "番号"),
        }
    ),
    ImportColumn.KEY: frozenset(
        {"id", "key", "voucherid", "couponid", "giftcardid", "externalid", "管理番号"}
    ),
    ImportColumn.EMAIL: frozenset(
        {
            *(
                "email",
                "mail",
                "emailaddress",
                "customeremail",
                "recipientemail",
                "owneremail",
                "holderemail",
            ),
            *("メール", "メールアドレス", "eメール"),
        }
    ),
    ImportColumn.CUSTOMER: frozenset(
        {
            *(
                "customer",
                "customerid",
                "sourceid",
                "customersourceid",
                "profileid",
                "recipientintegrationid",
            ),
            *("顧客id", "顧客番号", "会員id", "会員番号"),
        }
    ),
    ImportColumn.PHONE: frozenset(
        {"phone", "tel", "telephone", "customerphone", "電話", "電話番号", "携帯電話"}
    ),
    ImportColumn.NAME: frozenset({"name", "customername", "recipientname", "氏名", "名前", "お名前"}),
    ImportColumn.ENDS: frozenset(
        {
            *("expires", "expireson", "expiresat", "expirationdate", "expirydate", "validuntil", "enddate"),
            *("有効期限", "利用期限", "期限", "終了日"),
        }
    ),
    ImportColumn.ENABLED: frozenset({"active", "enabled", "有効", "利用可否", "有効無効"}),
    ImportColumn.BALANCE: frozenset(
        {"balance", "giftbalance", "currentbalance", "remainingbalance", "残高", "残額", "カード残高"}
    ),
    ImportColumn.PIN: frozenset({"pin", "pincode", "暗証番号", "pin番号"}),
    ImportColumn.CONSIDERATION: frozenset(
        {"consideration", "paidorfree", "有償無償", "有償無償区分", "対価"}
    ),
    ImportColumn.USES: frozenset(
        {
            *("uses", "maxuses", "usagelimit", "redemptionlimit", "redemptionquantity", "limitval"),
            *("利用可能回数", "利用上限", "上限回数"),
        }
    ),
    ImportColumn.USES_LEFT: frozenset({"usesleft", "remaininguses", "残り回数", "残回数"}),
    ImportColumn.USED: frozenset(
        {"used", "timesused", "redeemedquantity", "redemptioncount", "counter", "利用回数", "利用済み回数"}
    ),
    ImportColumn.USED_AT: frozenset({"usedat", "redeemedat", "lastredeemedat", "利用日", "利用日時"}),
    ImportColumn.ORDER: frozenset({"order", "orderid", "ordername", "注文番号", "注文id"}),
    ImportColumn.TAKEN_OFF: frozenset({"takenoff", "discountamount", "redeemedamount", "割引額", "値引額"}),
}
"""Without spaces and signs, in small letters."""


def guessed_columns(kind: JobKind, headings: Sequence[str]) -> Columns:
    """The columns whose headings are usual ones; the first heading of each counts."""
    found: dict[ImportColumn, str] = {}
    for heading in headings:
        plain = "".join(one for one in unicodedata.normalize("NFKC", heading).lower() if one.isalnum())
        for column in COLUMNS[kind]:
            if plain in USUAL[column]:
                found.setdefault(column, heading)
    return found
