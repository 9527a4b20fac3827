"""The `test` blocks of rule files, played over virtual time."""

from datetime import datetime

import strawberry

from engine.model.answers import PlayedTest, RulesRefused
from engine.model.coverage import Coverage, percent_of
from engine.model.decision import Problem
from engine.service.play_tests import play_and_cover
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


@strawberry.type(
    description="A clause or one comparison of a rule, and which of its outcomes the tests have seen."
)
class CoveragePoint:
    """A point."""

    label: str = strawberry.field(
        description="The line's label: if (also of unless), when, open, limit, tier …"
    )
    line: int = strawberry.field(description="Its line in the file, from 1.")
    text: str = strawberry.field(description="The clause in the words of the language.")
    seen_true: bool = strawberry.field(description="Whether a test has it fulfilled.")
    seen_false: bool | None = strawberry.field(
        description="Whether a test has it not fulfilled; null where that cannot be."
    )


@strawberry.type(description="What the tests have seen of one rule.")
class RuleCoverage:
    """A rule."""

    name: str = strawberry.field(description="Its name.")
    kind: str = strawberry.field(description="coupon, sale …")
    file: str = strawberry.field(description="File it stands in.")
    line: int = strawberry.field(description="First line, from 1.")
    percent: int = strawberry.field(description="Outcomes seen of those that could be, rounded down.")
    points: list[CoveragePoint] = strawberry.field(description="Every clause and comparison.")


@strawberry.type(
    description="Which conditions and clauses the tests have seen fulfilled, and which not fulfilled."
)
class TestCoverage:
    """The coverage."""

    percent: int = strawberry.field(description="Outcomes seen of those that could be, rounded down.")
    rules: list[RuleCoverage] = strawberry.field(description="Every live rule.")


@strawberry.type(description="What became of the tests of rule files. Nothing was stored.")
class TestsPayload:
    """The answer of `testRules`."""

    passed: bool = strawberry.field(
        description="Whether there are tests to pass and all did; false with errors."
    )
    tests: list[TestResult] = strawberry.field(description="Each test, in the order of the files.")
    coverage: TestCoverage | None = strawberry.field(
        description="What the tests have seen of the rules; null with errors."
    )
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
        outcome = await play_and_cover(context.engine, context.shop, asked, language=context.language)
        if isinstance(outcome, RulesRefused):
            figures = {"errors": str(outcome.checked.errors)}
            error = user_error(Problem.RULES_REFUSED, context.language, ["files"], figures)
            found = show_diagnostics(outcome.checked.diagnostics)
            return TestsPayload(passed=False, tests=[], coverage=None, diagnostics=found, errors=[error])
        tests = [show_test(test) for test in outcome.tests]
        return TestsPayload(
            passed=all(test.passed for test in tests),
            tests=tests,
            coverage=show_coverage(outcome.coverage),
            diagnostics=[],
            errors=[],
        )


def show_coverage(coverage: Coverage) -> TestCoverage:
    """Coverage as the schema shows it."""
    return TestCoverage(
        percent=coverage.percent,
        rules=[
            RuleCoverage(
                name=rule.name,
                kind=rule.kind,
                file=rule.path,
                line=rule.line,
                percent=percent_of((rule,)),
                points=[
                    CoveragePoint(
                        label=one.label,
                        line=one.line,
                        text=one.text,
                        seen_true=one.seen_true,
                        seen_false=one.seen_false if one.can_fail else None,
                    )
                    for one in rule.points
                ],
            )
            for rule in coverage.rules
        ],
    )


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
