"""What the readers of a list get and when."""

import strawberry

from engine.service.list_plan import list_plan
from graphql_api.admin.channel import ChannelKind
from graphql_api.context import Info
from graphql_api.rights import Right, query_field


@strawberry.type(description="A step of a list, as its live rule plans it.")
class ListStep:
    """A step."""

    text: str = strawberry.field(description="When what goes, in the language of Accept-Language.")
    channel: ChannelKind = strawberry.field(description="email or sms.")
    template: str = strawberry.field(description="The template's name.")


@strawberry.type
class ListPlanQueries:
    """Queries about the plans of lists."""

    @query_field(Right.READ, "The steps of a list in their order; none for a product's own list.")
    async def list_steps(self, info: Info, list: str) -> list[ListStep]:  # noqa: A002 - what it is called everywhere
        """Steps."""
        context = info.context
        found = await list_plan(context.engine, context.shop, list, language=context.language)
        return [
            ListStep(text=one.text, channel=ChannelKind(one.channel.value), template=one.template)
            for one in found
        ]
