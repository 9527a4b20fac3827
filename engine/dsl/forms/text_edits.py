"""The difference of two texts as the few edits that an editor can apply and take back."""

from difflib import SequenceMatcher

from engine.model.rule_form import TextEdit


def text_edits(before: str, after: str) -> tuple[TextEdit, ...]:
    """Edits of `before`, in order, none touching another; each trimmed to the characters that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        _trimmed(before, starts[first], starts[last], "".join(new[begin:end]))
        for kind, first, last, begin, end in changes
        if kind != "equal"
    )


def _trimmed(before: str, start: int, end: int, text: str) -> TextEdit:
    old = before[start:end]
    head = 0
    while head < min(len(old), len(text)) and old[head] == text[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(text)) - head and old[-1 - tail] == text[-1 - tail]:
        tail += 1
    return TextEdit(start=start + head, end=end - tail, text=text[head : len(text) - tail])
