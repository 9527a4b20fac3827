"""W13xx: messages."""

from collections.abc import Mapping

from engine.dsl.messages.entry import Entry, Said

ENTRIES: Mapping[str, Entry] = {
    "W1301": Entry(
        title=Said("mail lacks something", "メールに足りないものがあります"),
        message=Said(
            'the template "{template}" ({locale}) lacks something',
            'テンプレート "{template}"({locale})に足りないものがあります',
        ),
        variants={
            "note": Said(
                'the template "{template}" ({locale}) does not say that only the same address can use it',
                'テンプレート "{template}"({locale})に、同じメールアドレスでだけ使えるという注意がありません',
            ),
            "code": Said(
                'the template "{template}" ({locale}) does not show the code',
                'テンプレート "{template}"({locale})にクーポン番号がありません',
            ),
        },
    ),
}
