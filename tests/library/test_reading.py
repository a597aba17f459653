"""Lists, documents, entities, references and cards of a made collection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import PAGES, document_of, index, link, stored_of

from reader.errors import NotFound
from reader.library import Library
from reader.library.passages import around
from reader.model import Evidence, Suggestion, paragraph_of

HELM, MEETING, GATHER, EMPTY = (document_of(page).id for page in PAGES)
BY_DATE = [MEETING, EMPTY, GATHER, HELM]


def test_the_counters_are_the_truth(asked: Library) -> None:
    status = asked.status()
    assert status.documents == len(PAGES)
    assert status.mentions == sum(1 for _ in asked.mentions())
    assert status.entities == len(asked.entities(limit=None))
    assert (status.waiting, status.failed, status.partial) == (0, 0, 1)


def test_documents_are_listed_newest_first_and_undated_last(asked: Library) -> None:
    assert [row.id for row in asked.documents()] == BY_DATE
    assert [row.date for row in asked.documents()] == ["2019-10-04", "2018", "2017-11", None]


def test_documents_are_listed_by_title_and_by_arrival(asked: Library) -> None:
    assert [row.title for row in asked.documents("title")] == sorted(
        (row.title for row in asked.documents("title")), key=str.casefold
    )
    assert [row.id for row in asked.documents("arrival")] == [HELM, MEETING, GATHER, EMPTY]


@pytest.mark.parametrize("order", ["date", "title", "arrival"])
def test_pages_of_one_join_to_the_whole_list_and_neighbours_are_its_neighbours(
    asked: Library, order: str
) -> None:
    whole = asked.documents(order)  # type: ignore[arg-type]
    paged, after = [], None
    while page := asked.documents(order, after=after, limit=1):  # type: ignore[arg-type]
        paged += page
        after = page[-1].id
    assert paged == whole
    around_each = [asked.neighbours(row.id, order) for row in whole]  # type: ignore[arg-type]
    assert [before for before, _ in around_each] == [None, *whole[:-1]]
    assert [after for _, after in around_each] == [*whole[1:], None]


def test_documents_can_be_those_that_name_someone(asked: Library) -> None:
    assert [row.id for row in asked.documents(entity="rcmp")] == [MEETING, HELM]
    assert [row.id for row in asked.documents(entity="rcmp", after=MEETING)] == [HELM]
    assert [row.id for row in asked.documents("title", entity="rcmp")] == [MEETING, HELM]
    assert [row.id for row in asked.documents(entity="rcmp", contains="helm")] == [HELM]
    assert asked.neighbours(MEETING, entity="rcmp")[1].id == HELM  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("contains", "ids"), [("HELM", [HELM]), ("interpol", [GATHER]), ("ch", [MEETING]), ("zz", []), ('"', [])]
)
def test_documents_can_be_those_that_hold_characters(asked: Library, contains: str, ids: list[str]) -> None:
    assert [row.id for row in asked.documents(contains=contains)] == ids


def test_a_row_says_what_the_document_says_of_itself(asked: Library) -> None:
    row = next(row for row in asked.documents() if row.id == HELM)
    assert row.title == "NCA takes helm of the task force"
    assert (row.source, row.path, row.state) == ("National Crime Agency", "/docs/helm.txt", "ok")
    assert row.names == 3
    assert row.words == sum(len(block.split()) for block in PAGES[0].text.split("\n\n")[:-1])


def test_a_document_without_title_is_called_by_its_first_words(asked: Library) -> None:
    row = next(row for row in asked.documents() if row.id == EMPTY)
    assert (row.title, row.state) == ("Nothing of note here …", "partial")


def test_a_document_comes_back_as_it_was_stored(asked: Library) -> None:
    made = document_of(PAGES[0])
    stored = asked.document(HELM)
    assert stored.text == made.text
    assert stored.blocks == made.blocks
    assert stored.metadata == made.metadata
    assert asked.document(EMPTY).warnings == ("page 2 holds no text",)


def test_mentions_slice_to_their_text_and_know_their_paragraph(asked: Library) -> None:
    for page in PAGES:
        made = stored_of(page, 0)
        stored = asked.document(made.document.id)
        assert [(m.start, m.end) for m in stored.mentions] == [
            (m.start, m.end) for m in made.recognised.mentions
        ]
        for mention in stored.mentions:
            assert stored.text[mention.start : mention.end] == mention.text
            assert mention.paragraph == paragraph_of(stored.blocks, mention.start)
            assert (mention.entity is None) == (mention.type == "date")


def test_a_mentions_reason_says_why_here_and_why_there(asked: Library) -> None:
    (nca,) = [mention for mention in asked.document(MEETING).mentions if mention.text == "NCA"]
    assert nca.name == "National Crime Agency"
    assert nca.reason == "short for National Crime Agency; only one of that name"


@pytest.mark.parametrize(
    ("ref", "id"),
    [
        (HELM, HELM),
        (HELM[:6].upper(), HELM),
        ("/docs/helm.txt", HELM),
        ("helm.txt", HELM),
        ("helm", HELM),
        ("hel", HELM),
        ("docs/gather.txt", GATHER),
        ("chiefs meet in ottawa", MEETING),
        ("task force", HELM),
    ],
)
def test_a_document_is_found_by_what_people_say(asked: Library, ref: str, id: str) -> None:
    assert asked.find_document(ref) == id


def test_an_unknown_or_ambiguous_document_names_the_nearest(asked: Library) -> None:
    with pytest.raises(NotFound) as unknown:
        asked.find_document("chifs meet")
    assert MEETING in unknown.value.remedy
    with pytest.raises(NotFound) as several:
        asked.find_document(".txt")
    assert "Say which" in several.value.remedy
    with pytest.raises(NotFound):
        asked.document("000000000000")


def test_who_is_who_by_mentions_documents_name_and_recency(asked: Library) -> None:
    assert [row.id for row in asked.entities()][:2] == ["nca", "rcmp"]
    assert asked.entities(order="documents")[0].id == "nca"
    assert [row.name for row in asked.entities(order="name")] == sorted(row.name for row in asked.entities())
    assert asked.entities(order="recent")[-1].id == "muller"
    assert {row.id for row in asked.entities("person")} == {"jones", "jones2", "muller"}


@pytest.mark.parametrize("order", ["mentions", "documents", "name", "recent"])
def test_pages_of_two_join_to_all_entities(asked: Library, order: str) -> None:
    paged, after = [], None
    while page := asked.entities(order=order, after=after, limit=2):  # type: ignore[arg-type]
        paged += page
        after = page[-1].id
    assert paged == asked.entities(order=order)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("contains", "ids"),
    [("jones", {"jones", "jones2"}), ("MULLER", {"muller"}), ("nc", {"nca"}), ("mr j", {"jones"})],
)
def test_who_is_who_looks_into_every_way_of_writing(asked: Library, contains: str, ids: set[str]) -> None:
    assert {row.id for row in asked.entities(contains=contains)} == ids


def test_counts_and_dates_of_an_entity(asked: Library) -> None:
    row = asked.entity("nca")
    assert (row.mentions, row.documents, row.first_date, row.last_date) == (7, 3, "2017-11", "2019-10-04")
    assert [
        (entity.id, [alias.text for alias in entity.aliases]) for entity in asked.entities_whole("person")
    ] == [
        ("jones", ["Rob Jones", "Mr Jones"]),
        ("muller", ["Eva Müller"]),
        ("jones2", ["Ann Jones"]),
    ]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("nca", ["nca"]),
        ("NCA", ["nca"]),
        ("national  crime agency", ["nca"]),
        ("Mr Jones", ["jones"]),
        ("eva muller", ["muller"]),
        ("jones", ["jones"]),
        ("Jones", ["jones", "jones2"]),
        ("crime", ["nca"]),
        ("Director Rob Jones", ["jones"]),
        ("Mr. Rob Jones", ["jones"]),
    ],
)
def test_an_entity_is_found_by_id_by_any_name_and_by_a_part(
    asked: Library, name: str, ids: list[str]
) -> None:
    assert [row.id for row in asked.find_entities(name)] == ids


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Robb Jons", "Rob Jones"),
        ("Natonal Crime Agncy", "National Crime Agency"),
        ("Sergeant Ann Jones", "Ann Jones"),
        ("Tom Ann Jones", "Ann Jones"),
    ],
)
def test_a_name_that_nobody_has_gets_the_nearest(asked: Library, name: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        asked.find_entities(name)
    assert near in caught.value.remedy


@pytest.mark.parametrize("name", ["", '"', "%", "x" * 3000, "* OR NEAR("])
def test_no_name_breaks_the_search_for_names(asked: Library, name: str) -> None:
    with pytest.raises(NotFound):
        asked.find_entities(name)


def test_references_are_grouped_by_document_with_the_words_around(asked: Library) -> None:
    groups = asked.references("nca")
    assert [group.document for group in groups] == [MEETING, GATHER, HELM]
    assert sum(len(group.references) for group in groups) == asked.entity("nca").mentions
    (one,) = groups[0].references
    assert one.text == "NCA"
    assert one.left.endswith("Rob Jones of the ")
    assert one.right.startswith(" spoke there.")
    assert [group.document for group in asked.references("nca", order="oldest")] == [GATHER, MEETING, HELM]


def test_references_in_one_document_and_page_by_page(asked: Library) -> None:
    (group,) = asked.references("nca", document=HELM)
    assert len(group.references) == 5
    # Words of another block are not the words around.
    assert (group.references[0].left, group.references[0].right) == ("", " takes helm")
    assert group.references[1].left == "The "
    assert asked.references("muller", document=HELM) == []
    for order in ("newest", "oldest"):
        paged, after = [], None
        while page := asked.references("nca", after=after, limit=1, order=order):  # type: ignore[arg-type]
            paged += page
            after = page[-1].document
        assert paged == asked.references("nca", order=order)  # type: ignore[arg-type]


def test_mentions_by_entity_document_and_type(asked: Library) -> None:
    assert len(list(asked.mentions(entity="nca"))) == 7
    assert len(list(asked.mentions(entity="nca", document=HELM))) == 5
    assert {mention.name for mention in asked.mentions(type="place")} == {"Ottawa"}
    assert len(list(asked.mentions(limit=3))) == 3


def test_a_card_introduces_by_the_full_name_in_the_earliest_dated_document(asked: Library) -> None:
    card = asked.card("nca")
    assert card.introduced is not None
    assert (card.introduced.document, card.introduced.text) == (GATHER, "National Crime Agency")
    # The whole sentence and nothing else.
    assert (card.introduced.left, card.introduced.right) == ("The ", " sent nobody.")
    assert card.by_date == (("2017-11", 1), ("2019-10-04", 1), (None, 5))
    assert [alias.text for alias in card.aliases] == ["NCA", "National Crime Agency"]
    assert card.reasons == ("only one of that name (1 document)",)
    assert asked.card("jones").titles == ("Director",)


def test_companions_stand_in_the_same_sentence_and_never_in_furniture(asked: Library) -> None:
    found = {one.entity: one.count for one in asked.card("jones").companions}
    assert found == {"nca": 1, "ottawa": 1, "rcmp": 1}
    passage = next(one.passage for one in asked.card("jones").companions if one.entity == "nca")
    assert passage is not None
    assert passage.text == "Rob Jones of the NCA"
    assert asked.card("jones2").companions == ()


def test_companions_counted_ahead_are_those_counted_now(
    asked: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.library import upkeep

    monkeypatch.setattr(upkeep, "MUCH_NAMED", 1)
    with Library.open(asked.path, write=True) as writer:
        version = writer.status().version
        writer._connection.run("DELETE FROM cooc_cache")
        writer.finish()
        assert writer.status().version == version
        ahead = writer._connection.value("SELECT count(*) FROM cooc_cache")
        assert ahead == writer.status().entities
        assert writer.card("jones").companions == asked.card("jones").companions
        writer._connection.run("DELETE FROM cooc_cache")


def test_the_passages_that_hold_two(asked: Library) -> None:
    (passage,) = asked.passages_with("nca", "rcmp")
    assert (passage.document, passage.text) == (HELM, "NCA and the RCMP")
    assert asked.passages_with("rcmp", "nca") == [passage]
    assert asked.passages_with("muller", "nca") == []


def test_suggestions_come_surest_first_with_their_evidence(library: Library) -> None:
    index(library)
    unsure = Suggestion("jones", "jones2", 0.4, "same surname", (Evidence("surname", "Jones", 3, 8, 0.5),))
    surer = Suggestion("nca", "rcmp", 0.7, "both police")
    link(library, suggestions=(unsure, surer))
    assert library.suggestions() == [surer, unsure]


@given(st.text(max_size=300), st.data())
def test_the_words_around_a_span_are_one_line_and_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, middle, right = around(text, start, end, 20)
    assert "\n" not in left + middle + right
    assert len(left) <= 20
    assert len(right) <= 20
    bare = "".join(text.split())
    assert "".join((left + middle + right).split()) in bare
    assert "".join(middle.split()) == "".join(text[start:end].split())
