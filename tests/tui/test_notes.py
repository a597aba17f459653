"""Notes and tags: written over the text, kept at their place by what is written there, listed, changed, taken away, brought back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from reader.session import Notebook
from reader.tui.app import ReaderApp
from reader.tui.items import Place
from reader.tui.screens.entity import EntityScreen
from reader.tui.screens.note import NoteScreen
from reader.tui.screens.notes import NotesScreen
from tests.tui.made import (
    TEXTS,
    MadeLibrary,
    Reader,
    made_library,
    made_opened,
    make_document,
    reader,
    settled,
)


def notes(open_: Reader) -> list[tuple[str, tuple[str, ...]]]:
    """(words, tags) of all notes."""
    open_.main.desk.notebook.look()
    return [(note.text, note.tags) for note in open_.main.desk.notebook.notes.all()]


async def write(open_: Reader, words: str, *before: str) -> None:
    await open_.press("a", *before)
    await open_.type(words)
    await open_.press("enter")


async def test_a_note_is_written_on_the_sentence_and_stands_at_it() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("p")
        await write(open_, "ask her")
        assert open_.app.screen is open_.main
        assert notes(open_) == [("ask her", ())] and "note saved on this passage" in open_.said
        (note,) = open_.main.desk.notebook.notes.all()
        assert note.on.words.startswith("The Harbour Police (HP) opened a new pier in")
        assert "│✎ The Harbour Police (HP)" in open_.screen_text
        await open_.press("shift+tab")
        assert "✎ ask her" in open_.lines[-1]
        assert "✎" in open_.lines[2]


async def test_tab_in_the_editor_turns_to_the_name_and_to_the_document() -> None:
    async with reader() as open_:
        await open_.press("p")
        await write(open_, "director since 2019", "tab")
        await write(open_, "worth a second look", "tab", "tab")
        person, document = open_.main.desk.notebook.notes.all()
        assert (person.on.entity, person.on.name) == ("e-Ada Brook", "Ada Brook")
        assert (document.on.document, document.on.passage) == (open_.library.stored[0].row.id, None)


async def test_words_go_along_when_the_editor_turns() -> None:
    async with reader() as open_:
        await open_.press("p", "a")
        await open_.type("who")
        await open_.press("tab", "enter")
        assert open_.main.desk.notebook.notes.all()[0].on.entity == "e-Ada Brook"
        assert open_.main.desk.journal.state.drafts.all() == []


async def test_a_again_changes_the_note_that_is_there_and_no_words_take_it_away() -> None:
    async with reader() as open_:
        await write(open_, "one")
        await write(open_, " two")
        assert notes(open_) == [("one two", ())]
        await open_.press("a", *["backspace"] * 7, "enter")
        assert notes(open_) == [] and "deleted" in open_.said


async def test_a_note_may_have_lines() -> None:
    async with reader() as open_:
        await open_.press("a")
        await open_.type("one")
        await open_.press("ctrl+n")
        await open_.type("two")
        await open_.press("enter")
        assert notes(open_) == [("one\ntwo", ())]


async def test_keys_that_are_typed_do_nothing_else() -> None:
    async with reader() as open_:
        before = open_.pane.cursor
        await open_.press("a")
        await open_.type("qjs1:?")
        assert isinstance(open_.app.screen, NoteScreen) and open_.app.screen.words.text == "qjs1:?"
        await open_.press("escape")
        assert open_.pane.cursor == before


async def test_what_was_not_saved_is_a_draft_and_is_gone_on_with(tmp_path: Path) -> None:
    async with reader(folder=tmp_path) as open_:
        await open_.press("a")
        await open_.type("half a")
        await open_.press("escape")
        assert notes(open_) == [] and "kept as a draft: a here goes on" in open_.said
        await open_.press("a")
        assert "unfinished note on this passage" in open_.screen_text
        await open_.press("escape")
    async with reader(folder=tmp_path) as open_:
        assert "not finished" in open_.said
        await open_.press("A", "enter")
        await open_.type(" note")
        await open_.press("enter")
        assert notes(open_) == [("half a note", ())]
        assert open_.main.desk.journal.state.drafts.all() == []


async def test_tags_are_typed_once_and_chosen_after() -> None:
    async with reader() as open_:
        await open_.press("e")
        await open_.type("pier harbour")
        await open_.press("enter")
        assert notes(open_) == [("", ("pier", "harbour"))]
        await open_.press("1", "down", "e")
        await open_.type("pi")
        await open_.press("down", "enter", "enter")
        assert notes(open_)[1] == ("", ("pier",))
        document = open_.main.desk.notebook.notes.all()[1].on
        assert document.passage is None and document.document == open_.library.stored[1].row.id


async def test_words_and_tags_of_one_passage_are_one_note() -> None:
    async with reader() as open_:
        await open_.press("e")
        await open_.type("pier")
        await open_.press("enter")
        await write(open_, "ask")
        assert notes(open_) == [("ask", ("pier",))]
        await open_.press("a", *["backspace"] * 3, "enter")
        assert notes(open_) == [("", ("pier",))]


async def test_the_list_of_documents_says_calmly_what_is_noted_on_them() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("e", "tab", "tab")
        await open_.type("check")
        await open_.press("enter")
        await write(open_, "x")
        row = next(line for line in open_.lines if "#check" in line)
        assert "✎" in row and "Harbour Police" in row


async def test_the_list_of_notes_is_searched_and_leads_to_the_place() -> None:
    async with reader() as open_:
        await open_.press("p")
        await write(open_, "first")
        await open_.press("greater_than_sign", "o")
        await write(open_, "second")
        await open_.press("A")
        assert isinstance(open_.app.screen, NotesScreen) and "2 of 2" in open_.screen_text
        await open_.type("first")
        assert "second" not in open_.screen_text
        await open_.press("enter")
        assert open_.app.screen is open_.main and open_.shown.startswith("Harbour Police open")
        assert open_.pane.cursor == open_.pane.text.index("The Harbour Police (HP)")
        await open_.press("backspace")
        assert open_.shown.startswith("A quiet year")


async def test_a_note_on_a_name_leads_to_its_page_and_is_written_there() -> None:
    async with reader() as open_:
        await open_.press("p", "enter")
        assert isinstance(open_.app.screen, EntityScreen)
        await open_.press("a")
        await open_.type("born in 1970")
        await open_.press("enter")
        assert "born in 1970" in open_.screen_text
        await open_.press("escape", "A", "enter")
        assert isinstance(open_.app.screen, EntityScreen)


async def test_del_takes_a_note_away_and_brings_it_back() -> None:
    async with reader() as open_:
        await write(open_, "keep me")
        await open_.press("A", "tab", "delete")
        assert notes(open_) == [] and "Del brings it back" in open_.screen_text
        await open_.press("delete")
        assert notes(open_) == [("keep me", ())] and "Del brings it back" not in open_.screen_text


async def test_notes_are_changed_and_tagged_from_the_list() -> None:
    async with reader() as open_:
        await write(open_, "one")
        await open_.press("A", "tab", "a")
        await open_.type(" more")
        await open_.press("enter", "e")
        await open_.type("todo")
        await open_.press("enter")
        assert notes(open_) == [("one more", ("todo",))] and "#todo" in open_.screen_text
        await open_.press("tab")
        await open_.type("#to")
        assert "one more" in open_.screen_text
        await open_.type("x")
        assert "no note has these words" in open_.screen_text


async def test_a_note_finds_its_words_again_when_the_document_was_read_anew(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "notes.jsonl")
    async with opened(made_library(), book) as open_:
        await open_.press("p")
        await write(open_, "ask her")
    title, date, source, body = TEXTS[0]
    edited = make_document(9, title, date, source, "A new first paragraph.\n\n" + body)
    library = made_library()
    library.stored[0] = replace(edited, row=replace(edited.row, path=library.stored[0].row.path))
    async with opened(library, book) as open_:
        await open_.press("A", "enter")
        assert open_.pane.text[open_.pane.cursor :].startswith("The Harbour Police (HP)")
        assert "✎ ask her" in open_.lines[-1]


async def test_words_that_are_gone_are_said_and_the_document_is_opened(tmp_path: Path) -> None:
    book = Notebook(tmp_path / "notes.jsonl")
    async with opened(made_library(), book) as open_:
        await open_.press("p")
        await write(open_, "ask her")
    library = made_library()
    other = make_document(9, "Weather", None, None, "Rain and wind, then more rain.")
    library.stored[0] = replace(other, row=replace(other.row, path=library.stored[0].row.path))
    async with opened(library, book) as open_:
        await open_.press("greater_than_sign", "A", "enter")
        assert open_.shown == "Weather" and "not in this document any more" in open_.said


async def test_a_disk_that_refuses_is_said_and_the_words_are_kept(tmp_path: Path) -> None:
    (tmp_path / "no").write_text("a file where the folder should be")
    async with opened(made_library(), Notebook(tmp_path / "no" / "notes.jsonl")) as open_:
        await write(open_, "not lost")
        assert "the note was not saved" in open_.screen_text
        await open_.press("escape", "a")
        assert isinstance(open_.app.screen, NoteScreen) and open_.app.screen.words.text == "not lost"


@asynccontextmanager
async def opened(library: MadeLibrary, book: Notebook) -> AsyncIterator[Reader]:
    """The reader with a notebook of its own."""
    laid_out = made_opened(library)
    laid_out.desk.notebook = book
    app = ReaderApp(laid_out)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        yield Reader(app, pilot, library)


async def test_searching_all_documents_tells_of_the_notes_with_these_words_and_leads_to_them() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("p")
        await write(open_, "the pier again")
        await open_.press("s")
        await open_.type("pier")
        assert "✎ 1 note of yours has these words" in open_.screen_text
        assert isinstance(open_.app.screen.rows.value, Place)  # type: ignore[attr-defined]
        await open_.press("up", "enter")
        assert isinstance(open_.app.screen, NotesScreen)
        assert "the pier again" in open_.screen_text
        await open_.press("enter")
        assert open_.app.screen is open_.main


async def test_a_search_without_notes_says_nothing_of_them() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("s")
        await open_.type("pier")
        assert "notes of yours" not in open_.screen_text and "note of yours" not in open_.screen_text


async def test_the_peek_shows_the_notes_on_the_name_and_on_its_passage() -> None:
    async with reader((120, 30)) as open_:
        await open_.press("p")
        await write(open_, "director since 2019", "tab")
        await write(open_, "ask her")
        await open_.press("K")
        assert "✎ director since 2019" in open_.screen_text and "✎ ask her" in open_.screen_text
        await open_.press("K", "o", "K")
        assert "director since" not in "\n".join(open_.lines[:-1])


async def test_the_margin_says_how_far_a_noted_passage_goes() -> None:
    async with reader((60, 30)) as open_:
        await open_.press("p")
        await write(open_, "ask her")
        (note,) = open_.main.desk.notebook.notes.all()
        assert note.on.passage is not None and note.on.end is not None
        rows = open_.pane.rows_shown
        signs = open_.main.kept.notes._signs()
        inside = [
            number
            for number, row in enumerate(rows)
            if row.start < note.on.end and row.end > note.on.passage.offset
        ]
        assert len(inside) > 1
        assert signs == {inside[0]: "✎", **dict.fromkeys(inside[1:], "┆")}
