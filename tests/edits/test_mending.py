"""`otoku fix` applies what helps and takes back what does not; new errors are told from old ones."""

from engine.dsl.compile import compile_files
from engine.dsl.mend_files import Mended, mend_files
from engine.dsl.new_errors import new_errors
from engine.model.diagnostic import Confidence, Diagnostic, Edit, Fix
from engine.model.records import SourceFile
from engine.values.span import Span
from tests.edits.editing import PATH

GOOD = 'otoku 1\n\nsale "x" {\n  discount 10%\n  limit 1\n}\n'


def check(files: tuple[SourceFile, ...]) -> tuple[Diagnostic, ...]:
    return compile_files(files).diagnostics


def mended(*texts: str, path: str | None = None, maybe: bool = False) -> Mended:
    files = [SourceFile(path=f"{number}.otoku", text=text) for number, text in enumerate(texts)]
    return mend_files(files, check, path=path, maybe=maybe)


def test_sure_fixes_are_made_and_likely_ones_left() -> None:
    result = mended(GOOD.replace("10%", "１０％").replace("limit", "limti"))
    assert result.files[0].text == GOOD.replace("limit", "limti")
    assert [one.code for one in result.applied] == ["E0101"]
    assert "E0201" in [one.code for one in result.left]


def test_likely_fixes_are_made_on_request() -> None:
    result = mended("\ufeff" + GOOD.replace("limit", "limti"), maybe=True)
    assert result.files[0].text == "\ufeff" + GOOD
    assert not any(one.code.startswith("E") for one in result.left)


def test_one_file_is_mended_alone_on_request() -> None:
    bad = GOOD.replace("10%", "１０％")
    result = mended(bad, bad.replace('"x"', '"y"'), path="1.otoku")
    assert [one.text for one in result.files] == [bad, GOOD.replace('"x"', '"y"')]


def test_a_good_file_stays_as_it_is() -> None:
    assert mended(GOOD).files[0].text == GOOD


def finding(code: str, start: int, text: str) -> Diagnostic:
    span = Span(path="0.otoku", start=start, end=start + 1)
    fix = Fix(edits=(Edit(span=span, text=text),), confidence=Confidence.SURE)
    return Diagnostic(code=code, span=span, fix=fix)


def judge(files: tuple[SourceFile, ...]) -> tuple[Diagnostic, ...]:
    """Wants `good`: says where it is not, and is worse on `x`; its fixes are not all wise."""
    text = files[0].text
    wrong = [
        finding("E0300", at, {"a": "g", "b": "o", "c": "x"}[one])
        for at, one in enumerate(text)
        if one in "abc"
    ]
    return (*wrong, *(finding("E0200", at, "c") for at, one in enumerate(text) if one == "x"))


def test_a_fix_that_makes_it_worse_is_taken_back_and_the_others_stay() -> None:
    result = mend_files((SourceFile(path="0.otoku", text="abc"),), judge)
    assert result.files[0].text == "goc"
    assert len(result.applied) == 2


def error(code: str, at: int = 0, path: str = PATH, **args: str) -> Diagnostic:
    return Diagnostic(code=code, span=Span(path=path, start=at, end=at + 1), args=args)


def test_errors_that_moved_are_not_new() -> None:
    assert new_errors([error("E0303", 5)], [error("E0303", 900)]) == ()


def test_an_error_more_of_a_kind_is_new_and_the_one_that_says_something_new_is_named() -> None:
    old, new = error("E0401", 5, name="A"), error("E0401", 9, name="B")
    assert new_errors([old], [old, new]) == (new,)
    assert new_errors([old], [new, old]) == (new,)
    assert new_errors([old], [old, old]) == (old,)


def test_errors_of_other_files_and_warnings_are_told_apart() -> None:
    here, there = error("E0401", path="a.otoku"), error("E0401", path="b.otoku")
    assert new_errors([here], [there, error("W1102")]) == (there,)


def test_an_error_whose_words_changed_with_a_rename_is_not_new() -> None:
    assert new_errors([error("E0304", kind="a")], [error("E0304", kind="b")]) == ()
