"""Questions to the library: numbered, answered in threads, stale ones dropped, errors told."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from reader.errors import LibraryError, ReaderError
from reader.tui.questions import Readings, StatusOf
from tests.tui.made import MadeLibrary, made_library, reader, settled


@dataclass(frozen=True)
class Slow:
    """Waits until it is let go."""

    gate: threading.Event
    answer: str
    topic: str = "slow"

    def ask(self, readings: Readings) -> str:
        assert self.gate.wait(10)
        return self.answer


async def test_a_question_asked_again_makes_the_older_answer_stale() -> None:
    async with reader() as open_:
        gate, heard = threading.Event(), list[str]()
        open_.main.ask(Slow(gate, "old"), heard.append)
        open_.main.ask(Slow(gate, "new"), heard.append)
        gate.set()
        await settled(open_.pilot)
        assert heard == ["new"]


async def test_no_question_is_answered_on_the_event_loop() -> None:
    threads: set[int] = set()

    @dataclass(frozen=True)
    class Where:
        topic: str = "where"

        def ask(self, readings: Readings) -> int:
            threads.add(threading.get_ident())
            return 0

    async with reader() as open_:
        open_.main.ask(Where(), lambda answer: None)
        await settled(open_.pilot)
        assert threads and threading.get_ident() not in threads


async def test_no_question_is_spelt_out_while_the_keys_wait() -> None:
    class Big:
        topic = "big"

        def __repr__(self) -> str:
            raise AssertionError("a question can hold thousands of values")

        def ask(self, readings: Readings) -> str:
            return "answered"

    async with reader() as open_:
        heard: list[str] = []
        open_.main.ask(Big(), heard.append)
        open_.main.desk.gateway.tell(open_.main, Big(), heard.append, open_.main.complain)
        await settled(open_.pilot)
        assert heard == ["answered"] * 2


async def test_an_error_is_told_with_its_remedy_and_the_reader_goes_on() -> None:
    async with reader() as open_:
        open_.library.failing = "the disk failed under the library"
        await open_.press("greater_than_sign")
        assert "the disk failed" in open_.screen_text and "Do this about it" in open_.screen_text
        open_.library.failing = ""
        await open_.press("escape")
        assert "the disk failed" not in open_.screen_text
        await open_.press("greater_than_sign")
        assert open_.shown.startswith("A quiet year")


async def test_what_nobody_foresaw_is_told_too() -> None:
    class Broken:
        topic = "broken"

        def ask(self, readings: Readings) -> None:
            raise RuntimeError("out of the blue")

    async with reader() as open_:
        open_.main.ask(Broken(), lambda answer: None)
        await settled(open_.pilot)
        assert "out of the blue" in open_.screen_text


async def test_a_library_that_cannot_be_opened_is_tried_again_with_the_next_question() -> None:
    known, tries = made_library(), list[int]()

    def open_library() -> MadeLibrary:
        tries.append(1)
        if len(tries) == 1:
            raise LibraryError("Another process holds the library", "made.vgt", "Wait a moment")
        return known

    async with reader(library=known, open_library=open_library) as open_:
        heard: list[object] = []
        open_.main.ask(StatusOf(), heard.append)
        await settled(open_.pilot)
        assert heard and len(tries) >= 2


async def test_new_documents_appear_while_the_reader_is_open() -> None:
    library = MadeLibrary([], waiting=3)
    async with reader((120, 30), library=library) as open_:
        assert "No documents are here yet" in open_.screen_text
        library.stored, library.waiting, library.version = made_library().stored[:2], 1, 2
        open_.main.watch_indexing()
        await settled(open_.pilot)
        open_.main.watch_indexing()
        await settled(open_.pilot)
        assert open_.shown == "Harbour Police open a new pier"
        assert "taking in 66% · 2 of 3" in open_.lines[-1]
        library.stored, library.waiting, library.failed, library.version = made_library().stored[:2], 0, 1, 3
        open_.main.indexing_ended()
        await settled(open_.pilot)
        assert "1 failed" in open_.lines[-1] and "taking in" not in open_.lines[-1]


async def test_names_that_were_linked_meanwhile_are_taken_in_without_moving_anything() -> None:
    async with reader() as open_:
        await open_.press("tab", "j")
        place = (open_.pane.cursor, open_.pane.top)
        open_.library.version += 1
        open_.main.look_at_library()
        await settled(open_.pilot)
        assert (open_.pane.cursor, open_.pane.top) == place


def test_problems_say_what_where_and_remedy() -> None:
    error = ReaderError("what", "where", "remedy")
    assert str(error) == "where: what. remedy"
