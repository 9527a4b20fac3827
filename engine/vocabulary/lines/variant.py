"""`variant "B" 45%`: a share of an experiment, as the rule stands or with lines of its own."""

from engine.model.experiment import Variant
from engine.vocabulary.amounts import share
from engine.vocabulary.literals import Literal, Percent, Text
from engine.vocabulary.pick import the
from engine.vocabulary.word import Reading, Widget, Word


def read(values: tuple[Literal, ...], reading: Reading) -> Variant | None:
    """The variant without its lines, or None after E0602."""
    part = share(the(values, Percent), reading)
    return None if part is None else Variant(name=the(values, Text).value, share=part)


WORD = Word(
    label="variant",
    read=read,
    doc={
        "en": "A variant with its share; lines in braces stand in place of the rule's own lines.",
        "ja": "バリエーションとその割合。波かっこ内の行が、ルールの同じ行の代わりになります。",
    },
    example='variant "A" 90%',
    widget=Widget.TEXT,
    repeats=True,
)
