"""What is written besides code: docstrings that say what lives where, and no notes to do it later."""

import ast
import re

from tests.house.sources import PYTHON, lines_with, modules

HERE = "tests/house/"
LATER = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK:")
SOURCES = (
    ".py",
    ".sh",
    ".lark",
    ".otoku",
    ".graphql",
    ".ts",
    ".tsx",
    ".css",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
)


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        module.path for module in modules(*PYTHON) if module.text and not ast.get_docstring(module.tree)
    ]
    assert [] == silent


def test_nothing_is_left_for_later() -> None:
    assert [] == lines_with(LATER, *SOURCES, but=(HERE,))


def test_no_file_names_a_path_of_one_machine() -> None:
    homes = re.compile(r"(?:^|[\s\"'=(`])/(?:work|root|farm|home/[a-z]+|tmp/bash_jobs)/")
    suspects = lines_with(("/work/", "/root/", "/farm/", "/home/", "/tmp/bash_jobs"), but=(HERE,))
    assert [] == [line for line in suspects if homes.search(line.split(": ", 1)[1])]
