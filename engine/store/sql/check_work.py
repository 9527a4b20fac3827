"""Looking for work that nothing will end any more, in SQL (reliability §5): a hold for ever keeps what it holds."""

ENDLESS = """
    SELECT o.shop, o.id AS subject FROM {table} o
    LEFT JOIN timers t ON t.shop = o.shop AND t.kind = '{kind}' AND t.subject = o.id AND t.next_at IS NOT NULL
    WHERE t.id IS NULL AND o.state IN ({states})
"""

WORK_CHECKS = {
    "I1 hold": ENDLESS.format(table="holds", kind="hold_expiry", states="'live'"),
    "I1 card hold": ENDLESS.format(table="card_holds", kind="card_hold_expiry", states="'live'"),
    "I1 offer": ENDLESS.format(table="offers", kind="offer_deadline", states="'decided', 'shown'"),
    "I28": """
        SELECT d.shop, d.id AS subject FROM webhook_deliveries d
        LEFT JOIN webhook_events e ON e.shop = d.shop AND e.id = d.event_id WHERE e.id IS NULL
    """,
    "I30 recovery": """
        SELECT r.shop, r.order_id AS subject FROM recoveries r JOIN carts c ON c.shop = r.shop AND c.id = r.cart_id
        WHERE NOT r.assisted AND NOT EXISTS (
            SELECT 1 FROM messages m WHERE m.shop = r.shop AND m.cart_id = r.cart_id AND m.handover_at IS NOT NULL
        )
    """,
    "I35": "SELECT shop, id AS subject FROM erasures WHERE (state = 'done') <> (subject = '')",
}
"""Each gives shop and subject of what is broken."""
