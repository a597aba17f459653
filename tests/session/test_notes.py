"""Notes: nothing written is lost, several people's files are one, and a broken line costs only itself."""

from __future__ import annotations

import getpass
import os
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.session import Notebook, Notes, Target, anchor_at, notes_as_markdown, notes_file
from reader.session import notebook as notebook_module
from reader.session.notes import Change, Deletion, Line, Note, parse_notes

PASSAGE = Target("d1", anchor_at("The NCA took over as chair.", 4, "d1", "a.txt"), 7, name="A title")
PERSON = Target(entity="E1", name="Rob Jones")


def ticking() -> Any:
    ticks = count()
    return lambda: f"2026-11-23T13:{next(ticks):02}:00Z"


def notebook(tmp_path: Path, by: str = "ann") -> Notebook:
    return Notebook(tmp_path / "deep" / "notes.jsonl", by, ticking())


def test_what_is_written_can_be_read_changed_and_taken_away(tmp_path: Path) -> None:
    book = notebook(tmp_path)
    assert book.read()[0].all() == [] and book.read()[1] == []
    assert not book.path.parent.exists()
    first = book.add(PASSAGE, "Chair until 2018?", ("vgt", "check"))
    second = book.add(PERSON, "Also at the NECC")
    book.change(first.id, "Chair until 2017.")
    notes, problems = book.read()
    assert problems == []
    assert [note.text for note in notes.all()] == ["Chair until 2017.", "Also at the NECC"]
    assert notes.all()[0].tags == ("vgt", "check") and notes.all()[0].changed
    assert notes.on(document="d1")[0].on == PASSAGE and notes.on(entity="E1") == [second]
    book.delete(first.id)
    assert [note.id for note in book.read()[0].all()] == [second.id]
    book.change(first.id, tags=("vgt",))
    back = book.read()[0].get(first.id)
    assert back is not None and back.tags == ("vgt",)


def test_notes_are_found_by_their_words_tags_and_names(tmp_path: Path) -> None:
    book = notebook(tmp_path)
    book.add(PASSAGE, "Ask in Zürich", ("todo",))
    book.add(PERSON, "Born 1970", ("todo", "person"))
    notes, _ = book.read()
    assert [note.on for note in notes.search("zurich")] == [PASSAGE]
    assert [note.on for note in notes.search("rob todo")] == [PERSON]
    assert len(notes.tagged("todo")) == 2 and notes.tags() == [("person", 1), ("todo", 2)]


def test_the_order_of_lines_does_not_matter() -> None:
    lines: list[Line] = [
        Note("a", "1", "ann", PASSAGE, "one"),
        Change("b", "2", "bob", "a", "two"),
        Deletion("c", "3", "ann", "a"),
        Change("d", "4", "bob", "a", tags=("x",)),
    ]
    for order in permutations(lines):
        assert [(note.text, note.tags) for note in Notes([*order, *order]).all()] == [("one", ("x",))]


def test_two_people_write_into_one_file(tmp_path: Path) -> None:
    ann, bob = notebook(tmp_path), notebook(tmp_path, "bob")
    for number in range(20):
        ann.add(PERSON, f"a{number}")
        bob.add(PERSON, f"b{number}")
    assert len(ann.read()[0].all()) == 40


def test_a_broken_line_is_told_and_costs_only_itself(tmp_path: Path) -> None:
    book = notebook(tmp_path)
    book.add(PERSON, "one")
    with book.path.open("ab") as file:
        file.write(b'{"id": "x", "at": "now", "by"')
    book.add(PERSON, "two")
    notes, problems = book.read()
    assert [note.text for note in notes.all()] == ["one", "two"]
    assert [problem.where for problem in problems] == [f"{book.path}, line 2"]


def test_a_full_disk_is_told_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = notebook(tmp_path)
    book.add(PERSON, "one")
    before = book.path.read_bytes()
    write = os.write
    monkeypatch.setattr(notebook_module.os, "write", lambda file, data: write(file, data[:7]))
    with pytest.raises(ReaderError, match="not saved"):
        book.add(PERSON, "two")
    monkeypatch.undo()
    assert book.path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    book = Notebook(tmp_path / "file" / "notes.jsonl", "ann")
    with pytest.raises(ReaderError, match="not saved"):
        book.add(PERSON, "one")
    assert book.read()[0].all() == [] and book.read()[1]


