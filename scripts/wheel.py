"""Builds the packages of a wheel: what a checkout keeps beside them, an installed Otoku finds inside them.

The browser apps need Node to be built: `make wheel` builds them first and refuses to go on without. `pip install` from
a checkout or a tag does without when they are not built: rules in CI need no screens.
"""

import shutil
from pathlib import Path

from setuptools import Distribution
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[1]
CARRIED = {
    ROOT / "rules" / "examples": Path("engine", "examples"),
    ROOT / "admin-ui" / "dist": Path("graphql_api", "ui", "dist"),
}


class BuildPackages(build_py):  # type: ignore[misc]  # setuptools ships no types
    """Adds the examples and the built apps; an editable install reads them where they are."""

    distribution: Distribution

    def run(self) -> None:
        """Copy the packages, then the rest."""
        super().run()
        if self.editable_mode:
            return
        for source, inside in CARRIED.items():
            target = Path(self.build_lib) / inside
            shutil.rmtree(target, ignore_errors=True)  # what an earlier build left
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                self.warn(
                    f"{source.relative_to(ROOT)} is not there: this wheel has no screens; run `make wheel`"
                )
