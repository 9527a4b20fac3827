"""Gift cards and their ledger as rows of files; money in minor units, codes masked."""

from engine.model.card_records import StoredCard, Transfer
from engine.service.export_lists import Cells, Reader, RowShape


def _card_columns(reader: Reader) -> tuple[str, ...]:
    return (
        *("card", "code", "campaign", "state", "enabled", "balance", "currency", "published_at"),
        *("expires_at", "customer", "order", "metadata", "test"),
        *(("owner",) if reader.addresses else ()),
    )


def _card_cells(reader: Reader, row: StoredCard) -> Cells:
    fact = row.fact
    return (
        *(fact.id, f"••••{row.last_four}", fact.campaign, fact.state.value, "1" if fact.enabled else ""),
        *(fact.balance, reader.currency, reader.local(fact.published_at), reader.local(fact.expires_at)),
        *(fact.owner_id or "", row.order_id),
        *(" ".join(f"{name}={value}" for name, value in row.metadata), "1" if fact.test else ""),
        *((fact.owner_email or "",) if reader.addresses else ()),
    )


def _ledger_columns(_: Reader) -> tuple[str, ...]:
    return (
        *("transfer", "at", "kind", "card", "campaign", "order", "amount", "currency", "key"),
        *("postings", "note", "by"),
    )


def _ledger_cells(reader: Reader, row: Transfer) -> Cells:
    postings = " ".join(f"{one.account}{one.amount:+d}" for one in row.postings)
    return (
        *(row.id, reader.local(row.at), row.kind.value, row.card_id, row.campaign, row.order_id),
        *(row.amount, reader.currency, row.key, postings, row.note, row.actor),
    )


CARDS = RowShape(columns=_card_columns, cells=_card_cells)
LEDGER = RowShape(columns=_ledger_columns, cells=_ledger_cells)