def test_notes_lie_with_the_users_data() -> None:
    path = notes_file("some.vgt")
    assert path.suffix == ".jsonl" and "notes" in path.parts and not path.parent.exists()


def test_notes_go_into_a_report() -> None:
    notes = [
        Note("a", "2026-11-23T13:00:00Z", "ann", PASSAGE, "Chair until\n2018?", ("vgt",)),
        Note("b", "2026-11-23T14:00:00Z", "bob", PERSON, "Also at the NECC"),
    ]
    assert notes_as_markdown(notes) == (
        "# Notes\n\n## A title\n\n- Chair until\n  2018? `#vgt` (ann, 2026-11-23)\n  > NCA\n"
        "\n## Rob Jones\n\n- Also at the NECC (bob, 2026-11-23)\n"
    )


targets = st.one_of(
    st.builds(lambda d, n: Target(d, name=n), st.text(min_size=1, max_size=5), st.text(max_size=5)),
    st.builds(lambda e: Target(entity=e), st.text(min_size=1, max_size=5)),
    st.just(PASSAGE),
)
texts = st.text(max_size=20)
tags = st.lists(texts, max_size=3).map(tuple)
lines = st.one_of(
    st.builds(Note, texts, texts, texts, targets, texts, tags),
    st.builds(Change, texts, texts, texts, texts, st.none() | texts, st.none() | tags),
    st.builds(Deletion, texts, texts, texts, texts),
)


@given(st.lists(lines, max_size=5))
def test_every_line_survives_being_written_down(written: list[Line]) -> None:
    assert parse_notes("\n".join(line.as_line() for line in written), "notes") == (written, [])


@given(st.text(max_size=60))
def test_any_text_is_notes_or_told(text: str) -> None:
    read, problems = parse_notes(text, "notes")
    assert len(read) + len(problems) == sum(1 for line in text.split("\n") if line.strip())


def test_a_crash_at_any_byte_costs_only_the_note_that_was_being_written(tmp_path: Path) -> None:
    book = notebook(tmp_path)
    book.add(PASSAGE, "one")
    book.add(PERSON, "zwei ü")
    written = book.path.read_bytes()
    first = written.index(b"\n") + 1
    for cut in range(len(written) + 1):
        book.path.write_bytes(written[:cut])
        kept = [note.text for note in book.read()[0].all()]
        assert kept == (["one", "zwei ü"] if cut >= len(written) - 1 else ["one"] if cut >= first - 1 else [])
        book.add(PERSON, "after")
        assert [note.text for note in book.read()[0].all()] == [*kept, "after"]


def test_what_another_reader_wrote_is_seen_at_the_next_look(tmp_path: Path) -> None:
    ann, bob = notebook(tmp_path), notebook(tmp_path, "bob")
    assert not ann.look()
    bob.add(PERSON, "hello")
    assert ann.notes.all() == []
    assert ann.look() and [note.text for note in ann.notes.all()] == ["hello"]
    assert not ann.look()


def test_a_notebook_without_a_file_is_one_all_the_same() -> None:
    book = Notebook(None, "ann", ticking())
    note = book.add(PERSON, "kept for now")
    assert book.look() and book.notes.get(note.id) == note


def test_notes_on_a_document_are_found_by_its_file_when_its_words_changed(tmp_path: Path) -> None:
    book = notebook(tmp_path)
    book.add(PASSAGE, "on a sentence")
    book.add(Target("d1", name="A title", path="a.txt"), "on all of it")
    notes, _ = book.read()
    assert len(notes.inside("d1")) == len(notes.inside("d2", "a.txt")) == 2
    assert notes.inside("d2", "b.txt") == [] == notes.inside("d2")


def test_notes_on_somebody_are_found_by_another_of_his_names(tmp_path: Path) -> None:
    book = notebook(tmp_path)
    note = book.add(PERSON, "Chair")
    notes, _ = book.read()
    assert notes.about("E1") == [note] == notes.about("E7", ["rob JONES"])
    assert notes.about("E7", ["Bob Jones"]) == []


def test_who_wrote_a_note_is_the_user_who_is_logged_in(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "notes.jsonl")
    assert book.add(PERSON, "mine").by == getpass.getuser()
