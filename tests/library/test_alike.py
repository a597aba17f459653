"""Documents that say the same are grouped, whatever came first; form letters are not; furniture is what most documents of a source say."""

from __future__ import annotations

import random
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Library, sketch_of
from reader.library.likeness import BANDS, HASHES, bands, changes, compared, estimate, words_in
from tests.library.made import Page, document_of, index, link, made_library

WORDS = ["".join(letters) for letters in product("bdfgk", "aeiou", "lmnrst", "ou")]


def story(seed: int, length: int = 120) -> str:
    """Made words, another story for each seed."""
    chosen = random.Random(seed)
    return " ".join(chosen.choice(WORDS) for _ in range(length)) + "."


def release(name: str, body: str, date: str | None = None, title: str = "") -> Page:
    return Page(name, f"{title or name}\n\n{body}", title or name, date, "Harbour Desk")


def collection(path: Path, *pages: Page) -> Library:
    library = Library.create_or_open(path)
    index(library, pages)
    assert library.compare()
    link(library)
    return library


def names(library: Library) -> list[tuple[str, list[tuple[str, str]]]]:
    """(shown, [(other, kind)]) of each group, by file name."""
    found = []
    for group in library.groups():
        first, *others = ((Path(twin.row.path).name, twin.kind) for twin in group.twins)
        found.append((first[0], others))
    return sorted(found)


# ── likeness ─────────────────────────────────────────────────────────────────────────────────────────────────────


def words(text: str) -> list[str]:
    return list(words_in(text, document_of(Page("a", text)).blocks))


def test_the_same_words_are_the_same_whatever_the_dates_spaces_and_capitals() -> None:
    one = f"TITLE\n\nOn Monday, May 6, 2019 they met. {story(1)}"
    other = f"Title\n\nOn  7 June 2020 they\nmet. {story(1)}"
    assert compared(words(one), words(other)).kind == "same"


def test_a_form_letter_with_another_name_is_no_duplicate() -> None:
    text = f"The desk thanks {{0}} of {{0}} town. {story(2, 60)} We wish {{0}} well."
    assert compared(words(text.format("Carter")), words(text.format("Lindgren"))).kind == ""
    assert compared(words(text.format("Carter")), words(text.format("Carter"))).kind == "same"


def test_a_corrected_figure_and_a_paragraph_more_are_near() -> None:
    text = f"They found {{}} boats. {story(3, 400)}"
    assert compared(words(text.format(12)), words(text.format(13))).kind == "near"
    assert (
        compared(words(story(4)), words(f"{story(4)} About the Harbour Desk and its boats.")).kind == "near"
    )
    assert compared(words(story(5)), words(story(6))).kind == ""


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 40), st.integers(0, 1000))
def test_sketches_estimate_the_share_of_common_runs(changed: int, seed: int) -> None:
    one = story(seed, 400).split()
    other = list(one)
    for at in random.Random(seed).sample(range(400), changed):
        other[at] = f"other{at}"
    truth = compared(one, other).score
    sketches = [sketch_of(document_of(Page("a", " ".join(each)))) for each in (one, other)]
    assert len(sketches[0]) == 2 * HASHES and len(list(bands(sketches[0]))) == BANDS
    assert abs(estimate(*sketches) - truth) < 0.3
    if truth > 0.9:
        assert set(bands(sketches[0])) & set(bands(sketches[1]))


def test_short_texts_have_no_sketch() -> None:
    assert sketch_of(document_of(Page("a", "Only a few words."))) == b""


@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_changes_lead_from_one_text_to_the_other(left: str, right: str) -> None:
    found = changes(left, right)
    assert "".join(left[each.start : each.end] for each in found) == left
    assert "".join(right[each.other_start : each.other_end] for each in found) == right
    for each in found:
        if each.same:
            said = left[each.start : each.end], right[each.other_start : each.other_end]
            assert re.findall(r"\w+", said[0]) == re.findall(r"\w+", said[1])


# ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────

FAMILY = (
    release("first", story(10), "2019-05-01"),
    release("again", story(10), "2019-06-01", "Another title"),
    release("longer", f"{story(10)} And a word more.", "2019-05-02"),
    release("undated", f"{story(10)} And something else.", None),
    release("other", story(11), "2019-05-01"),
)


