"""Write what editors know of the language: the words of the admin UI's editor, and VS Code's colours.

`--check` changes nothing and exits 1 when a file is not what the language says now.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from engine.dsl.word_list import keywords, word_list
from scripts.textmate import textmate_grammar

ROOT = Path(__file__).resolve().parents[1]


def editor_files() -> dict[Path, str]:
    """Each generated file with what should stand in it."""
    dsl = ROOT / "admin-ui" / "src" / "dsl"
    rest = {name: part for name, part in word_list().items() if name != "keywords"}
    return {
        dsl / "words.json": _in_rows(rest),
        dsl / "keywords.json": _in_rows(keywords()),  # colours need them at once, the rest may come later
        ROOT / "editors" / "vscode" / "syntaxes" / "otoku.tmLanguage.json": json.dumps(
            textmate_grammar(), ensure_ascii=False, indent=1
        )
        + "\n",
    }


def _in_rows(value: Mapping[str, object]) -> str:
    """JSON with one word of the language per row, so that a change is read at a glance."""
    parts = [f"{_row(name)}: {_rows(part)}" for name, part in value.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _rows(part: object) -> str:
    if isinstance(part, list):
        return "[\n" + ",\n".join(_row(one) for one in part) + "\n]"
    if isinstance(part, dict):
        return "{\n" + ",\n".join(f"{_row(key)}: {_row(one)}" for key, one in part.items()) + "\n}"
    return _row(part)


def _row(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(arguments: list[str]) -> int:
    """Write the files, or only compare them."""
    stale = []
    for path, text in editor_files().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for path in stale:
        print(path.relative_to(ROOT))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
