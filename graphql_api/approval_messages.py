"""What refusals say about money that one person may not move alone."""

from collections.abc import Mapping

APPROVAL_MESSAGES: Mapping[str, tuple[str, str]] = {
    "APPROVAL_REQUIRED": (
        (
            "This is more than your role may do alone ({limit}). It was asked for as request no. {number}: nothing"
            " happens until another person approves it, within 7 days."
        ),
        (
            "1 人で実行できる上限（{limit}）を超えるため、承認依頼 {number} 番として登録しました。"
            "7 日以内に別のスタッフが承認すると実行されます。"
        ),
    ),
    "OVER_LIMIT": (
        (
            "All cards together hold more than your role may give alone ({limit}). Give fewer at once; or give the card"
            " without a balance, then add the balance: that can be asked for."
        ),
        (
            "カードの残高の合計が、1 人で入金できる上限（{limit}）を超えています。枚数を減らすか、"
            "先に残高なしでカードを渡してから入金してください（入金は承認を依頼できます）。"
        ),
    ),
    "APPROVAL_OWN": (
        "You asked for this yourself; somebody else has to approve it.",
        "ご自身が依頼したものは承認できません。別のスタッフが承認してください。",
    ),
    "APPROVAL_CLOSED": (
        "This request can no longer be decided: it was decided, is older than 7 days, or something has changed since.",
        "この依頼は、すでに判断済みか、7 日を過ぎたか、依頼後に内容が変わったため、承認できません。",
    ),
}
"""English and Japanese by code."""
