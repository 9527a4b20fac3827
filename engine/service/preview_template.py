"""What a template would look like, filled with the examples of its variables."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.delivery.render import TemplateProblem, render
from engine.dsl.templates import read_templates
from engine.model.answers import ExplainedDiagnostic
from engine.model.diagnostic import Diagnostic
from engine.model.records import SourceFile
from engine.service.explain_diagnostics import explain_diagnostics
from engine.vocabulary.template_variables import CATEGORY_BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableExample:
    """A variable that the template may name: `path` as in `{{ coupon.code }}`."""

    path: str
    doc: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePreview:
    """The filled texts, empty while the template has errors; `variables` of its category."""

    category: str
    locale: str
    subject: str
    text: str
    html: str
    variables: tuple[VariableExample, ...]
    problem: str
    diagnostics: tuple[ExplainedDiagnostic, ...]


def preview_template(path: str, text: str, *, language: str) -> TemplatePreview:
    """Read and fill a template as it would be mailed; what is wrong with it is told as when it is published."""
    file, found = SourceFile(path=path, text=text), list[Diagnostic]()
    read = [one for same in read_templates((file,), found.append).values() for one in same]
    told = explain_diagnostics(found, (file,), language)
    category = CATEGORY_BY_NAME.get(read[0].category) if read else None
    if not read or category is None:
        return TemplatePreview(
            category="", locale="", subject="", text="", html="", variables=(), problem="", diagnostics=told
        )
    template = read[0]
    variables = tuple(
        VariableExample(path=one.path, doc=one.doc[language], example=one.example)
        for one in category.variables
    )
    subject = body = markup = problem = ""
    try:
        texts = render(template, _tree(variables))
        subject, body, markup = texts.subject, texts.text, texts.html
    except TemplateProblem as trouble:
        problem = str(trouble)
    return TemplatePreview(
        category=template.category,
        locale=template.locale,
        subject=subject,
        text=body,
        html=markup,
        variables=variables,
        problem=problem,
        diagnostics=told,
    )


def _tree(variables: tuple[VariableExample, ...]) -> Mapping[str, object]:
    """`coupon.code` as {"coupon": {"code": …}}."""
    tree: dict[str, object] = {}
    for one in variables:
        at, *names = tree, *one.path.split(".")
        for name in names[:-1]:
            inner = at.setdefault(name, {})
            if isinstance(inner, dict):
                at = inner
        at[names[-1]] = one.example
    return tree
