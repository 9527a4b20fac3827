"""Putting pseudonyms in the place of one person, in texts, JSON and model values alike."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from engine.model.data_subject import ERASED, ERASED_DOMAIN, DataSubject

ABOUT_A_PERSON = frozenset({"name", "phone", "birthday", "tags", "tier"})
"""Fields beside an address that say who somebody is."""

BESIDE_A_CART = frozenset({"note", "return_url", "ad_url", "consent"})
"""Fields of an order, cart or visit that may say it in words or in an address of a page."""

IDS = frozenset({"external_id", "owner_id", "customer", "issued_to", "receiver_id"})
"""Fields that hold the shop's own id of a customer, and nothing else does."""

NAMES_OF_THINGS = frozenset({"sku", "rule", "list", "plan", "offer", "template", "order_id", "id"})
"""Fields that name what is sold and promised, even when somebody gave that as their name."""


class Redaction:
    """Replaces everything that leads to `subject`; the same in every place, so that rows still belong together."""

    def __init__(self, subject: DataSubject, erasure_id: str) -> None:
        self.subject = subject
        self._emails = frozenset(subject.emails)
        self._phones = frozenset(subject.phones)
        self._ids = frozenset(subject.external_ids)
        self._names = frozenset(one for one in subject.names if not _may_be_code(one))
        stem = f"{ERASED}{erasure_id}"
        self.number = f"{stem}-p0"  # in the place of a number of theirs that others have too
        self._instead: dict[str, str] = {
            **{one: f"{stem}-{n}@{ERASED_DOMAIN}" for n, one in enumerate(subject.emails, 1)},
            **{one: f"{stem}-p{n}" for n, one in enumerate(subject.phones, 1)},
        }
        self._ids_instead = {one: f"{stem}-i{n}" for n, one in enumerate(subject.external_ids, 1)}
        self._keys_instead = {f"id:{one}": f"id:{new}" for one, new in self._ids_instead.items()}
        self._found = _pattern(subject)

    def id(self, external_id: str | None) -> str | None:
        """What stands for the shop's own id of the person; another's id stays."""
        return external_id if external_id is None else self._ids_instead.get(external_id, external_id)

    def text(self, text: str) -> str:
        """A text without addresses, numbers and keys of the person; a text that is only their name is emptied."""
        if text in self._names:
            return ""
        known = self._instead.get(text) or self._keys_instead.get(text)
        if known is not None:
            return known
        return self._found.sub(lambda found: self._new(found[0]), text) if self._found else text

    def value(self, value: Any) -> Any:
        """The same for JSON, dataclasses and what they hold; what is not about the person comes back as it is."""
        if isinstance(value, str):
            return value if type(value) is not str else self.text(value)
        if isinstance(value, Mapping):
            return self._fields(value)
        if is_dataclass(value) and not isinstance(value, type):
            held = {one.name: getattr(value, one.name) for one in fields(value)}
            new = self._fields(held)
            changed = {name: one for name, one in new.items() if one is not held[name]}
            return replace(value, **changed) if changed else value
        if isinstance(value, tuple | list | frozenset):
            parts = [self.value(one) for one in value]
            same = all(old is new for old, new in zip(value, parts, strict=True))
            return value if same else type(value)(parts)
        return value

    def is_theirs(self, held: Mapping[str, Any]) -> bool:
        """Whether an object with these fields is about the person; a number that two people share decides nothing."""
        email, identity, phone = (held.get(name) for name in ("email", "external_id", "phone"))
        if email is not None or identity is not None:
            return email in self._emails or identity in self._ids
        return phone is not None and phone in self._phones

    def _fields(self, held: Mapping[str, Any]) -> dict[str, Any]:
        theirs = self.is_theirs(held)
        if not theirs and (held.get("email") or held.get("external_id")):
            return dict(held)  # somebody else, who may share a telephone
        blank = ABOUT_A_PERSON if theirs else BESIDE_A_CART if self._has_their_cart(held) else frozenset()
        return {
            name: _blank(name, one) if name in blank else self._field(name, one) for name, one in held.items()
        }

    def _field(self, name: str, value: Any) -> Any:
        if name in IDS and isinstance(value, str):
            return self._ids_instead.get(value) or self.text(value)
        if name in NAMES_OF_THINGS and isinstance(value, str) and value in self._names:
            return value
        return self.value(value)

    def _has_their_cart(self, held: Mapping[str, Any]) -> bool:
        buyer = _part(_part(held, "cart"), "buyer")
        return buyer is not None and self.is_theirs(
            {name: _part(buyer, name) for name in ("email", "external_id", "phone")}
        )

    def _new(self, found: str) -> str:
        return self._instead.get(found.lower()) or self._keys_instead.get(found) or found


def _pattern(subject: DataSubject) -> re.Pattern[str] | None:
    """Whole addresses and numbers only: `a@x.jp` is not in `aa@x.jp`, nor in `a@x.jp.example`.

    In notes people write addresses as they like: kept are those in small letters.
    """
    mails = [rf"(?<![\w.%+-])(?i:{re.escape(one)})(?!\.?[\w-])" for one in subject.emails]
    numbers = [rf"(?<!\d){re.escape(one)}(?!\d)" for one in subject.phones]
    ends = [rf"(?<=[ /]){re.escape(f'id:{one}')}$" for one in subject.external_ids]
    every = [*mails, *numbers, *ends]
    return re.compile("|".join(every)) if every else None


def _may_be_code(name: str) -> bool:
    """Whether what somebody gave as their name may also be a SKU, a currency or a state: those are no person's."""
    return name.isascii() and " " not in name


def _part(held: Any, name: str) -> Any:
    if held is None:
        return None
    return held.get(name) if isinstance(held, Mapping) else getattr(held, name, None)


def _blank(name: str, value: Any) -> Any:
    """Nothing, of the kind that stood there."""
    if isinstance(value, str):
        return None if name == "phone" else ""
    return type(value)() if isinstance(value, tuple | list | frozenset) else None
