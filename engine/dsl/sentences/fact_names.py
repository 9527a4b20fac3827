"""What facts are called in Japanese sentences; in English their path reads well enough."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "cart.total": "割引前の商品合計",
    "cart.discounted_total": "自動割引後の商品合計",
    "cart.quantity": "カート内の点数",
    "cart.lines": "カート内の商品の種類数",
    "cart.items": "カート内の商品",
    "cart.shipping": "送料",
    "cart.channel": "購入経路",
    "order.note": "注文の備考",
    "customer.orders": "これまでの購入回数",
    "customer.spent": "これまでの購入金額",
    "customer.tags": "顧客タグ",
    "customer.tier": "会員ランク",
    "customer.member": "会員",
    "customer.blocked": "利用停止中のお客様",
    "customer.first_order_at": "初回の購入日時",
    "customer.joined_at": "会員登録日時",
    "customer.birthday": "誕生日",
    "customer.last_order_at": "前回の購入日時",
}
