"""Search conditions of three answers, and columns that say `あり` or nothing (S3.22, S3.25, S3.31, S3.34, D3.a)."""

from enum import StrEnum

from graphql_api.enumeration import described
from graphql_api.language import Language


@described("A search condition.", ANY="It is all the same.", YES="Only those.", NO="Only the others.")
class YesNoKind(StrEnum):
    """`model.saved_cart.YesNo`."""

    ANY = "any"
    YES = "yes"
    NO = "no"


def mark(holds: bool, language: Language) -> str:
    """The text of a column: `あり` in Japanese, `yes` in English, empty when it does not hold."""
    return ("あり" if language == "ja" else "yes") if holds else ""
