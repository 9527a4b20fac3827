"""What the story expects of each step."""


class Surprise(Exception):
    """A step did not go as the story says."""


def expect(holds: bool, what: str) -> None:
    """Raise Surprise with `what` was expected, unless it holds."""
    if not holds:
        raise Surprise(f"expected that {what}")