@pytest.mark.parametrize("seed", range(4))
def test_groups_are_the_same_in_whatever_order_documents_came(tmp_path: Path, seed: int) -> None:
    pages = list(FAMILY)
    random.Random(seed).shuffle(pages)
    with collection(tmp_path / "l.vgt", *pages) as library:
        (group,) = names(library)
        assert group[0] == "first"
        assert sorted(group[1]) == [("again", "near"), ("longer", "near"), ("undated", "near")]
        assert library.status().twins == 3


def test_documents_that_come_later_join_and_those_that_go_leave(tmp_path: Path) -> None:
    path = tmp_path / "l.vgt"
    with collection(path, *FAMILY[:2], FAMILY[4]) as library:
        assert [len(others) for _, others in names(library)] == [1]
        index(library, FAMILY)
        library.compare()
        assert [len(others) for _, others in names(library)] == [3]
        index(library, FAMILY[1:])
        assert not library._connection.rows(
            "SELECT 1 FROM twin WHERE head_id NOT IN (SELECT id FROM doc WHERE listed)"
        )
        library.compare()
        assert [(shown, len(others)) for shown, others in names(library)] == [("longer", 2)]


def test_lists_show_one_and_say_how_many_are_like_it(tmp_path: Path) -> None:
    with collection(tmp_path / "l.vgt", *FAMILY) as library:
        assert len(library.documents()) == 5
        folded = library.documents(folded=True)
        assert sorted((Path(row.path).name, row.like) for row in folded) == [("first", 3), ("other", 0)]
        assert {row.shown_as for row in library.documents()} == {None, folded[0].id, folded[1].id} - {
            row.id for row in folded if not row.like
        }
        first = next(row.id for row in folded if row.like)
        before, after = library.neighbours(first, folded=True)
        assert {Path(row.path).name for row in (before, after) if row} == {"other"}


def test_mentions_in_what_says_the_same_are_counted_and_told_apart(tmp_path: Path) -> None:
    body = f"Rob Jones met the NCA. {story(12)}"
    pages = [release(f"r{n}", f"May {n}, 2019. {body}", f"2019-05-0{n}", "The same") for n in range(1, 4)]
    with collection(tmp_path / "l.vgt", *pages, release("x", f"Rob Jones left. {story(13)}")) as library:
        card = library.card("jones")
        assert (card.row.documents, card.independent) == (4, 2)
        # Who stands beside whom is counted once for the same words.
        assert [one.count for one in card.companions] == [1]


# ── furniture ────────────────────────────────────────────────────────────────────────────────────────────────────

DESK = "Rob Jones at the Harbour Desk answers questions, call 555-0{}."


def desk(number: int, line: str = DESK) -> Page:
    body = f"{story(100 + number, 60)} The NCA spoke.\n\n{line.format(number)}"
    return Page(f"n{number}", f"Title {number}\n\n{body}", f"Title {number}", None, "Harbour Desk")


def repeated(library: Library) -> dict[str, list[str]]:
    found = {}
    for row in library.documents():
        document = library.document(row.id)
        found[Path(row.path).name] = [
            document.text[block.start : block.end] for block in document.blocks if block.label == "repeated"
        ]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_line_of_most_documents_of_a_source_is_furniture_in_whatever_order_they_came(
    tmp_path: Path, seed: int
) -> None:
    pages = [desk(n) for n in range(8)]
    random.Random(seed).shuffle(pages)
    with Library.create_or_open(tmp_path / "l.vgt") as library:
        index(library, pages[:4])
        library.compare()
        assert not any(repeated(library).values())
        index(library, pages)
        library.compare()
        link(library)
        assert repeated(library) == {f"n{n}": [DESK.format(n)] for n in range(8)}
        jones, nca = library.entity("jones"), library.entity("nca")
        assert (jones.mentions, jones.documents) == (0, 0)
        assert (nca.mentions, nca.documents) == (8, 8)
        # He is listed, found and shown all the same, and is nobody's companion.
        assert "jones" in {row.id for row in library.entities()}
        assert library.find_entities("Rob Jones")[0].id == "jones"
        assert len(library.references("jones")) == 8
        assert not library.card("nca").companions
        index(library, pages[:4])
        library.compare()
        link(library)
        assert not any(repeated(library).values())
        assert (library.entity("jones").mentions, library.entity("jones").documents) == (4, 4)


