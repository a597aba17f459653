"""Search: which documents answer, in which order, and where in their text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import PAGES, Page, document_of, index

from reader.errors import QueryError
from reader.library import Library, searching
from reader.library.folding import fold

HELM, MEETING, GATHER, EMPTY = (document_of(page).id for page in PAGES)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("helm", {HELM}),
        ("HELM", {HELM}),
        ("cafe", {GATHER}),
        ("café", {GATHER}),
        ("muller", {GATHER}),
        ('"crime agency"', {HELM, GATHER}),
        ('"agency crime"', set()),
        ("crime note", set()),
        ("crime OR note", {HELM, GATHER, EMPTY}),
        ("crime NOT nca", {GATHER}),
        ("crime -nca", {GATHER}),
        ("NOT nca", {GATHER, EMPTY}),
        ("thank*", {HELM}),
        ("thank", set()),
        ("title:chiefs", {MEETING}),
        ("title:ottawa", {MEETING}),
        ("ottawa", {HELM, MEETING}),
        ("RCMP NEAR/3 ottawa", {MEETING}),
        ("RCMP NEAR/1 ottawa", set()),
        ("source:interpol", {GATHER}),
        ("date:2017", {GATHER}),
        ("date:2017-11", {GATHER}),
        ("date:2017..2018", {GATHER, EMPTY}),
        ("date:2018..", {EMPTY, MEETING}),
        ("date:..2017", {GATHER}),
        ("date:none", {HELM}),
        ("jones date:2019", {MEETING}),
        ("type:place", {HELM, MEETING}),
        ("type:text", {HELM, MEETING, GATHER, EMPTY}),
        ("type:pdf", set()),
        ("crime type:person", {HELM, GATHER}),
        ('@"Rob Jones"', {HELM, MEETING}),
        ('@"mr jones"', {HELM, MEETING}),
        ("@nca", {HELM, MEETING, GATHER}),
        ("@nca @rcmp", {HELM, MEETING}),
        ("@nca NOT @rcmp", {GATHER}),
        ("@rcmp OR café", {HELM, MEETING, GATHER}),
        ("@nca NEAR/2 @rcmp", {HELM}),
        ("@nca NEAR/20 @rcmp", {HELM, MEETING}),
        ('@nca NEAR/1 @"Eva Müller" OR note', {EMPTY}),
        ("nobody NEAR/2 @nca", {GATHER}),
        ("@rcmp NEAR/1 met", {MEETING}),
        ("@nca date:2017", {GATHER}),
        ("@nca (crime OR spoke) NOT source:interpol", {HELM, MEETING}),
        ("(müller OR @rcmp) NOT (helm OR café)", {MEETING}),
        ("crime @nca", {HELM, GATHER}),
    ],
)
def test_which_documents_answer(asked: Library, query: str, ids: set[str]) -> None:
    found = asked.search_counted(query)
    assert {hit.document for hit in found.hits} == ids
    assert found.total == len(ids)
    assert {hit.document for hit in asked.search(query, order="newest")} == ids


@pytest.mark.parametrize(
    ("query", "document", "text"),
    [
        ("helm", HELM, "helm"),
        ("CAFE", GATHER, "café"),
        ("muller", GATHER, "Müller"),
        ('"crime agency"', GATHER, "Crime Agency"),
        ("thank*", HELM, "thanked"),
        ('@"Mr Jones"', MEETING, "Rob Jones"),
        ("spoke OR @rcmp", MEETING, "RCMP"),
        ("@nca NEAR/2 @rcmp", HELM, "Royal Canadian Mounted Police. The NCA"),
        ("notes NOT helm", MEETING, "notes"),
        ("@nca spoke", MEETING, "NCA"),
    ],
)
def test_the_span_of_a_hit_is_its_first_match(asked: Library, query: str, document: str, text: str) -> None:
    (hit,) = [hit for hit in asked.search(query) if hit.document == document]
    assert asked.document(document).text[hit.start : hit.end] == text
    assert text in hit.snippet
    assert "\n" not in hit.snippet


def test_a_hit_in_the_title_alone_shows_the_beginning(asked: Library) -> None:
    (hit,) = asked.search("title:force NOT café")
    assert (hit.start, hit.end) == (0, 0)
    assert hit.snippet.startswith("NCA takes helm")


def test_the_best_come_first_by_rank_and_the_newest_by_date(asked: Library) -> None:
    by_rank = asked.search("ottawa")
    assert by_rank[0].document == MEETING
    assert by_rank[0].score > by_rank[1].score > 0
    assert [hit.document for hit in asked.search("crime", order="newest")] == [GATHER, HELM]
    assert [hit.document for hit in asked.search("@nca")] == [MEETING, GATHER, HELM]


def test_pages_of_hits_join_to_all(asked: Library) -> None:
    for query in ("crime OR note", "@nca", "NOT nca", "@nca type:person"):
        paged = [hit for skip in range(5) for hit in asked.search(query, limit=1, skip=skip)]
        assert paged == asked.search(query)


def test_above_the_cap_only_the_newest_arrivals_are_ranked(
    asked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED", 1)
    found = asked.search_counted("crime")
    assert (found.total, found.ranked_among) == (2, 1)
    assert [hit.document for hit in found.hits] == [GATHER]
    assert len(asked.search("crime", order="newest")) == 2


def test_a_name_that_nobody_has_is_pointed_at_with_the_nearest(asked: Library) -> None:
    with pytest.raises(QueryError) as caught:
        asked.search('helm @"Rob Jons"')
    assert caught.value.position == 5
    assert "Rob Jones" in caught.value.remedy
    with pytest.raises(QueryError) as part:
        asked.search("@crime")
    assert '@"National Crime Agency"' in part.value.remedy


def test_while_typing_a_part_of_a_name_is_enough_and_nothing_raises(asked: Library) -> None:
    assert {hit.document for hit in asked.search("@crim", lenient=True)} == {HELM, MEETING, GATHER}
    assert asked.search("@zzzzz", lenient=True) == []
    assert asked.search("", lenient=True) == []
    assert asked.search('"national cri', lenient=True) == []
    assert {hit.document for hit in asked.search('"national crime', lenient=True)} == {HELM, GATHER}


@given(st.text("ab\"'*()@:-^+~{}.,NEAR/OTD \\0;%_", max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sign_reaches_the_index_as_an_order(asked: Library, text: str) -> None:
    asked.search(text, lenient=True)
    try:
        asked.search(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)


@pytest.mark.parametrize(
    "query", ["x" + " -a" * 600, " OR ".join("ab" * 200), " ".join("cd" * 400), " NEAR ".join("ef" * 120)]
)
def test_a_query_may_be_as_long_as_it_is_allowed(asked: Library, query: str) -> None:
    assert asked.search(query, lenient=True) == asked.search(query)


def test_other_spellings_of_a_type_are_understood(asked: Library) -> None:
    assert asked.search("type:organization") == asked.search("type:organisation") != []
    assert asked.search("type:people") == asked.search("type:person") != []


LETTERS = "aäAÄeéßıİñ\u0301x1²日 \n.-'’"


@given(st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=6), st.data())
@settings(max_examples=30, deadline=None)
def test_every_word_of_a_text_is_found_at_a_place_that_says_it(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], data: st.DataObject
) -> None:
    text = " ".join(pieces)
    words = [word for word in text.split() if word.isalnum()]
    if not words:
        return
    wanted = data.draw(st.sampled_from(words))
    with Library.create_or_open(tmp_path_factory.mktemp("found") / "one.vgt") as library:
        index(library, [Page("one.txt", text, "t")], who=())
        (hit,) = library.search(f'"{wanted}"')
        assert fold(text[hit.start : hit.end]) == fold(wanted)
        before = text[: hit.start]
        assert fold(wanted) not in [fold(word) for word in before.split()]


def test_the_mark_of_a_match_survives_marks_in_the_text(tmp_path: Path) -> None:
    with Library.create_or_open(tmp_path / "one.vgt") as library:
        index(library, [Page("one.txt", "one \x01two\x02 three four", "t")], who=())
        (hit,) = library.search("four")
        assert library.document(hit.document).text[hit.start : hit.end] == "four"


def test_all_matches_of_a_query_in_a_document(asked: Library) -> None:
    text = asked.document(HELM).text
    assert [text[start:end] for start, end in asked.matches("the OR @rcmp", HELM)] == [
        "The",
        "the",
        "the",
        "Royal Canadian Mounted Police",
        "The",
        "the",
        "RCMP",
    ]
    assert [text[start:end] for start, end in asked.matches("@nca NEAR/2 @rcmp", HELM)] == [
        "Royal Canadian Mounted Police. The NCA",
        "NCA and the RCMP",
    ]
    assert asked.matches("zebra", HELM) == []
