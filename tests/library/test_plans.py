"""No question walks through a large table: what the reader asks while somebody waits is answered from an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest
from made import PAGES, document_of, made_library

from reader.library import Library

HELM = document_of(PAGES[0]).id

# What ANALYZE finds in a library of 100,000 documents.
LARGE = {
    ("doc", "doc_date"): "100000 50000 9 1",
    ("doc", "doc_title"): "100000 50000 2 1",
    ("doc", "doc_path"): "100000 1",
    ("doc", "sqlite_autoindex_doc_1"): "100000 1",
    ("doc", "sqlite_autoindex_doc_2"): "100000 1",
    ("doc_text", None): "100000",
    ("local", "local"): "750000 8 1",
    ("local", "local_entity"): "750000 40 3 2 1 1",
    ("mention", "mention"): "900000 9 1 1",
    ("entity", "entity"): "20000 1",
    ("entity", "entity_mentions"): "20000 40 1",
    ("entity", "entity_docs"): "20000 40 1",
    ("entity", "entity_name"): "20000 1 1",
    ("entity", "entity_last"): "20000 9 1",
    ("alias", "alias_folded"): "40000 2",
    ("alias", "sqlite_autoindex_alias_1"): "40000 2 1",
    ("source", "source_queue"): "100000 30000 30000 1",
    ("source", "source_doc"): "100000 1",
    ("source", "sqlite_autoindex_source_1"): "100000 1",
    ("suggestion", "suggestion"): "3000 2 1",
    ("suggestion", "suggestion_score"): "3000 30 1 1",
}

QUESTIONS: dict[str, Callable[[Library], object]] = {
    "status": lambda library: library.status(),
    "first documents by date": lambda library: library.documents(),
    "documents by date": lambda library: library.documents(after=HELM),
    "documents by title": lambda library: library.documents("title", after=HELM),
    "documents by arrival": lambda library: library.documents("arrival", after=HELM),
    "documents that hold characters": lambda library: library.documents(contains="helm"),
    "documents of someone": lambda library: library.documents(entity="nca", after=HELM),
    "neighbours": lambda library: library.neighbours(HELM),
    "neighbours by title": lambda library: library.neighbours(HELM, "title"),
    "one document": lambda library: library.document(HELM),
    "a document by path": lambda library: library.find_document("/docs/helm.txt"),
    "a document by name": lambda library: library.find_document("helm.txt"),
    "a document by title": lambda library: library.find_document("task force"),
    "entities by mentions": lambda library: library.entities(after="nca"),
    "entities by documents": lambda library: library.entities(order="documents", after="nca"),
    "entities by name": lambda library: library.entities(order="name", after="nca"),
    "entities by recency": lambda library: library.entities(order="recent", after="nca"),
    "entities that hold characters": lambda library: library.entities(contains="jones"),
    "an entity by name": lambda library: library.find_entities("mr jones"),
    "an entity by a part": lambda library: library.find_entities("crime"),
    "a card": lambda library: library.card("nca"),
    "references": lambda library: library.references("nca", after=HELM),
    "references, oldest first": lambda library: library.references("nca", order="oldest"),
    "references in one document": lambda library: library.references("nca", document=HELM),
    "mentions of someone": lambda library: list(library.mentions(entity="nca")),
    "all mentions": lambda library: list(library.mentions(limit=3)),
    "two together": lambda library: library.passages_with("nca", "rcmp"),
    "suggestions": lambda library: library.suggestions(),
    "search words": lambda library: library.search("crime agency"),
    "search words, newest": lambda library: library.search("crime agency", order="newest"),
    "search a name": lambda library: library.search("@nca"),
    "search a name and words": lambda library: library.search("@nca crime"),
    "search two names near": lambda library: library.search("@nca NEAR @rcmp"),
    "search a name near words": lambda library: library.search("@nca NEAR spoke"),
    "search in dates": lambda library: library.search("crime date:2017..2018"),
    "all matches": lambda library: library.matches("crime @nca", HELM),
    "the next files": lambda library: library.take(5),
    "report of failures": lambda library: list(library.report("failed")),
    "local entities": lambda library: list(library.local_entities()),
    "known content": lambda library: library.known("0" * 64),
}

# A walk in the order of an index that ends with the page, or a walk that is the question itself.
ALLOWED = {
    "entities by recency": {"SCAN e USING INDEX entity_last"},
    "entities by mentions": {"SCAN e USING INDEX entity_mentions"},
    "entities by documents": {"SCAN e USING INDEX entity_docs"},
    "entities by name": {"SCAN e USING INDEX entity_name"},
    "suggestions": {"SCAN suggestion USING INDEX suggestion_score"},
}

TABLES = re.compile(
    r"^SCAN (doc|d|t|local|l|la|lb|a|mention|m|ma|mb|entity|e|alias|source|s|suggestion|doc_text)\b"
)


@contextmanager
def plans_of(library: Library) -> Iterator[list[str]]:
    """The plans of every statement that runs inside."""
    database = library._connection._db
    asked: list[tuple[str, object]] = []

    def note(_: apsw.Cursor, sql: str, bindings: object) -> bool:
        asked.append((sql, bindings))
        return True

    plans: list[str] = []
    database.exec_trace = note
    try:
        yield plans
    finally:
        database.exec_trace = None
    for sql, bindings in asked:
        if sql.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
            plans += [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", bindings)]


@pytest.fixture(scope="module", params=["no statistics", "statistics of a large library"])
def planned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The made library, seen by the planner as new or as large."""
    path: Path = tmp_path_factory.mktemp("planned") / "made.vgt"
    made_library(path).close()
    database = apsw.Connection(str(path))
    database.execute("ANALYZE")
    database.execute("DELETE FROM sqlite_stat1")
    if request.param != "no statistics":
        database.executemany(
            "INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES (?, ?, ?)",
            [(table, index, stat) for (table, index), stat in LARGE.items()],
        )
    database.close()
    with Library.open(path, write=True) as library:
        yield library


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_from_an_index(planned: Library, question: str) -> None:
    with plans_of(planned) as plans:
        QUESTIONS[question](planned)
    assert plans
    assert {plan for plan in plans if TABLES.match(plan)} <= ALLOWED.get(question, set())


