"""What the compiler says of rule text, ready for an editor: places, help, fixes."""

from enum import StrEnum

import strawberry

from engine.model.answers import Checked, ExplainedDiagnostic, Place, PlacedEdit, PlacedText, RuleOutline
from graphql_api.enumeration import described


@described(
    "How grave a finding is.",
    ERROR="Keeps the rules from going live.",
    WARNING="Worth a look; the rules may go live.",
)
class DiagnosticSeverity(StrEnum):
    """`model.diagnostic.Severity`."""

    ERROR = "error"
    WARNING = "warning"


@described(
    "How certain a fix is.",
    SURE="May be applied without asking.",
    MAYBE="A person should look first.",
)
class FixConfidence(StrEnum):
    """`model.diagnostic.Confidence`."""

    SURE = "sure"
    MAYBE = "maybe"


@strawberry.type(
    name="Place", description="A range of text. Lines and columns count from 1, columns in characters."
)
class PlaceType:
    """A place."""

    file: str = strawberry.field(description="Path of the file in the rule set.")
    line: int = strawberry.field(description="First line.")
    column: int = strawberry.field(description="First column.")
    end_line: int = strawberry.field(description="Last line.")
    end_column: int = strawberry.field(description="Column after the last character.")
    from_utf16: int = strawberry.field(
        description="Offset of the first character in the file, in UTF-16 units as JavaScript counts."
    )
    to_utf16: int = strawberry.field(description="Offset after the last character, in UTF-16 units.")


@strawberry.type(description="A second place that matters for a finding.")
class RelatedPlace:
    """A second place."""

    place: PlaceType = strawberry.field(description="Where.")
    text: str = strawberry.field(description="What is there.")


@strawberry.type(name="Edit", description="A change that mends a finding.")
class EditType:
    """An edit."""

    place: PlaceType = strawberry.field(description="What to replace.")
    text: str = strawberry.field(description="What to write there.")


@strawberry.type(description="Edits that belong together; apply all or none.")
class Fix:
    """A fix."""

    confidence: FixConfidence = strawberry.field(description="Whether to ask before applying it.")
    edits: list[EditType] = strawberry.field(description="The changes.")


@strawberry.type(name="Diagnostic", description="One finding of the compiler about rule text.")
class DiagnosticType:
    """A finding."""

    code: str = strawberry.field(description="Stable number such as E0305; `otoku explain` tells more.")
    severity: DiagnosticSeverity = strawberry.field(description="How grave it is.")
    message: str = strawberry.field(
        description="What is wrong, one sentence in the language of Accept-Language."
    )
    label: str = strawberry.field(description="What stands at the place, for the underline.")
    place: PlaceType = strawberry.field(description="Where.")
    related: list[RelatedPlace] = strawberry.field(description="Other places that matter.")
    help: list[str] = strawberry.field(description="What to do about it.")
    fix: Fix | None = strawberry.field(description="Edits that mend it, when the compiler knows them.")
    rendered: str = strawberry.field(description="The whole finding as plain text with the line and carets.")


@strawberry.type(description="A rule that was found in the text.")
class FoundRule:
    """A rule of a check."""

    name: str = strawberry.field(description="Its name.")
    kind: str = strawberry.field(description="coupon or sale.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")


@strawberry.type(description="What the compiler says of rule files. Nothing was stored.")
class RulesCheck:
    """A check."""

    valid: bool = strawberry.field(description="Whether the files could go live.")
    errors: int = strawberry.field(description="How many findings keep them from going live.")
    diagnostics: list[DiagnosticType] = strawberry.field(description="Findings in the order of the text.")
    rules: list[FoundRule] = strawberry.field(description="Rules found in the text.")
    fingerprint: str | None = strawberry.field(
        description="Hash of the meaning; comments and blanks do not change it. Null with errors."
    )


def show_check(checked: Checked) -> RulesCheck:
    """A check as the schema shows it."""
    return RulesCheck(
        valid=checked.errors == 0,
        errors=checked.errors,
        diagnostics=show_diagnostics(checked.diagnostics),
        rules=[_rule(rule) for rule in checked.rules],
        fingerprint=checked.fingerprint or None,
    )


def show_diagnostics(found: tuple[ExplainedDiagnostic, ...]) -> list[DiagnosticType]:
    """Findings as the schema shows them."""
    return [
        DiagnosticType(
            code=each.code,
            severity=DiagnosticSeverity(each.severity.value),
            message=each.message,
            label=each.label,
            place=_place(each.place),
            related=[_related(note) for note in each.also],
            help=list(each.helps),
            fix=_fix(each),
            rendered=each.rendered,
        )
        for each in found
    ]


def _rule(rule: RuleOutline) -> FoundRule:
    return FoundRule(name=rule.name, kind=rule.kind, file=rule.path, line=rule.line)


def _place(place: Place) -> PlaceType:
    return PlaceType(
        file=place.path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        from_utf16=place.from_utf16,
        to_utf16=place.to_utf16,
    )


def _related(note: PlacedText) -> RelatedPlace:
    return RelatedPlace(place=_place(note.place), text=note.text)


def _edit(edit: PlacedEdit) -> EditType:
    return EditType(place=_place(edit.place), text=edit.text)


def _fix(found: ExplainedDiagnostic) -> Fix | None:
    if found.confidence is None or not found.edits:
        return None
    return Fix(confidence=FixConfidence(found.confidence.value), edits=[_edit(edit) for edit in found.edits])
