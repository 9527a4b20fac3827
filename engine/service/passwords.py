"""Passwords: what is strong enough, and argon2id over what is (SEC18)."""

import asyncio
import unicodedata
from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 128
"""Characters after NFKC: full-width typing is the same password."""

STRONG = 3
"""Of zxcvbn's 0-4: more than 10^8 guesses, its list of the most common passwords included."""

JUDGED = 72
"""Characters that the estimate looks at; its time grows with the square of the length."""

AT_ONCE = 2
"""Hashes at the same time: each takes 19 MiB, and strangers can ask for them."""


class Passwords:
    """Hashes and compares, two at once per process."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._of_nobody = ""

    async def hash(self, password: str) -> str:
        """The text to store for a password."""
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, normalized(password))

    async def fits(self, stored: str, password: str) -> bool:
        """Whether `password` is the one; an empty `stored` takes as long and never fits."""
        if not stored and not self._of_nobody:
            self._of_nobody = await self.hash("the password of nobody")
        async with self._turn:
            fits = await asyncio.to_thread(self._compare, stored or self._of_nobody, normalized(password))
        return fits and stored != ""

    def is_dated(self, stored: str) -> bool:
        """Whether a hash was made with weaker settings than today's."""
        return self._hasher.check_needs_rehash(stored)

    def _compare(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (Argon2Error, InvalidHashError):
            return False


def normalized(password: str) -> str:
    """The form that is hashed."""
    return unicodedata.normalize("NFKC", password)[: LONGEST + 1]


def is_weak(password: str, about: Sequence[str]) -> bool:
    """Whether a password is too short, too long, common, or easily guessed by who knows the words in `about`."""
    text = normalized(password)
    if not SHORTEST <= len(text) <= LONGEST or not text.isprintable():
        return True
    words = [word for said in about for word in (said, *said.replace("@", " ").replace(".", " ").split())]
    return int(zxcvbn(text[:JUDGED], user_inputs=words)["score"]) < STRONG
