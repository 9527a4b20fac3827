"""How a template looks when it is mailed, before it is stored."""

import asyncio

import strawberry

from engine.service.preview_template import preview_template
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.context import Info
from graphql_api.rights import Right, query_field


@strawberry.type(name="TemplateVariable", description="A value that a template may name.")
class TemplateVariableType:
    """A variable."""

    path: str = strawberry.field(description="As in {{ coupon.code }}.")
    doc: str = strawberry.field(description="What it is, in the language of Accept-Language.")
    example: str = strawberry.field(description="What the preview fills in for it.")


@strawberry.type(name="TemplatePreview", description="A template filled with examples.")
class TemplatePreviewType:
    """A preview."""

    category: str = strawberry.field(
        description="Its sort, which decides its variables; empty while unknown."
    )
    locale: str = strawberry.field(description="Its language, from the name of the file.")
    subject: str = strawberry.field(description="The subject; empty while the template has errors.")
    text: str = strawberry.field(description="The text part.")
    html: str = strawberry.field(
        description="The HTML part; show it in a sandboxed frame only (SEC22). Empty: there is none."
    )
    variables: list[TemplateVariableType] = strawberry.field(description="What its category may name.")
    problem: str = strawberry.field(description="Why it cannot be filled; empty when it can.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="What publishing would say about it.")


@strawberry.type
class TemplateQueries:
    """Queries about templates."""

    @query_field(
        Right.READ,
        "A template as typed, filled with examples; stores nothing. Files are those of the working copy.",
    )
    async def template_preview(self, info: Info, path: str, text: str) -> TemplatePreviewType:
        """The preview."""
        # In a thread: a long text takes a while, and carts are priced meanwhile.
        found = await asyncio.to_thread(preview_template, path[:200], text, language=info.context.language)
        return TemplatePreviewType(
            category=found.category,
            locale=found.locale,
            subject=found.subject,
            text=found.text,
            html=found.html,
            variables=[
                TemplateVariableType(path=one.path, doc=one.doc, example=one.example)
                for one in found.variables
            ],
            problem=found.problem,
            diagnostics=show_diagnostics(found.diagnostics),
        )
