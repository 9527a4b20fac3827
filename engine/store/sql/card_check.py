"""Looking for broken invariants of gift cards in SQL (I20-I26)."""

CARD_CHECKS = {
    "I20": """
        SELECT t.shop, t.id AS subject FROM ledger_transfers t
        LEFT JOIN ledger_postings p ON p.shop = t.shop AND p.transfer_id = t.id
        GROUP BY t.shop, t.id HAVING COALESCE(SUM(p.amount), 1) <> 0
    """,
    "I21 card": """
        SELECT c.shop, c.id AS subject FROM gift_cards c
        LEFT JOIN ledger_transfers t ON t.shop = c.shop AND t.card_id = c.id
        LEFT JOIN ledger_postings p ON p.shop = t.shop AND p.transfer_id = t.id AND p.lot_id IS NOT NULL
        GROUP BY c.shop, c.id, c.balance HAVING c.balance <> COALESCE(SUM(p.amount), 0)
    """,
    "I21 held": """
        SELECT c.shop, c.id AS subject FROM gift_cards c
        LEFT JOIN card_holds h ON h.shop = c.shop AND h.card_id = c.id AND h.state = 'live'
        GROUP BY c.shop, c.id, c.held HAVING c.held <> COALESCE(SUM(h.amount), 0)
    """,
    "I22": """
        SELECT c.shop, c.id AS subject FROM gift_cards c
        LEFT JOIN card_lots l ON l.shop = c.shop AND l.card_id = c.id
        GROUP BY c.shop, c.id, c.balance HAVING c.balance <> COALESCE(SUM(l.remaining), 0)
    """,
    "I22 lot": """
        SELECT l.shop, l.id AS subject FROM card_lots l
        LEFT JOIN ledger_postings p ON p.shop = l.shop AND p.lot_id = l.id
        GROUP BY l.shop, l.id, l.remaining HAVING l.remaining <> COALESCE(SUM(p.amount), 0)
    """,
    "I24 card": """
        SELECT shop, card_id AS subject FROM ledger_transfers WHERE kind IN ('spend', 'refund')
        GROUP BY shop, card_id, order_id
        HAVING SUM(CASE WHEN kind = 'refund' THEN amount ELSE -amount END) > 0
    """,
    "I1 card": """
        SELECT c.shop, c.id AS subject FROM gift_cards c
        LEFT JOIN timers t ON t.shop = c.shop AND t.kind = 'card_expiry' AND t.subject = c.id
        WHERE c.state IN ('unassigned', 'assigned', 'active', 'exhausted') AND c.expires_at IS NOT NULL
            AND t.id IS NULL
    """,
    "I25": """
        SELECT r.shop, r.day AS subject FROM card_reports r LEFT JOIN (
            SELECT r.shop, r.day, l.consideration, p.amount FROM card_reports r
            JOIN ledger_transfers t ON t.shop = r.shop AND t.at <= r.at
            JOIN gift_cards c ON c.shop = t.shop AND c.id = t.card_id AND NOT c.test
            JOIN ledger_postings p ON p.shop = t.shop AND p.transfer_id = t.id
            JOIN card_lots l ON l.shop = p.shop AND l.id = p.lot_id
            WHERE l.expires_at IS NULL OR l.expires_at > r.at
        ) found ON found.shop = r.shop AND found.day = r.day
        GROUP BY r.shop, r.day, r.paid, r.free
        HAVING r.paid <> COALESCE(SUM(CASE WHEN found.consideration = 'paid' THEN found.amount ELSE 0 END), 0)
            OR r.free <> COALESCE(SUM(CASE WHEN found.consideration = 'free' THEN found.amount ELSE 0 END), 0)
    """,
}
"""Each gives shop and subject of what is broken."""
