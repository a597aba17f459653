"""Widths are the ones Textual will use, for every text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from reader.tui.text.cells import clusters, drawable, is_plain, width_of

ODD = "a 中é\u0301\u200d\ufe0f\u200b👩💻❤🏽🇨#\t\n\xad\u1100\u1161क\u093f\uff1a"
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=40)


def test_plain_characters_are_one_cell_wide() -> None:
    wrong = [
        hex(code)
        for code in range(0x110000)
        if not 0xD800 <= code < 0xE000 and is_plain(chr(code)) and get_character_cell_size(chr(code)) != 1
    ]
    assert wrong == []


def test_the_writing_of_europe_is_plain() -> None:
    assert is_plain("“Größe” – l’été, Łódź; Ελλάδα, Київ… €5")
    assert not is_plain("線") and not is_plain("a\u0301") and not is_plain("a\nb")


@given(texts)
def test_the_width_is_the_one_that_is_drawn(text: str) -> None:
    assert width_of(text) == cell_len(drawable(text))


@given(texts)
def test_clusters_cover_the_text_and_draw_alone(text: str) -> None:
    found = clusters(text)
    assert [start for start, _, _ in found] == [0, *(end for _, end, _ in found)][: len(found)]
    assert not text or found[-1][1] == len(text)
    shown = drawable(text)
    assert all(cell_len(shown[start:end]) == cells for start, end, cells in found)


@given(texts)
def test_nothing_drawable_moves_the_cursor(text: str) -> None:
    shown = drawable(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(character) == "Cc" for character in shown)
