"""The manual at hand: findings explained, rules to begin from, names for completion."""

import strawberry

from engine.service import manual
from graphql_api.admin.source_file import FileType
from graphql_api.context import Info
from graphql_api.rights import Right, query_field


@strawberry.type(description="Something to fill in.")
class StarterBlank:
    """A blank."""

    label: str = strawberry.field(description="The line, such as discount.")
    hint: str = strawberry.field(description="What belongs there.")


@strawberry.type(description="A rule to begin from.")
class StarterRule:
    """A starter."""

    name: str = strawberry.field(description="Its name in this list.")
    kind: str = strawberry.field(description="coupon, sale or offer.")
    title: str = strawberry.field(description="What it is, for people.")
    story: str = strawberry.field(description="What it does and for whom.")
    text: str = strawberry.field(description="The block, for `addRule` of `editRuleFile` or a new file.")
    blanks: list[StarterBlank] = strawberry.field(description="What the merchant must look at.")
    files: list[FileType] = strawberry.field(description="Templates that it needs; add them if missing.")


@strawberry.type(description="A product for completion.")
class CompletionProduct:
    """A product."""

    sku: str = strawberry.field(description="What is written.")
    name: str = strawberry.field(description="What people call it.")
    plans: list[str] = strawberry.field(description="Names of its subscription plans.")


@strawberry.type(description="A name that may be written in a rule.")
class CompletionName:
    """A name."""

    kind: str = strawberry.field(
        description="coupon, sale, budget, audience …; template, category, tag, fact, occasion."
    )
    name: str = strawberry.field(description="What is written.")
    detail: str = strawberry.field(
        description="The type of a fact, the file of a block, a template's locale."
    )
    doc: str = strawberry.field(description="What it means, in the language of Accept-Language.")


@strawberry.type(description="What completion offers besides `words`.")
class Completions:
    """Names."""

    products: list[CompletionProduct] = strawberry.field(description="The catalogue, its first 2,000 by SKU.")
    names: list[CompletionName] = strawberry.field(description="Every other name.")


@strawberry.type
class ManualQueries:
    """Queries of the manual."""

    @query_field(
        Right.VALIDATE,
        "The manual page of a finding (E0303) as Markdown, in `language` (en, ja) or that of Accept-Language.",
    )
    async def explain_diagnostic(self, info: Info, code: str, language: str | None = None) -> str | None:
        """A page."""
        return manual.explain_code(code, language or info.context.language)

    @query_field(Right.VALIDATE, "Rules to begin from, told in `language` or that of Accept-Language.")
    async def starter_rules(self, info: Info, language: str | None = None) -> list[StarterRule]:
        """Starters."""
        return [
            StarterRule(
                name=one.name,
                kind=one.kind,
                title=one.title,
                story=one.story,
                text=one.text,
                blanks=[StarterBlank(label=label, hint=hint) for label, hint in one.blanks],
                files=[FileType(path=file.path, text=file.text) for file in one.files],
            )
            for one in manual.starter_rules(language or info.context.language)
        ]

    @query_field(Right.READ, "Names for completion: products, blocks, templates, facts, occasions.")
    async def completions(self, info: Info) -> Completions:
        """Names."""
        context = info.context
        known = await manual.known_names(context.engine, context.shop, context.language)
        return Completions(
            products=[
                CompletionProduct(sku=one.sku, name=one.name, plans=[plan.name for plan in one.plans])
                for one in known.products
            ],
            names=[
                CompletionName(kind=one.kind, name=one.name, detail=one.detail, doc=one.doc)
                for one in known.names
            ],
        )
