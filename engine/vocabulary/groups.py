"""Labels that several kinds of rules share, in canonical order."""

ABOUT = ("title", "note", "status", "was", "tags", "owner")
WHEN_OPEN = ("begins", "ends", "open")
ONLY_IF = ("if", "unless")
CAPS = ("limit", "budget")
CONTEXT = ("priority", "mode")
