"""What only playing the tests shows of a rule folder."""

from dataclasses import replace

from engine.cli.compiled import Folder
from engine.dsl.lint.w1402_never_false import never_false
from engine.service.play_tests import play_all


def with_coverage(folder: Folder) -> Folder:
    """`folder` with a warning for each condition that its tests never have fail (W1402), in the order of the files."""
    compiled = folder.compiled
    if compiled is None or compiled.program is None or not compiled.tests:
        return folder
    coverage = play_all(compiled.program, compiled.tests).coverage
    texts = {source.path: source.text for source in folder.sources}
    found = (*folder.diagnostics, *never_false(coverage, compiled.files, texts))
    return replace(folder, diagnostics=tuple(sorted(found, key=lambda one: (one.span.path, one.span.start))))
