"""Listings as tables: no cell computes in a spreadsheet, and what was written is read back as it was."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.listing import for_programs
from reader.sources import cell_as_it_was, harmless_cell, load_all
from tests.indexing.conftest import text_of

SIGNS = "=+-@'＝＋－＠\t\r\n \"|,;a1"
CELLS = st.text(st.sampled_from(SIGNS), max_size=6) | st.text(max_size=20)


@given(CELLS)
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str) -> None:
    written = harmless_cell(text)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not written.lstrip().startswith(("=", "+", "-", "@"))
    assert cell_as_it_was(written) == text


@pytest.mark.parametrize("text", ["Rob Jones", "'Tis the season", "2019-05-01", "", "a=b", "50 - 60"])
def test_usual_cells_stay_as_they_are(text: str) -> None:
    assert harmless_cell(text) == cell_as_it_was(text) == text


def test_our_own_import_reads_a_guarded_text_as_it_was() -> None:
    body = f"=2+5+cmd|' /C calc'!A0 was in the title. {text_of(1)}"
    table = io.StringIO()
    rows = [["title", "text"], [harmless_cell("@home in Oslo"), harmless_cell(body)]]
    csv.writer(table).writerows(rows)
    (document,) = load_all("a.csv", data=table.getvalue().encode())
    assert document.metadata.title.value == "@home in Oslo"  # type: ignore[union-attr]
    assert document.text.startswith("=2+5+cmd|")  # type: ignore[union-attr]


def test_rows_have_one_header_and_numbers_lists_and_nothing_are_cells(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @for_programs
    def command(give) -> None:
        give({"id": "a", "n": -1, "names": ["=x", "y"], "of": None, "made": {"menu": 2}})
        give({"id": "-b", "n": 0.5, "names": [{"text": "é, f", "count": 1}], "of": True, "made": {}})

    command(as_json=False, as_csv=True)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["id", "n", "names", "of", "made"],
        ["a", "-1", "'=x; y", "", "menu: 2"],
        ["'-b", "0.5", "é, f", "true", ""],
    ]


LISTINGS = [
    ["documents"],
    ["documents", "--duplicates"],
    ["documents", "--state", "failed"],
    ["entities"],
    ["mentions"],
    ["suggestions"],
    ["search", "child"],
    ["concordance", "NCA"],
    ["report", "--all"],
]


@pytest.mark.parametrize("line", LISTINGS, ids=" ".join)
def test_every_listing_is_to_be_had_as_a_table_with_the_rows_of_its_json(
    command, library: Path, line: list[str]
) -> None:
    values = command(*line, "--library", library, "--json").lines()
    done = command(*line, "--library", library, "--csv")
    header, *rows = list(csv.reader(io.StringIO(done.out))) or [[]]
    assert done.status == 0
    assert len(rows) == len(values)
    assert header == (list(values[0]) if values else [])
    for row, value in zip(rows, values, strict=True):
        for cell, said in zip(row, value.values(), strict=True):
            if isinstance(said, str) and said.isprintable():
                assert cell_as_it_was(cell) == said


def test_a_listing_is_either_lines_or_a_table(command, library: Path) -> None:
    done = command("documents", "--library", library, "--csv", "--json")
    assert (done.status, done.out) == (2, "")
    assert "--json and --csv" in done.err
