"""Why an edit stops; the door of this package turns it into a value."""

from collections.abc import Mapping

from engine.model.diagnostic import Diagnostic
from engine.model.rule_edits import EditProblem, EditRefusal


class CannotEdit(Exception):
    """An edit that cannot be made; `said` fills the text of the problem in `messages.py`."""

    def __init__(
        self,
        problem: EditProblem,
        said: Mapping[str, str] | None = None,
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.said = dict(said or {})
        self.diagnostics = diagnostics

    def refusal(self, index: int) -> EditRefusal:
        """What the caller is told of the edit `index`."""
        args = tuple(self.said.items())
        return EditRefusal(problem=self.problem, index=index, args=args, diagnostics=self.diagnostics)
