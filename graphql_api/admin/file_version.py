"""One version of a rule file in its history."""

from datetime import datetime

import strawberry

from engine.model.answers_rules import FileVersion
from graphql_api.actor_names import actor_name
from graphql_api.context import Info
from graphql_api.rights import relation_field


@strawberry.type(name="RuleFileVersion", description="A file as one revision has it.")
class FileVersionType:
    """A version."""

    revision: int = strawberry.field(description="The revision that changed the file.")
    published: bool = strawberry.field(description="Whether that revision ever went live.")
    created_at: datetime = strawberry.field(description="When it was stored.")
    created_by: str = strawberry.field(description="`actorId` of who stored it.")
    note: str = strawberry.field(description="What the author said of it.")
    sha256: str = strawberry.field(description="SHA-256 of the text; empty where the file was removed.")
    text: str | None = strawberry.field(description="The whole text; null where the file was removed.")
    diff: str = strawberry.field(description="Unified difference from the version before.")

    @relation_field(
        "Their name, or what else it was, such as the command line; in the language of Accept-Language."
    )
    async def created_by_name(self, info: Info) -> str:
        """A name for people."""
        return await actor_name(info, self.created_by)


def show_version(version: FileVersion) -> FileVersionType:
    """A version as the schema shows it."""
    return FileVersionType(
        revision=version.revision,
        published=version.published,
        created_at=version.created_at,
        created_by=version.created_by,
        note=version.note,
        sha256=version.sha256,
        text=version.text,
        diff=version.diff,
    )