# The page itself may be sorted once more; what it is taken from may not.
SORTED_PAGES = {"documents of someone": 1}


@pytest.mark.parametrize(
    "question",
    [
        *("first documents by date", "documents by date", "documents by title", "documents by arrival"),
        *("documents of someone", "neighbours", "neighbours by title", "references"),
        *(
            "entities by mentions",
            "entities by documents",
            "entities by name",
            "entities by recency",
            "suggestions",
        ),
    ],
)
def test_a_page_of_a_list_needs_no_sorting(planned: Library, question: str) -> None:
    with plans_of(planned) as plans:
        QUESTIONS[question](planned)
    sorts = [plan for plan in plans if "B-TREE FOR ORDER BY" in plan or "B-TREE FOR GROUP BY" in plan]
    assert len(sorts) <= SORTED_PAGES.get(question, 0)


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        ("documents by date", "doc_date (listed=? AND date<?)"),
        ("documents by title", "doc_title (listed=? AND title>?)"),
        ("documents by arrival", "PRIMARY KEY (rowid>?)"),
        ("entities by name", "entity_name (name>?)"),
        ("entities by mentions", "entity_mentions ((mentions,id)<(?,?))"),
        ("references", "local_entity (entity_id=? AND (date,doc_id)<(?,?))"),
    ],
)
def test_a_later_page_begins_where_the_one_before_ended(planned: Library, question: str, bounds: str) -> None:
    with plans_of(planned) as plans:
        QUESTIONS[question](planned)
    assert any(bounds in plan for plan in plans)
