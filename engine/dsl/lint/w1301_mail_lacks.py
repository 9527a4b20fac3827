"""W1301: a coupon's mail does not say that only the same address can use it (S1.9), or a later one lacks the code."""

import re
from collections.abc import Iterator

from engine.dsl.check.safety import shows_code
from engine.dsl.check.subject import Subject
from engine.model.diagnostic import Diagnostic
from engine.model.program import Bearer, CouponBody, Template
from engine.values.span import Span
from engine.vocabulary.pick import texts

_SAYS_ADDRESS = re.compile(r"アドレス|e-?mail(?:\s+address)?|same\s+address", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every `send` line of a coupon whose templates are known."""
    body = subject.rule.body
    if not isinstance(body, CouponBody):
        return
    same_address = body.terms.bearer is Bearer.EMAIL
    for index, setting in enumerate(subject.settings.lines("send")):
        (name,) = texts(setting.values)
        for template in (subject.scene.templates or {}).get(name.value, ()):
            if index > 0 and not shows_code(template):
                yield _lacks("code", template, setting.span)
            if same_address and index == 0 and not _SAYS_ADDRESS.search(template.text):
                yield _lacks("note", template, setting.span)


def _lacks(label: str, template: Template, span: Span) -> Diagnostic:
    args = {"template": template.name, "locale": template.locale}
    return Diagnostic(code="W1301", span=span, label=label, args=args)
