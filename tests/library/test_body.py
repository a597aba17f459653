"""The text of a big document is read where it lies, in any script, and only while it is the text that was opened."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NotFound
from reader.library import Library, body
from reader.library.connection import connect
from reader.longtext import PART, LongText
from tests.terminal.big import library_of

TEXT = "The Harbour Police walked along the pier, “slowly” and without any hurry: né à 東京 😀.\n\n" * 9_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("body") / "big.vgt", TEXT)


def opened(path: Path) -> LongText:
    with Library.open(path) as library:
        text = library.opening(library.documents(limit=1)[0].id).text
        assert isinstance(text, LongText)
        return text


@given(st.text(st.sampled_from("aé€😀"), max_size=80), st.integers(1, 9), st.integers(1, 9))
def test_parts_begin_at_characters(text: str, part: int, stretch: int) -> None:
    data = text.encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body, "PART", part)
        patch.setattr(body, "_STRETCH", stretch)
        starts = list(body._starts(lambda at, size: data[at : at + size], len(data)))
    assert starts == ([len(text[:at].encode()) for at in range(0, len(text), part)] or [0])


def test_text_of_any_script_is_read_by_its_characters(kept: Path) -> None:
    text = opened(kept)
    assert len(TEXT) > 10 * PART
    assert len(text) == len(TEXT)
    for at in (0, PART - 1, PART, 5 * PART + 3, len(TEXT) - 10):
        assert text[at : at + 100] == TEXT[at : at + 100]
    assert text == TEXT


def test_it_is_read_when_the_library_that_opened_it_is_closed_and_by_several_threads(kept: Path) -> None:
    text = opened(kept)
    wrong: list[int] = []

    def look(first: int) -> None:
        places = range(first, len(TEXT), 30_011)
        wrong.extend(at for at in places if text[at : at + 50] != TEXT[at : at + 50])

    threads = [threading.Thread(target=look, args=(first,)) for first in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE doc_text SET body = substr(body, 2)",
        "UPDATE doc SET extractor = 'another'",
        "DELETE FROM doc",
    ],
)
def test_another_text_in_its_place_is_not_taken_for_it(tmp_path: Path, change: str) -> None:
    path = library_of(tmp_path / "big.vgt", TEXT)
    text = opened(path)
    before = text[:20]
    connection = connect(path, write=True)
    connection.run(change)
    connection.close()
    assert text[:20] == before, "what was read is remembered"
    far = text[7 * PART : 7 * PART + 40]
    assert far == "(this part of the document cannot be read now)"[:40]
    with pytest.raises(NotFound):
        text.parts(7, 8)


def test_a_file_that_is_away_for_a_moment_is_no_end(tmp_path: Path) -> None:
    path = library_of(tmp_path / "big.vgt", TEXT)
    text = opened(path)
    away = path.with_name("away.vgt")
    path.rename(away)
    assert text[3 * PART : 3 * PART + 5] in (TEXT[3 * PART : 3 * PART + 5], "(this")
    away.rename(path)
    assert text[3 * PART : 3 * PART + 5] == TEXT[3 * PART : 3 * PART + 5]
