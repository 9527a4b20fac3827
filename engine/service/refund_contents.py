"""What a file of refunds or gift cards that was looked through would do: to compare, and to keep it to that."""

import hashlib

from engine.model.job import Job, JobState
from engine.service.job_files import JobProblem

MOST = "most"
"""What a file may move in all, minor units, in what its job was asked: as much as was looked through."""


def meaning_of(job: Job) -> str:
    """What was looked through, and how: another file, columns or choice is another refund."""
    said = sorted(
        (name, value) for name, value in job.asked.items() if name not in {"by", "by_kind", "do", MOST}
    )
    text = repr((said, sorted(job.totals.items()), job.done, job.failed))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def was_looked_through(job: Job) -> bool:
    """Whether a file may be let run: it was looked through to its end, or let run before, which the store judges."""
    return job.state is JobState.CHECKED or job.asked.get("do") == "run"


def bounded(job: Job) -> dict[str, str]:
    """What a job that is let run is asked: to move no more than was looked through."""
    most = {MOST: str(job.totals.get("amount", 0))} if job.state is JobState.CHECKED else {}
    return {"do": "run", "begun": "yes", **most}


def keep_within(job: Job, amount: int) -> None:
    """Raise JobProblem when `amount` minor units in all are more than was looked through (SEC24)."""
    most = job.asked.get(MOST)
    if most is not None and amount > int(most):
        raise JobProblem(
            "more would move than was looked through, as rules have changed since: hand the file in again"
        )
