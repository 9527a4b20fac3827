"""How somebody stands on a list."""

from enum import StrEnum

from graphql_api.enumeration import described


@described(
    "Where a reader stands.",
    ACTIVE="Gets what is sent to the list.",
    LEFT="Has left by what a `leave when` line says.",
    STOPPED_BY_REFUND="Has given back what made them a reader: no steps, the row stays (D2.c).",
)
class EnrolmentStateKind(StrEnum):
    """`model.reader.EnrolmentState`."""

    ACTIVE = "active"
    LEFT = "left"
    STOPPED_BY_REFUND = "stopped_by_refund"
