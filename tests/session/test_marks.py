"""Which marks can be called from a document."""

from __future__ import annotations

from reader.session import Anchor, Journal, Mark


def _mark(journal: Journal, key: str, document: str, path: str) -> None:
    journal.set_mark(key, Anchor(document, 3, "before", "after", path))


def _reached(journal: Journal, document: str, path: str) -> list[tuple[str, str]]:
    found: list[Mark] = journal.state.marks.within_reach(document, path)
    return [(mark.key, mark.anchor.document) for mark in found]


def test_small_letters_are_reached_from_their_document_and_capitals_from_everywhere() -> None:
    journal = Journal.open(None)
    _mark(journal, "a", "one", "/1")
    _mark(journal, "B", "one", "/1")
    _mark(journal, "c", "two", "/2")
    assert _reached(journal, "one", "/1") == [("B", "one"), ("a", "one")]
    assert _reached(journal, "two", "/2") == [("B", "one"), ("c", "two")]


def test_marks_of_a_file_outlive_its_change_but_newer_ones_of_the_letter_come_first() -> None:
    journal = Journal.open(None)
    _mark(journal, "a", "old", "/1")
    _mark(journal, "b", "old", "/1")
    _mark(journal, "a", "new", "/1")
    assert _reached(journal, "new", "/1") == [("a", "new"), ("b", "old")]


def test_documents_without_a_path_share_no_marks() -> None:
    journal = Journal.open(None)
    _mark(journal, "a", "one", "")
    assert _reached(journal, "two", "") == []
