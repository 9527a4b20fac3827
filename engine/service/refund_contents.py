"""What a bulk refund that was looked through would do, as one text to compare."""

import hashlib

from engine.model.job import Job


def meaning_of(job: Job) -> str:
    """What was looked through, and how: another file, columns or choice is another refund."""
    said = sorted((name, value) for name, value in job.asked.items() if name not in {"by", "by_kind", "do"})
    text = repr((said, sorted(job.totals.items()), job.done, job.failed))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