def test_titles_rare_lines_and_documents_of_nothing_else_are_no_furniture(tmp_path: Path) -> None:
    alone = Page("alone", DESK.format(9), None, None, "Harbour Desk")
    pages = [desk(n) for n in range(7)]
    rare = [desk(n, f"Line number {WORDS[n]} and no other") for n in range(20, 27)]
    same_title = [
        Page(page.name, page.text.replace("Title", "News"), "News", None, "Harbour Desk") for page in pages
    ]
    with Library.create_or_open(tmp_path / "l.vgt") as library:
        index(library, [*same_title, alone])
        library.compare()
        found = repeated(library)
        assert found.pop("alone") == []
        assert all(len(lines) == 1 for lines in found.values())
        index(library, rare)
        library.compare()
        assert not any(repeated(library).values())


def test_copies_are_no_witnesses(tmp_path: Path) -> None:
    pages = [
        release(f"c{n}", f"{story(50)}\n\nA line of this one story.", f"2019-05-0{n + 1}") for n in range(8)
    ]
    with collection(tmp_path / "l.vgt", *pages) as library:
        assert library.status().twins == 7
        assert not any(repeated(library).values())


def test_what_is_furniture_does_not_hang_on_how_often_it_was_looked_for(tmp_path: Path) -> None:
    with collection(tmp_path / "l.vgt", *(desk(n) for n in range(7))) as library:
        before = library._connection.rows("SELECT * FROM mention ORDER BY doc_id, start"), repeated(library)
        version = library.status().version
        assert library.compare()
        assert library.status().version == version
        assert before == (
            library._connection.rows("SELECT * FROM mention ORDER BY doc_id, start"),
            repeated(library),
        )


def test_a_library_of_before_has_neither_groups_nor_learned_lines(tmp_path: Path) -> None:
    with made_library(tmp_path / "l.vgt") as library:
        library._connection.run("DELETE FROM trait")
        assert library.compare()
        assert library.document(library.documents()[0].id).blocks
        assert list(library.groups()) == []


@pytest.mark.parametrize("sign", [". ", ".", "… ", ": ", "? “", " ", "-"])
def test_a_long_run_of_signs_is_gone_over_once(sign: str) -> None:
    # What would go over the run again from each of its signs, hangs.
    assert words(f"Some words. {sign * 200_000}")[:2] == ["some", "words"]


# ── search ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def copied(tmp_path: Path) -> Library:
    """Three copies of one text, two of another, and three that stand alone; all of them speak of a harbour."""
    texts = [1, 1, 1, 2, 2, 3, 4, 5]
    return collection(
        tmp_path / "l.vgt",
        *(
            release(f"{number}.txt", f"The harbour. {story(seed)}", f"2019-0{number + 1}-01", f"No {number}")
            for number, seed in enumerate(texts)
        ),
    )


@pytest.mark.parametrize("query", ["harbour", "harbour date:2019", "date:2019", "NOT zzzz"])
@pytest.mark.parametrize("order", ["rank", "newest"])
def test_a_search_shows_what_says_the_same_once_and_how_often(
    copied: Library, query: str, order: Any
) -> None:
    with copied:
        everything = copied.search_counted(query, order=order)
        assert (len(everything.hits), everything.total, everything.folded) == (8, 8, 0)
        assert sorted(hit.like for hit in everything.hits) == [0, 0, 0, 1, 1, 2, 2, 2]
        heads = {row.id for row in copied.documents(folded=True, limit=None)}
        assert {hit.document for hit in everything.hits if hit.shown_as is None} == heads
        folded = copied.search_counted(query, order=order, folded=True)
        assert (folded.total, folded.folded) == (8, 3)
        assert sorted(hit.like for hit in folded.hits) == [0, 0, 0, 1, 2]
        places = [hit.document for hit in everything.hits]
        shown = [places.index(hit.document) for hit in folded.hits]
        assert shown == sorted(shown), "the best of each, in the order of all"


def test_pages_of_a_folded_search_give_each_group_once(
    copied: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.searching.FOLDED_MORE", 0)
    with copied:
        whole = [hit.document for hit in copied.search_counted("harbour", folded=True).hits]
        for size in (1, 2, 3):
            pages = [
                copied.search_counted("harbour", size, skip=skip, folded=True).hits
                for skip in range(0, 6, size)
            ]
            assert [hit.document for page in pages for hit in page] == whole


def test_a_copy_is_shown_where_the_one_that_lists_show_does_not_answer(copied: Library) -> None:
    with copied:
        (hit,) = copied.search_counted("title:1", folded=True).hits
        (shown,) = copied.search("title:0")
        assert (hit.title, hit.like, hit.shown_as) == ("No 1", 2, shown.document)
