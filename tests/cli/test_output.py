"""What commands print is harmless, aligned and exact."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.output import Column, cells, cut, json_line, plain, table


@given(st.dictionaries(st.text(), st.text(st.characters(exclude_categories=())), max_size=3))
def test_a_json_line_reads_back_the_same_and_holds_nothing_unsafe(value: dict[str, str]) -> None:
    line = json_line(value)
    assert json.loads(line) == value
    assert "\n" not in line
    assert "\x1b" not in line
    assert not any(
        0xD800 <= ord(character) <= 0xDFFF or character in "\x9b\u202e\u2066" for character in line
    )


@given(st.text())
def test_plain_text_is_one_harmless_line(text: str) -> None:
    line = plain(text)
    assert not any(character in "\n\r\t\x1b\x7f\x9b\u202e" for character in line)


@given(st.text(), st.integers(0, 30))
def test_cut_text_keeps_to_its_room(text: str, room: int) -> None:
    assert cells(cut(text, room)) <= max(room, 0)
    if cells(text) <= room:
        assert cut(text, room) == text


def test_wide_and_combining_characters_count_as_they_are_drawn() -> None:
    assert cells("日本") == 4
    assert cells("e\u0301") == 1


def test_a_table_aligns_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    table((Column("name"), Column("n", right=True)), [("日本", "5"), ("Rob\x1b[31m", "1,234")])
    lines = capsys.readouterr().out.splitlines()
    assert [cells(line) for line in lines] == [cells(lines[0])] * 3
    assert lines[1].endswith("    5")
    assert "\x1b" not in lines[2]


def test_an_empty_table_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    table((Column("name"),), [])
    assert capsys.readouterr().out == ""
