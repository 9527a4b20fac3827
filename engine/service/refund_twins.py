"""Rows of one file that are alike in booking and customer: the same refund twice, or two of them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from engine.model.decision import Problem, Rejection
from engine.model.job import Job
from engine.model.refund_row import RefundRow, Twins

TWINS = ("line", "first_line", "booking", "amount")
"""Columns of the file that names them after a look through."""

ROWS_ALIKE = "twins"
"""How many there are that nobody has decided on, in the totals of a job."""


def digest_of(key: str) -> bytes:
    """What is kept of a key while a whole file is read."""
    return hashlib.blake2b(key.encode(), digest_size=16).digest()


def twins_of(job: Job) -> Twins | None:
    """What was decided of them; None: nobody was asked yet."""
    said = job.asked.get("twins", "")
    return Twins(said) if said else None


def undecided(job: Job) -> Rejection | None:
    """ROWS_ALIKE while somebody has to say what they mean before the file is carried out."""
    count = job.totals.get(ROWS_ALIKE, 0)
    return (
        None
        if not count
        else Rejection(problem=Problem.ROWS_ALIKE, path=("job_id",), args=(("count", str(count)),))
    )


@dataclass(slots=True, kw_only=True)
class Occurrences:
    """Where `EACH` is wanted, the second row of a booking and customer gets a key of its own, and so on.

    The same file, read again from its beginning, gives the same keys: nobody is refunded twice by it. No cell holds
    two spaces, so no key is that of another row.
    """

    wanted: Twins | None
    _times: dict[bytes, int] = field(default_factory=dict)

    def keyed(self, rows: Iterable[RefundRow]) -> tuple[RefundRow, ...]:
        """The rows under their keys; they have to come in the order of the file."""
        return tuple(map(self._keyed, rows))

    def _keyed(self, row: RefundRow) -> RefundRow:
        if self.wanted is not Twins.EACH or row.own_key:
            return row
        digest = digest_of(row.key)
        times = self._times[digest] = self._times.get(digest, 0) + 1
        return row if times == 1 else replace(row, key=f"{row.key}  #{times}")
