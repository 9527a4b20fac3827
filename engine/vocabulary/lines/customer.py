"""`customer "a@example.com" as members with customer.orders is 2`: who acts in a test."""

from engine.model.timeline import EnterCustomer, Known
from engine.values.calendar import month_and_day
from engine.values.identity import normal_email
from engine.vocabulary.fields import CUSTOMER_FIELDS
from engine.vocabulary.literals import Comparison, Literal, Text
from engine.vocabulary.operands import operand
from engine.vocabulary.pick import the, words
from engine.vocabulary.reports import refuse
from engine.vocabulary.word import Reading, Widget, Word

BIRTHDAY = "customer.birthday"
_FIELDS = {one.path: one for one in CUSTOMER_FIELDS}


def read(values: tuple[Literal, ...], reading: Reading) -> EnterCustomer | None:
    """The step, or None after reporting an address or a fact that makes no sense."""
    email = the(values, Text)
    if normal_email(email.value) is None:
        refuse(reading, "E0413", email, written=email.value)
        return None
    facts = [_fact(one, reading) for one in values if isinstance(one, Comparison)]
    known = tuple(one for one in facts if one is not None)
    if len(known) < len(facts):
        return None
    member = "members" in words(values)
    return EnterCustomer(email=email.value, member=member, line=reading.line, facts=known)


def _fact(written: Comparison, reading: Reading) -> Known | None:
    field = _FIELDS.get(written.field.path)
    if field is None:
        refuse(reading, "E0501", written.field, field=written.field.path, near="", known="\n".join(_FIELDS))
        return None
    value = operand(written.operands[0], field, reading)
    if field.path == BIRTHDAY and isinstance(value, str) and month_and_day(value) != value:
        refuse(reading, "E0701", written.operands[0], written=value)
        return None
    return None if value is None else Known(field=field.path, value=value)


WORD = Word(
    label="customer",
    read=read,
    doc={
        "en": "Who acts from here on: an address, `as members` or `as guests`, and what is known of them.",
        "ja": "ここから先の購入者です。アドレス、会員(members)かゲスト(guests)か、購入履歴などを書きます。",
    },
    example='customer "a@example.com" as members with customer.orders is 2',
    widget=Widget.TEXT,
    repeats=True,
)
