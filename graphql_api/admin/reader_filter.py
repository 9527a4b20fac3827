"""Which readers are asked for, on the screen and as a file."""

import strawberry

from engine.model.reader import EnrolmentState, ReadersWanted
from graphql_api.addresses import comparable
from graphql_api.admin.reader_state import EnrolmentStateKind
from graphql_api.context import Info
from graphql_api.scalars import Email


@strawberry.input(description="Which readers; all that is given must hold.")
class ReaderFilter:
    """A filter."""

    list_name: str | None = strawberry.field(name="list", default=None, description="On this list, by name.")
    state: EnrolmentStateKind | None = strawberry.field(default=None, description="Standing so.")
    email: Email | None = strawberry.field(default=None, description="With this address.")
    mobile: bool = strawberry.field(default=False, description="True: only with a telephone number.")


async def readers_wanted(info: Info, asked: ReaderFilter) -> ReadersWanted:
    """The filter in comparable form."""
    return ReadersWanted(
        list=asked.list_name,
        reader=await comparable(info, asked.email),
        state=None if asked.state is None else EnrolmentState(asked.state.value),
        with_phone=asked.mobile,
    )
