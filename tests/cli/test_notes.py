"""`vgt-reader notes` and `vgt-reader trail`: what was written and where one has been, with where that stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.session import Journal, Notebook, Place, Target, anchor_at, journal_folder, notes_file

KEYS = [
    *(
        "id",
        "at",
        "changed",
        "by",
        "text",
        "tags",
        "on",
        "entity",
        "name",
        "document",
        "path",
        "title",
        "date",
    ),
    *("source", "sha256", "start", "end", "quote"),
]


@pytest.fixture
def book(library: Path) -> Notebook:
    """Notes on a sentence of the seeds, on somebody in it, and on a whole document."""
    moments = (f"2024-01-01T00:00:{second:02}.000Z" for second in range(60))
    notebook = Notebook(notes_file(library), "ann", lambda: next(moments))
    with Library.open(library) as store:
        document = store.document(store.find_document("000"))
        (jones,) = [row for row in store.find_entities("Rob Jones") if row.name == "Rob Jones"]
    row = document.row
    start = document.text.index("Rob Jones")
    anchor = anchor_at(document.text, start, row.id, row.path, row.sha256)
    notebook.add(Target(row.id, anchor, start + 9, name=row.title, path=row.path), "Who *is* he?", ("check",))
    notebook.add(Target(entity=jones.id, name="Rob Jones"), "Ask the NCA.")
    notebook.add(Target(row.id, name=row.title, path=row.path), "", ("vgt",))
    return notebook


def test_they_are_listed_with_the_words_that_they_are_on(command, library: Path, book: Notebook) -> None:
    done = command("notes", "--library", library)
    assert done.status == 0
    assert "Who *is* he?" in done.out and "  > Rob Jones" in done.out and "#vgt" in done.out


def test_as_json_each_note_has_its_place_now(command, library: Path, book: Notebook) -> None:
    rows = command("notes", "--library", library, "--json").lines()
    assert [list(row) for row in rows] == [KEYS] * 3
    passage, person, document = rows
    assert (passage["on"], passage["quote"], passage["tags"]) == ("passage", "Rob Jones", ["check"])
    with Library.open(library) as store:
        text = store.document(passage["document"]).text
    assert text[passage["start"] : passage["end"]] == "Rob Jones"
    assert (person["on"], person["name"]) == ("entity", "Rob Jones")
    assert (document["on"], document["start"]) == ("document", None)


@pytest.mark.parametrize(
    ("arguments", "texts"),
    [
        (("Rob", "ASK"), ["Ask the NCA."]),
        (("--tag", "#check"), ["Who *is* he?"]),
        (("--entity", "Mr Jones"), ["Ask the NCA."]),
        (("--document", "000"), ["Who *is* he?", ""]),
        (("--document", "001"), []),
        (("nowhere",), []),
    ],
)
def test_only_those_that_are_asked_for(
    command, library: Path, book: Notebook, arguments: tuple[str, ...], texts: list[str]
) -> None:
    rows = command("notes", *arguments, "--library", library, "--json").lines()
    assert [row["text"] for row in rows] == texts


def test_as_markdown_each_note_has_its_source(command, library: Path, book: Notebook, tmp_path: Path) -> None:
    out = tmp_path / "notes.md"
    assert command("notes", "--library", library, "--markdown", "-o", out).status == 0
    text = out.read_text(encoding="utf-8")
    assert "- Who \\*is\\* he? `#check` (ann, " in text
    assert "  > “Rob Jones”" in text and "undated. ¶" in text and "sha256 " in text
    assert "## Rob Jones\n\n- Ask the NCA." in text


def test_words_that_are_gone_are_still_told(command, library: Path, book: Notebook) -> None:
    anchor = anchor_at("Nobody wrote this sentence anywhere.", 0, "feed", "/nowhere.txt", "")
    book.add(Target("feed", anchor, 6, name="Gone", path="/nowhere.txt"), "still here")
    done = command("notes", "still", "--library", library, "--markdown")
    assert "still here" in done.out and "“Nobody”" in done.out


def test_notes_outlive_their_library(command, library: Path, book: Notebook, tmp_path: Path) -> None:
    missing = tmp_path / "missing.vgt"
    Notebook(notes_file(missing), "ann").add(Target("d", name="A title"), "kept")
    done = command("notes", "--library", missing)
    assert done.status == 0 and "kept" in done.out and "A title" in done.out


def test_a_line_that_is_no_note_is_told(command, library: Path, book: Notebook) -> None:
    with book.path.open("a", encoding="utf-8") as file:  # type: ignore[union-attr]
        file.write("{broken\n")
    done = command("notes", "--library", library)
    assert done.status == 1 and "line 4" in done.err and "Who *is* he?" in done.out


def test_the_trail_says_where_why_and_by_which_key(command, library: Path, tmp_path: Path) -> None:
    with Library.open(library) as store:
        row = store.documents(limit=1)[0]
    journal = Journal.open(journal_folder(library))
    journal.key = ">"
    journal.history.push(Place(row.id, 40, row.title, "the next document", "some words"))
    journal.close()
    text = command("trail", "--library", library).out
    assert (
        f"**{row.title}**" in text.replace("\\", "") and "→ the next document (\\>)" in text and "¶" in text
    )
    (line,) = command("trail", "--library", library, "--json").lines()
    assert (line["document"], line["offset"], line["key"]) == (row.id, 40, ">")
    out = tmp_path / "trail.md"
    assert command("trail", "--library", library, "-o", out).status == 0
    assert out.read_text(encoding="utf-8") == text
    assert command("trail", "--library", library, "--since", "2999-01-01").out == ""


def test_no_trail_is_said(command, library: Path) -> None:
    done = command("trail", "--library", library)
    assert done.status == 0 and "nothing was read" in done.err
    assert done.out == ""
