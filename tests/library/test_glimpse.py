"""A big document is opened by what is around the place to read: its text, some blocks, some mentions, and never all of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.columns import Blocks, Mentions
from reader.library import Library
from reader.library.body import Body
from reader.library.glimpse import REACH
from reader.library.passages import leaf
from reader.library.pieces import BIG, PIECE, pieces_of_array
from reader.longtext import LongText
from tests.terminal.big import FIRST, LAST, SMALL, library_of

LINES = (
    f"{FIRST}\n\n" + "The Harbour Police walked along the pier.\nNobody was about.\n" * 12_000 + f"{LAST}\n"
)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("big") / "big.vgt", LINES, block=1)


def test_a_small_document_is_opened_whole(tmp_path: Path) -> None:
    with Library.open(library_of(tmp_path / "small.vgt", SMALL)) as library:
        id = library.documents(limit=1)[0].id
        assert library.opening(id) == library.document(id)


def test_a_big_document_is_opened_by_its_ends_and_the_places_asked_for(big: Path) -> None:
    place = len(LINES) // 2
    assert len(LINES) > BIG
    with Library.open(big) as library:
        id = library.documents(limit=1)[0].id
        whole, part = library.document(id), library.opening(id, (place,))
    assert isinstance(part.text, LongText)
    assert (part.whole, whole.whole) == (False, True)
    assert part.text == whole.text
    assert set(part.blocks) < set(whole.blocks)
    assert (part.blocks[0], part.blocks[-1]) == (whole.blocks[0], whole.blocks[-1])
    near = [block for block in whole.blocks if abs(block.start - place) < 3_000]
    at = part.blocks.index(near[0])
    assert list(part.blocks[at : at + len(near)]) == near
    assert [each for each in whole.mentions if abs(each.start - place) < REACH - 20] == [
        each for each in part.mentions if abs(each.start - place) < REACH - 20
    ]


def test_the_rest_is_what_the_whole_is_and_takes_the_text_that_is_there(big: Path) -> None:
    with Library.open(big) as library:
        id = library.documents(limit=1)[0].id
        opened = library.opening(id)
        whole, rest = library.document(id), library.completed(opened)
    assert rest.text is opened.text
    assert isinstance(rest.blocks, Blocks)
    assert isinstance(rest.mentions, Mentions)
    assert rest == whole


def test_a_text_that_changed_meanwhile_is_read_anew(big: Path) -> None:
    with Library.open(big) as library:
        opened = library.opening(library.documents(limit=1)[0].id)
        text = opened.text
        assert isinstance(text, LongText)
        assert isinstance(text.parts, Body)
        row, uid, size, extractor = text.parts.key
        for key in (
            (row, uid, size + 1, extractor),
            (row, uid, size, "older"),
            (row + 1, uid, size, extractor),
        ):
            other = LongText(len(text), Body(big, key, ()))
            rest = library.completed(replace(opened, text=other))
            assert rest.text is not other
            assert rest.text == LINES


def test_of_many_references_in_one_document_some_are_read_with_the_same_words(big: Path) -> None:
    with Library.open(big) as library:
        id = library.documents(limit=1)[0].id
        (every,) = library.references("harbour-police", document=id)
        (some,) = library.references("harbour-police", document=id, most=400)
        assert library.references("harbour-police", most=400) == [some]
    assert every.more == 0
    assert (len(every.references), len(some.references), some.more) == (12_000, 400, 11_600)
    assert some.references == every.references[:400]


def test_a_passage_of_a_big_document_is_that_of_the_whole(big: Path) -> None:
    with Library.open(big) as library:
        connection = library._connection
        whole = leaf(connection, 1)
        for mention in library.document(library.documents(limit=1)[0].id).mentions[::3_000]:
            span = mention.start, mention.end
            part = leaf(connection, 1, span)
            assert len(part.text) < 3_000
            assert part.said(*span) == whole.said(*span) == "Harbour Police"
            assert part.near(*span) == whole.near(*span)
            assert part.passage(*span, 1) == whole.passage(*span, 1)


def test_what_is_read_of_the_blocks_does_not_grow_with_the_document() -> None:
    read = {}
    for count in (10_000, 1_000_000):
        data = json.dumps(
            [["paragraph", n * 50, n * 50 + 49] for n in range(count)], separators=(",", ":")
        ).encode()
        asked = 0

        def bytes_of(at: int, size: int, data: bytes = data) -> bytes:
            nonlocal asked
            asked += size
            return data[at : at + size]

        pieces_of_array(bytes_of, len(data), (count * 25,))
        read[count] = asked
    assert read[10_000] <= 16 * PIECE
    assert read[1_000_000] <= read[10_000] + 4 * PIECE


@given(st.data())
def test_pieces_of_an_array_are_rows_of_it_and_hold_what_is_around_the_place(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6_000))
    label = data.draw(st.sampled_from(["", "],[", '"],["x', "é", "\\"]))
    rows = [["boilerplate", n * 7, n * 7 + 6, 0, label] for n in range(count)]
    written = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    place = data.draw(st.integers(0, count * 7))
    found = pieces_of_array(lambda at, size: written[at : at + size], len(written), (place,))
    starts = [row[1] for row in found]
    assert starts == sorted(set(starts))
    assert all(row == rows[row[1] // 7] for row in found)
    here = min(place // 7, count - 1)
    assert {row[1] for row in rows[max(0, here - 50) : here + 50]} <= set(starts)
    assert found[0] == rows[0]
    assert found[-1] == rows[-1]
