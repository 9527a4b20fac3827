"""Places as editors count them: any text, any encoding."""

import asyncio
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from engine.dsl.source import read_source
from engine.lsp.complete import complete, snippet, without_snippets
from engine.lsp.folder import look_at_text
from engine.lsp.positions import Positions

ROOT = Path(__file__).resolve().parents[2]
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-32"])
TEXTS = st.text(st.sampled_from("ab é茶𠮷🍵\n\r"), max_size=40)


@given(TEXTS, ENCODINGS, st.integers(0, 40))
def test_an_offset_is_found_again(text: str, encoding: str, offset: int) -> None:
    offset = min(offset, len(text))
    if text[max(0, offset - 1) : offset + 1] == "\r\n":
        return  # inside a line end there is no place
    places = Positions(text=text, encoding=encoding)
    assert offset == places.offset(places.at(offset))


def test_units_are_those_of_the_encoding() -> None:
    text = "茶𠮷a"
    at = {one: Positions(text=text, encoding=one).at(2).character for one in ("utf-8", "utf-16", "utf-32")}
    assert {"utf-8": 7, "utf-16": 3, "utf-32": 2} == at


def test_a_place_beyond_its_line_or_the_text_is_drawn_back() -> None:
    places = Positions(text="茶\nab\n", encoding="utf-16")
    assert (1, 6) == (
        places.offset(types.Position(0, 99)),
        places.offset(types.Position(99, 0)) + 1,
    )
    assert 5 == places.offset(types.Position(1, 99)) + 1


@given(TEXTS, TEXTS, ENCODINGS)
def test_edits_make_the_other_text(before: str, after: str, encoding: str) -> None:
    places = Positions(text=before, encoding=encoding)
    text = before
    for edit in reversed(places.edits_to(after)):
        start, end = places.offset(edit.range.start), places.offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    assert after == text


def test_an_example_becomes_a_snippet_that_keeps_its_braces() -> None:
    assert 'for product "${1:A}"' == snippet('for product "A"')
    assert "valid ${1:14} days" == snippet("valid 14 days")
    assert "terms {\n  $0\n\\}" == snippet("terms {")
    assert 'sale "${1:x}" {\n  uses ${2:1}\n\\}' == snippet('sale "x" {\n  uses 1\n}\n')


def test_an_editor_without_snippets_gets_plain_words() -> None:
    snapshot = look_at_text('otoku 1\n\nsale "x" {\n  \n}\n', "utf-16")
    items = without_snippets(complete(snapshot, "untitled.otoku", 23, "ja"))
    assert items
    assert [] == [one.label for one in items if "$" in (one.text_edit.new_text if one.text_edit else "$")]


@given(st.text(max_size=60), st.integers(0, 60))
def test_completion_never_fails_whatever_is_typed(text: str, offset: int) -> None:
    snapshot = look_at_text(f"otoku 1\n{text}", "utf-16")
    source = read_source("untitled.otoku", f"otoku 1\n{text}")
    complete(snapshot, "untitled.otoku", min(offset + 8, len(source.text)), "en")


@pytest.mark.slow
async def test_an_editor_can_connect_to_a_port_of_the_loopback() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "engine", "lsp", "--tcp", str(port), cwd=ROOT
    )
    try:
        client = LanguageClient("test-editor", "1")
        async with asyncio.timeout(60):
            while True:
                try:
                    await client.start_tcp("127.0.0.1", port)
                    break
                except OSError:
                    await asyncio.sleep(0.1)
            found = await client.initialize_async(
                types.InitializeParams(capabilities=types.ClientCapabilities())
            )
        assert found.server_info is not None
        assert "otoku" == found.server_info.name
    finally:
        server.terminate()
        await server.wait()
