"""Files of jobs in which a person is named, in SQL: they are dropped whole, an export can be made again."""

from engine.store.named_in import OVERLAP, is_named
from engine.store.redaction import Redaction
from engine.store.sql.database import Tx

PARTS_AT_ONCE = 8

NEXT_JOB = 'SELECT "row", id, state FROM jobs WHERE shop = ? AND "row" > ? ORDER BY "row" LIMIT 1'
PARTS = """
    SELECT side, number, content FROM job_parts WHERE shop = ? AND job_id = ? AND (side, number) > (?, ?)
    ORDER BY side, number LIMIT ?
"""
DROP = "DELETE FROM job_parts WHERE shop = ? AND job_id = ?"
END = """
    UPDATE jobs SET state = 'cancelled', next_at = NULL, ended_at = COALESCE(ended_at, ?), cursor = ''
    WHERE shop = ? AND id = ? AND state IN ('open', 'checked', 'failed')
"""
WORKED_ON = frozenset({"waiting", "running"})


async def names_them(tx: Tx, shop: str, job_id: str, redaction: Redaction) -> bool:
    """Whether the files of a job hold an address or number of the person, also across two pieces."""
    side, number, tail = "", 0, b""
    while parts := await tx.rows(PARTS, shop, job_id, side, number, PARTS_AT_ONCE):
        for own_side, own_number, content in parts:
            piece = (b"" if own_side != side else tail) + bytes(content)
            if is_named(piece, redaction.subject):
                return True
            side, number, tail = own_side, own_number, piece[-OVERLAP:]
    return False
