"""The `test` blocks of rule files, played over virtual time."""

from datetime import datetime

import strawberry

from engine.model.answers import PlayedTest, RulesRefused
from engine.model.decision import Problem
from engine.service.play_tests import play_tests
from graphql_api.admin.diagnostic import DiagnosticType, show_diagnostics
from graphql_api.admin.source_file import FileInput, asked_files
from graphql_api.context import Info
from graphql_api.errors import UserError, user_error
from graphql_api.rights import Right, query_field


@strawberry.type(description="An `expect` line that did not hold.")
class TestFailure:
    """A failure."""

    line: int = strawberry.field(description="Its line in the file, from 1.")
    expected: str = strawberry.field(description="What it expects, in words.")
    got: str = strawberry.field(description="What there was instead.")


@strawberry.type(description="One thing that happened in a test.")
class TestStep:
    """A step of the timeline."""

    at: datetime = strawberry.field(description="The virtual instant.")
    line: int = strawberry.field(description="The line that made it happen, from 1.")
    text: str = strawberry.field(description="What happened.")


@strawberry.type(description="What became of a `test` block.")
class TestResult:
    """A test."""

    name: str = strawberry.field(description="Its name.")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")
    passed: bool = strawberry.field(description="Whether everything expected came true.")
    failures: list[TestFailure] = strawberry.field(description="What did not.")
    timeline: list[TestStep] = strawberry.field(description="What happened, in order.")


@strawberry.type(description="What became of the tests of rule files. Nothing was stored.")
class TestsPayload:
    """The answer of `testRules`."""

    passed: bool = strawberry.field(
        description="Whether there are tests to pass and all did; false with errors."
    )
    tests: list[TestResult] = strawberry.field(description="Each test, in the order of the files.")
    diagnostics: list[DiagnosticType] = strawberry.field(
        description="The findings, when the files have errors."
    )
    errors: list[UserError] = strawberry.field(
        description="RULES_REFUSED when the files have errors; else empty."
    )


@strawberry.type
class RuleTestQueries:
    """Queries that play tests."""

    @query_field(
        Right.VALIDATE,
        "Play the `test` blocks over virtual time against this shop's products: of `files`, or of the working copy"
        " with the text `draft` in it, which needs the right read, too.",
    )
    async def test_rules(
        self, info: Info, files: list[FileInput] | None = None, draft: FileInput | None = None
    ) -> TestsPayload:
        """Play the tests."""
        context = info.context
        asked = await asked_files(info, files, draft)
        outcome = await play_tests(context.engine, context.shop, asked, language=context.language)
        if isinstance(outcome, RulesRefused):
            figures = {"errors": str(outcome.checked.errors)}
            error = user_error(Problem.RULES_REFUSED, context.language, ["files"], figures)
            found = show_diagnostics(outcome.checked.diagnostics)
            return TestsPayload(passed=False, tests=[], diagnostics=found, errors=[error])
        tests = [show_test(test) for test in outcome]
        return TestsPayload(passed=all(test.passed for test in tests), tests=tests, diagnostics=[], errors=[])


def show_test(test: PlayedTest) -> TestResult:
    """A test as the schema shows it."""
    return TestResult(
        name=test.name,
        file=test.path,
        line=test.line,
        passed=not test.failures,
        failures=[TestFailure(line=one.line, expected=one.expected, got=one.got) for one in test.failures],
        timeline=[TestStep(at=one.at, line=one.line, text=one.text) for one in test.timeline],
    )
