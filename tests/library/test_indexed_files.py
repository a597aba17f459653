"""What happens to files over several index runs: new, changed, copied, moved, gone, back, failed, given up."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from made import EXTRACTOR, PAGES, Page, document_of, index, link, made_library, seen, stored_of

from reader.errors import LibraryError
from reader.library import MAX_TRIES, FileSeen, Library
from reader.library.connection import Connection
from reader.model import Failure, Link, LocalEntity, Mention, NameForm, Recognised

HELM = PAGES[0]


def listed(library: Library) -> set[str]:
    """The ids of the list, which the search, the counters and the entities must agree with."""
    ids = {row.id for row in library.documents(limit=None)}
    assert library.status().documents == len(ids)
    assert {hit.document for hit in library.search("NOT zzzz", limit=1000)} == ids
    assert library._connection.value("SELECT count(*) FROM fts") >= len(ids)
    for entity in library.entities(limit=None):
        groups = library.references(entity.id, limit=1000)
        assert {group.document for group in groups} <= ids
        assert sum(len(group.references) for group in groups) == entity.mentions
        assert len(groups) == entity.documents
    library.check(thorough=True)
    return ids


def ids_of(*pages: Page) -> set[str]:
    """The ids that pages get."""
    return {document_of(page).id for page in pages}


def test_a_second_run_finds_nothing_to_do_and_changes_nothing(library: Library) -> None:
    index(library)
    version = library.status().version
    plan = library.plan(seen(PAGES), ["/docs"], EXTRACTOR)
    assert (plan.same, plan.new, plan.changed, plan.waiting) == (len(PAGES), 0, 0, 0)
    assert library.take(10) == []
    assert not library.needs_linking()
    assert library.status().version == version


def test_a_new_file_is_the_only_one_read(library: Library) -> None:
    index(library)
    more = (*PAGES, Page("new.txt", "Rob Jones is new here."))
    plan = library.plan(seen(more), ["/docs"], EXTRACTOR)
    assert (plan.new, plan.same) == (1, len(PAGES))
    assert [Path(work.path).name for work in library.take(10)] == ["new.txt"]


def test_a_changed_file_is_a_new_document_and_the_old_one_is_gone(library: Library) -> None:
    index(library)
    changed = replace(HELM, text=HELM.text + "\n\nMore of Ann Jones.")
    index(library, (changed, *PAGES[1:]))
    assert listed(library) == ids_of(changed, *PAGES[1:])
    assert library._connection.value("SELECT count(*) FROM doc") == len(PAGES)
    assert library.search("@jones2 More") != []


def test_the_old_state_of_a_changed_file_stays_where_it_is_bookmarked(library: Library) -> None:
    index(library)
    before = document_of(HELM)
    with library._connection.writing(durable=True):
        library._connection.run(
            "INSERT INTO bookmark(who, sha256, start, \"end\", note, at) VALUES ('me', :sha256, 0, 3, '', '')",
            {"sha256": before.sha256},
        )
    changed = replace(HELM, text="Quite another text.")
    index(library, (changed, *PAGES[1:]))
    assert listed(library) == ids_of(changed, *PAGES[1:])
    assert library.document(before.id).text == HELM.text


def test_a_file_that_is_gone_leaves_the_lists_and_comes_back_without_being_read(library: Library) -> None:
    index(library)
    index(library, PAGES[1:])
    assert listed(library) == ids_of(*PAGES[1:])
    assert [row.path for row in library.report("gone")] == ["/docs/helm.txt"]
    assert library.entity("nca").documents == 2
    library.plan(seen(PAGES), ["/docs"], EXTRACTOR)
    (work,) = library.take(10)
    assert work.sha256 == document_of(HELM).sha256
    assert library.known(work.sha256)
    library.same(work.source, work.sha256)
    assert library.needs_linking()
    link(library)
    assert listed(library) == ids_of(*PAGES)
    assert library.entity("nca").documents == 3


def test_files_outside_the_given_roots_are_left_alone(library: Library) -> None:
    index(library)
    index(library, (Page("more.txt", "Ann Jones once more."),), folder="/docs2")
    assert library.status().documents == len(PAGES) + 1
    plan = library.plan([], ["/docs2"], EXTRACTOR)
    assert plan.gone == 1
    assert library.needs_linking()
    link(library)
    assert listed(library) == ids_of(*PAGES)


def test_two_files_with_one_content_are_one_document_with_two_rows(library: Library) -> None:
    copy = replace(HELM, name="z-copy.txt")
    index(library, (*PAGES, copy))
    assert listed(library) == ids_of(*PAGES)
    assert [row.document for row in library.report() if row.path.endswith(("helm.txt", "copy.txt"))] == [
        document_of(HELM).id
    ] * 2
    index(library, (*PAGES[1:], copy))
    assert listed(library) == ids_of(*PAGES)
    row = next(row for row in library.documents() if row.id == document_of(HELM).id)
    assert row.path == "/docs/z-copy.txt"
    assert library.find_document("z-copy.txt") == row.id
    assert library.documents(contains="helm.txt") == []


def test_a_moved_file_keeps_its_document_under_the_new_path(library: Library) -> None:
    index(library)
    moved = replace(HELM, name="moved.txt")
    index(library, (*PAGES[1:], moved))
    assert listed(library) == ids_of(*PAGES)
    assert (
        next(row.path for row in library.documents() if row.id == document_of(HELM).id) == "/docs/moved.txt"
    )


def test_another_extractor_reads_everything_again_under_the_same_ids(library: Library) -> None:
    index(library)
    before = library.documents("arrival")
    plan = library.plan(seen(PAGES), ["/docs"], "made-2")
    assert (plan.outdated, plan.same, plan.waiting) == (len(PAGES), 0, len(PAGES))
    assert {work.sha256 for work in library.take(1)} == {None}
    assert listed(library) == ids_of(*PAGES)
    index(library, extractor="made-2")
    assert library.documents("arrival") == before
    assert listed(library) == ids_of(*PAGES)
    assert library.plan(seen(PAGES), ["/docs"], "made-2").outdated == 0


def test_a_file_that_fails_is_reported_and_tried_again_in_later_runs_but_not_for_ever(
    library: Library,
) -> None:
    failure = Failure("/docs/helm.txt", "it is encrypted", "page 1", "Save it without password")
    for tried in range(MAX_TRIES + 2):
        library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR)
        work = library.take(5)
        assert len(work) == (tried < MAX_TRIES)
        for one in work:
            library.fail(one.source, failure, 0.5)
    (row,) = library.report("failed")
    assert (row.what, row.where, row.remedy, row.document) == (
        "it is encrypted",
        "page 1",
        "Save it without password",
        None,
    )
    assert library.status().failed == 1
    assert library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR, retry=True).waiting == 1
    index(library, PAGES[:1])
    assert (library.status().failed, library.status().documents) == (0, 1)


def test_a_failed_file_that_changes_is_tried_at_once(library: Library) -> None:
    library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR)
    (work,) = library.take(1)
    library.fail(work.source, Failure(work.path, "ended the worker"), hopeless=True)
    assert library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR).waiting == 0
    better = replace(HELM, text="Readable now, says Rob Jones.")
    assert library.plan(seen((better,)), ["/docs"], EXTRACTOR).waiting == 1


def test_a_file_that_changes_into_something_unreadable_leaves_the_lists(library: Library) -> None:
    index(library)
    broken = replace(HELM, text="\0")
    library.plan(seen((broken, *PAGES[1:])), ["/docs"], EXTRACTOR)
    (work,) = library.take(5)
    library.fail(work.source, Failure(work.path, "binary"))
    link(library)
    assert listed(library) == ids_of(*PAGES[1:])


def test_each_file_is_given_once_a_run_and_suspects_last(library: Library) -> None:
    library.plan(seen(PAGES), ["/docs"], EXTRACTOR)
    first = library.take(2)
    rest = library.take(10)
    assert len({work.source for work in first + rest}) == len(PAGES)
    assert library.take(10) == []
    library.count_try([first[0].source])
    library.release(work.source for work in first + rest)
    again = library.take(10)
    assert again[-1].source == first[0].source
    assert again[-1].tries == 1


def test_a_file_that_took_the_program_down_too_often_is_given_up_with_the_remedy(library: Library) -> None:
    for _ in range(MAX_TRIES):
        library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR)
        library.count_try([library.take(1)[0].source])
    assert library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR).waiting == 0
    (row,) = library.report("failed")
    assert "--retry" in row.remedy


def test_file_names_that_are_no_utf8_are_kept_and_found_gone(library: Library) -> None:
    name = os.fsdecode(b"/docs/b\xe9.txt")
    library.plan([FileSeen(name, 1, 1)], ["/docs"], EXTRACTOR)
    (work,) = library.take(1)
    assert work.path == name
    stored = stored_of(Page("x", "Rob Jones here."), work.source)
    library.store([replace(stored, document=replace(stored.document, path=name))])
    assert [row.path for row in library.documents()] == [name]
    assert library.documents()[0].title.isprintable()
    assert [row.path for row in library.report()] == [name]
    assert library.plan([], ["/docs"], EXTRACTOR).gone == 1
    assert library.documents() == []


def test_two_contents_whose_ids_collide_are_two_documents(library: Library) -> None:
    library.plan(seen(PAGES[:2]), ["/docs"], EXTRACTOR)
    one, two = (stored_of(page, work.source) for page, work in zip(PAGES[:2], library.take(2), strict=True))
    clash = replace(two, document=replace(two.document, id=one.document.id))
    library.store([one, clash])
    assert len({row.id for row in library.documents()}) == 2


def test_a_batch_with_one_impossible_row_leaves_nothing_behind(library: Library) -> None:
    library.plan(seen(PAGES[:2]), ["/docs"], EXTRACTOR)
    good, other = (
        stored_of(page, work.source) for page, work in zip(PAGES[:2], library.take(2), strict=True)
    )
    twice = Recognised((Mention(0, 3, "NCA", "date"), Mention(0, 3, "NCA", "date")))
    with pytest.raises(LibraryError):
        library.store([good, replace(other, recognised=twice, entities=())])
    assert library.status().documents == 0
    assert library._connection.value("SELECT count(*) FROM doc_text") == 0
    library.store([good])
    assert library.status().documents == 1


def test_linking_again_writes_nothing_where_nothing_differs(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.vgt") as library:
        connection = library._connection
        before = (
            connection.rows("SELECT * FROM local"),
            connection.rows("SELECT * FROM alias"),
            library.entities(),
        )
        changes = connection._db.total_changes()
        link(library)
        after = (
            connection.rows("SELECT * FROM local"),
            connection.rows("SELECT * FROM alias"),
            library.entities(),
        )
        assert before == after
        # Name keys and a handful of bookkeeping rows are written anew.
        assert connection._db.total_changes() - changes < 40


def test_linking_moves_renames_and_removes_entities(tmp_path: Path) -> None:
    from made import EVERYONE, JONES, OTHER_JONES, Who

    with made_library(tmp_path / "made.vgt") as library:
        merged = Who("jones", "person", (*JONES.names, *OTHER_JONES.names))
        link(library, (*(who for who in EVERYONE if who not in (JONES, OTHER_JONES)), merged))
        assert [row.id for row in library.find_entities("Ann Jones")] == ["jones"]
        assert library.entity("jones").mentions == 4
        assert "jones2" not in [row.id for row in library.entities()]
        assert library.status().entities == len(library.entities())
        assert next(row for row in library.documents() if row.title.startswith("Chiefs")).names == 3
        assert dict(library.known_keys())["ann jones"] == "jones"
        link(library)
        assert library.entity("jones2").mentions == 1
        assert [row.id for row in library.find_entities("Ann Jones")] == ["jones2"]


def test_linking_that_is_stopped_leaves_a_library_that_reads_well_and_wants_linking(library: Library) -> None:
    library.plan(seen(PAGES), ["/docs"], EXTRACTOR)
    library.store([stored_of(page, work.source) for page, work in zip(PAGES, library.take(9), strict=True)])
    assert library.needs_linking()
    assert not library.link([], [("x", [])], should_stop=lambda: True)
    assert library.needs_linking()
    assert [mention.name for mention in library.mentions(type="person")][:1] == ["Rob Jones"]
    assert library.documents() != []
    link(library)
    assert not library.needs_linking()


def test_every_field_of_a_local_entity_comes_back(library: Library) -> None:
    library.plan(seen(PAGES[:1]), ["/docs"], EXTRACTOR)
    (work,) = library.take(1)
    whole = LocalEntity(
        number=0,
        type="person",
        name="Rob Jones",
        links=(Link(1, "surname “Jones”", 0.7), Link(2, "again", 1.0)),
        forms=(NameForm("Jones", 2, "surname"),),
        strength="partial",
        acronym="RJ",
        titles=("Mr", "Director"),
        hints=("in:ohio",),
    )
    plain = LocalEntity(0, "organisation", "", (), ())
    for field in fields(LocalEntity):
        assert field.name == "number" or getattr(whole, field.name) != getattr(plain, field.name)
    mentions = tuple(Mention(at, at + 2, "xx", "person") for at in (0, 4, 8))
    library.store(
        [replace(stored_of(PAGES[0], work.source), recognised=Recognised(mentions), entities=(whole,))]
    )
    assert [entities for _, _, _, entities in library.local_entities()] == [(whole,)]


def test_local_entities_come_back_as_they_were_stored(library: Library) -> None:
    index(library)
    found = list(library.local_entities())
    assert [document for document, _, _, _ in found] == [document_of(page).id for page in PAGES]
    for page, (_, source, date, entities) in zip(PAGES, found, strict=True):
        assert (source, date) == (page.source, page.date)
        assert entities == stored_of(page, 0).entities


def segments(library: Library) -> int:
    """How many pieces the search index is in."""
    return int(library._connection.value("SELECT count(DISTINCT segid) FROM fts_idx"))


def test_after_a_large_run_the_search_index_is_one_piece_and_a_small_run_leaves_it_be(
    library: Library,
) -> None:
    pages = [Page(f"{number}.txt", f"Rob Jones said {number}.") for number in range(40)]
    index(library, pages, batch=4)
    assert segments(library) == 1
    index(library, [*pages, Page("more.txt", "One more.")])
    assert segments(library) == 2
    assert len(library.search("said", limit=100)) == 40
    library.check(thorough=True)


def test_finishing_can_be_stopped_and_taken_up_again(library: Library) -> None:
    pages = [Page(f"{number}.txt", f"Rob Jones said {number}.") for number in range(20)]
    library.plan(seen(pages), ["/docs"], EXTRACTOR)
    by_path = {f"/docs/{page.name}": page for page in pages}
    while work := library.take(4):
        library.store([stored_of(by_path[one.path], one.source) for one in work])
    link(library)
    library.finish(should_stop=lambda: True)
    assert segments(library) > 1
    library.finish()
    assert segments(library) == 1


def test_the_report_asks_no_more_questions_of_more_files(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    rows = Connection.rows

    def counted(self: Connection, sql: str, *bindings: Any) -> Any:
        asked.append(sql)
        return rows(self, sql, *bindings)

    index(library, PAGES[:1])
    monkeypatch.setattr(Connection, "rows", counted)
    assert len(list(library.report())) == 1
    once = len(asked)
    library.plan(seen(PAGES), ["/docs"], EXTRACTOR)
    asked.clear()
    assert len(list(library.report())) == len(PAGES)
    assert len(asked) == once
