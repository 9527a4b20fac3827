"""How the texts of one diagnostic code are declared, in English and Japanese."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Said(NamedTuple):
    """One text in every language; `{name}` is filled from `Diagnostic.args`, `{name:or}` from a list of them."""

    en: str
    ja: str

    def text(self, language: str) -> str:
        """The text in `ja`, or in English."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The texts of a code.

    `title` names the mistake in lists; `message` is the first line. `Diagnostic.label` picks from `labels` what is
    written under the carets ("" when no key is given) and may pick another first line from `variants`.
    `Diagnostic.helps` and the labels of its notes are keys of `helps` and `notes`.
    """

    title: Said
    message: Said
    variants: Mapping[str, Said] = field(default_factory=dict)
    labels: Mapping[str, Said] = field(default_factory=dict)
    helps: Mapping[str, Said] = field(default_factory=dict)
    notes: Mapping[str, Said] = field(default_factory=dict)
