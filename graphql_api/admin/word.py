"""The line catalogue of the language: what a merchant may write where, for forms, completion and the manual."""

import strawberry

from engine.model.answers import WordEntry
from engine.service import ask
from graphql_api.context import Info
from graphql_api.rights import Right, query_field


@strawberry.type(name="Word", description="One kind of line of the language.")
class WordType:
    """A word."""

    label: str = strawberry.field(description="How the line begins: code, valid, cart lifetime.")
    places: list[str] = strawberry.field(
        description="Blocks it may stand in: shop, coupon, sale, audience, budget, test."
    )
    required: list[str] = strawberry.field(description="Blocks it must stand in.")
    repeats: bool = strawberry.field(description="Whether it may stand more than once in a block.")
    doc: str = strawberry.field(description="What it means, in the language of Accept-Language.")
    example: str = strawberry.field(description="A line that is right.")
    widget: str = strawberry.field(description="The form control that edits it.")


@strawberry.type
class WordQueries:
    """Queries about the language."""

    @query_field(Right.VALIDATE, "Every kind of line, optionally of one block.")
    async def words(self, info: Info, place: str | None = None) -> list[WordType]:
        """The line catalogue."""
        return [_word(entry, info) for entry in ask.words() if place is None or place in entry.places]


def _word(entry: WordEntry, info: Info) -> WordType:
    return WordType(
        label=entry.label,
        places=sorted(entry.places),
        required=sorted(entry.required),
        repeats=entry.repeats,
        doc=entry.doc.get(info.context.language, entry.doc.get("en", "")),
        example=entry.example,
        widget=entry.widget,
    )
