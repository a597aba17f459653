"""Decisions take effect: on the library as it is, after every linking, in another collection; undone without a trace."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.decisions import Decision, EntityRef, MentionRef, new_decision
from reader.errors import CommandError, NotFound
from reader.indexing.deciding import (
    apply_log,
    decide,
    holding,
    join,
    log_of,
    mention_ref,
    preview,
    problems_of,
    redo_last,
    reference,
    ruling_of,
    stumbles,
    undo_last,
)
from reader.library import Library
from reader.model import Suggestion


def _made() -> Any:
    if "made" not in sys.modules:
        where = Path(__file__).parents[1] / "library" / "made.py"
        spec = importlib.util.spec_from_file_location("made", where)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["made"] = module
        spec.loader.exec_module(module)
    return sys.modules["made"]


made = _made()
NAMES = {one.id: EntityRef(one.names[0], one.type, one.id) for one in made.EVERYONE}
DOCS = {page.name: made.document_of(page) for page in made.PAGES}


def link(library: Library, who: Any = made.EVERYONE, suggestions: Any = ()) -> None:
    """Link as `made` does, with the library's decisions."""
    real = library.link

    def linked(entities: Any, placements: Any, keys: Any, found: Any) -> bool:
        return real(entities, placements, keys, found, rule=ruling_of(library))

    library.link = linked  # type: ignore[method-assign,assignment]
    try:
        made.link(library, who, suggestions)
    finally:
        del library.link  # type: ignore[method-assign]


class Clock:
    """Makes decisions, one a second."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, verb: str, *ids: str, who: str = "ana", **fields: Any) -> Decision:
        self.n += 1
        at = f"2024-01-01T00:{self.n // 60:02}:{self.n % 60:02}Z"
        entities = tuple(NAMES[id_] for id_ in ids)
        return new_decision(verb, who, at=at, salt=str(self.n), entities=entities, **fields)


def spot(name: str, text: str, nth: int = 0) -> MentionRef:
    document = DOCS[name]
    at = -1
    for _ in range(nth + 1):
        at = document.text.index(text, at + 1)
    return MentionRef(document.sha256, at, at + len(text), text)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "made.vgt"
    made.made_library(where).close()
    return where


@pytest.fixture
def new() -> Clock:
    return Clock()


def shown(library: Library) -> Any:
    """All that people see of names."""
    entities = {one.id: (one, library.entity(one.id)) for one in library.entities_whole()}
    cards = {id_: library.card(id_) for id_ in entities}
    mentions = list(library.mentions())
    status = library.status()
    return (
        entities,
        cards,
        mentions,
        library.documents(),
        library.suggestions(),
        status.entities,
        status.mentions,
    )


def state(library: Library) -> dict[str, Any]:
    """The tables that decisions change."""
    rows = library._connection.rows
    return {
        "local": rows("SELECT * FROM local ORDER BY doc_id, number"),
        "mention": rows("SELECT * FROM mention ORDER BY doc_id, start"),
        "entity": rows("SELECT * FROM entity ORDER BY id"),
        "alias": rows("SELECT entity_id, text, folded, n, reason FROM alias ORDER BY 1, 2"),
        "found": rows(
            "SELECT a.entity_id, a.text FROM alias a JOIN ename ON ename.rowid = a.id ORDER BY 1, 2"
        ),
        "kept": rows("SELECT * FROM machine_entity ORDER BY id"),
        "was": rows("SELECT * FROM machine_mention ORDER BY doc_id, start"),
        "ruled": rows("SELECT * FROM ruled ORDER BY 1"),
        "never": rows("SELECT * FROM never ORDER BY 1, 2"),
        "doc": rows("SELECT id, names, mentions FROM doc ORDER BY id"),
        "counter": rows("SELECT * FROM counter ORDER BY name"),
    }


def offsets_hold(library: Library) -> None:
    for row in library.documents(limit=None):
        document = library.document(row.id)
        end = 0
        for mention in document.mentions:
            assert document.text[mention.start : mention.end] == mention.text != ""
            assert mention.start >= end
            end = mention.end


def counts_hold(library: Library) -> None:
    """What the lists say is what the mentions add up to, less those that are counted aside."""
    mentions = list(library.mentions())
    for row in library.entities(limit=None):
        mine = [mention for mention in mentions if mention.entity == row.id]
        aside, documents = library._connection.rows(
            "SELECT sum(aside), count(DISTINCT CASE WHEN n > aside THEN doc_id END) FROM local WHERE entity_id = :id",
            {"id": row.id},
        )[0]
        assert (row.mentions, row.documents) == (len(mine) - aside, documents)
        assert sum(alias.count for alias in library.aliases(row.id)) == len(mine)
        assert {mention.type for mention in mine} == {row.type}
        assert {mention.name for mention in mine} == {row.name}
    assert {mention.entity for mention in mentions} - {None} == {
        row.id for row in library.entities(limit=None)
    }


# ── one by one ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_merged_entities_are_one_everywhere(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        both = library.held(["rcmp", "nca"])
        before = library.status().version
        outcome = decide(path, new("merge", "rcmp", "nca", name="The Agencies"))
        assert outcome.applied
        assert not outcome.problems
        assert (outcome.mentions, outcome.documents) == both
        row = library.find_entities("RCMP")[0]
        assert (row.id, row.name, row.mentions, row.documents) == ("nca", "The Agencies", *both)
        with pytest.raises(NotFound):
            library.entity("rcmp")
        assert library.status().version > before
        assert {hit.title for hit in library.search("@RCMP")} == {hit.title for hit in library.search("@NCA")}
        assert library.decided("nca").members == (("rcmp", "Royal Canadian Mounted Police"),)
        counts_hold(library)


def test_undo_leaves_no_trace_and_redo_brings_it_back(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        before, seen = state(library), shown(library)
        decide(path, new("merge", "rcmp", "nca"))
        merged = state(library)
        undo_last(path, "ana")
        assert state(library) == before
        assert shown(library) == seen
        redo_last(path, "ana")
        assert state(library) == merged
        undo_last(path, "ana")
        with pytest.raises(CommandError):
            undo_last(path, "ana")


def test_a_new_name_a_new_type_and_a_confirmation_are_shown(path: Path, new: Clock) -> None:
    decide(path, new("rename", "ottawa", name="Ottawa Office"))
    decide(path, new("retype", "ottawa", type="organisation"))
    decide(path, new("confirm", "ottawa"))
    decide(path, new("pin", "ottawa"))
    with Library.open(path) as library:
        row = library.entity("ottawa")
        assert (row.name, row.type, row.state, row.pinned) == (
            "Ottawa Office",
            "organisation",
            "confirmed",
            True,
        )
        assert library.find_entities("Ottawa")[0].id == "ottawa"
        assert {mention.type for mention in library.mentions(entity="ottawa")} == {"organisation"}
        assert [one.id for one in library.pinned()] == ["ottawa"]
        assert library.search("type:place") == []
        assert reference(library, "ottawa") == EntityRef("Ottawa", "place", "ottawa")
        counts_hold(library)


def test_never_takes_a_suggestion_away_and_forbids_it(path: Path, new: Clock) -> None:
    pair = [Suggestion("jones", "jones2", 0.5, "same surname")]
    with Library.open(path, write=True) as library:
        link(library, suggestions=pair)
        assert len(library.suggestions()) == 1
    decide(path, new("never", "jones2", "jones"))
    with Library.open(path, write=True) as library:
        assert library.suggestions() == []
        link(library, suggestions=pair)
        assert library.suggestions() == []
    undo_last(path, "ana")
    with Library.open(path) as library:
        assert library.suggestions() == pair


def test_ignored_names_are_left_out_of_everything_and_come_back(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        before = shown(library)
        decide(path, new("ignore", "rcmp"))
        assert not [
            mention
            for mention in library.mentions()
            if mention.entity in ("rcmp", None) and "RCMP" in mention.text
        ]
        assert "rcmp" not in {one.entity for one in library.card("nca").companions}
        counts_hold(library)
        undo_last(path, "ana")
        decide(path, new("ignore", word="NCA"))
        assert "NCA" not in {mention.text for mention in library.mentions()}
        assert [alias.text for alias in library.aliases("nca") if alias.count] == ["National Crime Agency"]
        counts_hold(library)
        undo_last(path, "ana")
        one = decide(path, new("ignore", mentions=(spot("meeting.txt", "Rob Jones"),)))
        assert (one.mentions, one.documents) == (1, 1)
        assert library.entity("jones").documents == 1
        counts_hold(library)
        offsets_hold(library)
        undo_last(path, "ana")
        assert shown(library) == before


def test_a_document_and_a_single_mention_go_to_somebody_else(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        decide(
            path, new("split", "jones", documents=(DOCS["meeting.txt"].sha256,), name="Rob Jones of Ottawa")
        )
        other = library.find_entities("Rob Jones of Ottawa")[0]
        assert (other.mentions, other.documents, other.type) == (1, 1, "person")
        assert library.entity("jones").documents == 1
        decide(path, new("split", "nca", mentions=(spot("helm.txt", "NCA", 2),), name="Another NCA"))
        assert library.find_entities("Another NCA")[0].mentions == 1
        counts_hold(library)
        offsets_hold(library)
        made_up = EntityRef(other.name, "person", other.id)
        decide(
            path, new_decision("merge", "ana", at="2024-01-02T00:00:00Z", entities=(made_up, NAMES["muller"]))
        )
        assert library.entity("muller").documents == 2
        counts_hold(library)


def test_mentions_and_documents_can_go_to_somebody_who_is_known(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        before = shown(library)
        known = library.entity("muller")
        did = decide(path, new("split", "jones", "muller", documents=(DOCS["meeting.txt"].sha256,)))
        assert (did.mentions, did.documents) == (1, 1)
        assert library.entity("muller").mentions == known.mentions + 1
        assert library.entity("jones").documents == 1
        counts_hold(library)
        offsets_hold(library)
        undid = undo_last(path, "ana")
        assert (undid.mentions, undid.documents) == (1, 1)
        assert shown(library) == before
        decide(path, new("split", "nca", "rcmp", mentions=(spot("helm.txt", "NCA", 2),)))
        assert {m.entity for m in library.mentions() if m.text == "NCA"} == {"nca", "rcmp"}
        counts_hold(library)


def test_who_was_split_off_under_the_same_name_is_told_apart_from_the_first(path: Path, new: Clock) -> None:
    decide(path, new("split", "jones", documents=(DOCS["meeting.txt"].sha256,), name="Rob Jones"))
    decide(path, new("rename", "jones", name="Robert Jones"))
    with Library.open(path) as library:
        assert library.entity("jones").name == "Robert Jones"
        (other,) = (row for row in library.entities(limit=None) if row.id.startswith("u-"))
        assert other.name == "Rob Jones"


def test_what_stands_in_the_way_is_known_before(path: Path, new: Clock) -> None:
    decide(path, new("never", "rcmp", "nca"))
    decide(path, new("merge", "rcmp", "muller"))
    with Library.open(path) as library:
        wrong = new("merge", "muller", "nca")
        assert [problem.decision for problem in stumbles(library, wrong)] == [wrong.id]
        assert stumbles(library, new("merge", "muller", "jones")) == []


def test_the_decision_that_keeps_one_on_top_is_found_again(path: Path, new: Clock) -> None:
    first, second = new("pin", "rcmp"), new("merge", "rcmp", "nca")
    with Library.open(path) as library:
        assert holding(library, "pin", "rcmp") is None
        decide(path, first)
        assert holding(library, "pin", "rcmp") == first
        decide(path, second)
        assert holding(library, "pin", "nca") == first
        decide(path, new("undo", target=first.id))
        assert holding(library, "pin", "nca") is None
        assert not library.entity("nca").pinned


def test_an_added_word_is_a_name_wherever_it_stands(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        word = new("add", word="café", type="place", name="The Café", everywhere=True)
        assert preview(library, word) == (1, 1)
        decide(path, word)
        row = library.find_entities("The Café")[0]
        assert (row.mentions, row.type) == (1, "place")
        mention = next(library.mentions(entity=row.id))
        assert (mention.text, mention.score, mention.reason) == ("café", 1.0, "added by ana; decided")
        decide(
            path, new("add", mentions=(spot("helm.txt", "Mr Jones thanked"),), type="person", name="Thanked")
        )
        counts_hold(library)
        offsets_hold(library)


def test_merging_what_was_kept_apart_is_refused_and_told(path: Path, new: Clock) -> None:
    decide(path, new("never", "rcmp", "nca"))
    decide(path, new("merge", "rcmp", "muller"))
    outcome = decide(path, new("merge", "muller", "nca"))
    assert [problem.decision for problem in outcome.problems] == [outcome.decision.id]
    with Library.open(path) as library:
        assert library.find_entities("RCMP")[0].id != library.find_entities("NCA")[0].id
        assert [problem.decision for problem in problems_of(library)] == [outcome.decision.id]


# ── any sequence, any order, any collection ──────────────────────────────────────────────────────────────────────────

IDS = st.sampled_from(sorted(NAMES))
SPOTS = st.sampled_from(
    [
        spot("helm.txt", "Rob Jones"),
        spot("helm.txt", "Mr Jones"),
        spot("meeting.txt", "RCMP"),
        spot("meeting.txt", "Ann Jones took"),
        spot("gather.txt", "Eva"),
        spot("empty.txt", "Nothing"),
    ]
)
SHAS = st.sampled_from([document.sha256 for document in DOCS.values()])
TYPES = st.sampled_from(["person", "organisation", "place"])
WORDS = st.sampled_from(["NCA", "Jones", "café", "Chiefs", "Müller"])
ORDERS = st.one_of(
    st.tuples(
        st.just("merge"),
        st.lists(IDS, min_size=2, max_size=3),
        st.fixed_dictionaries({"name": st.sampled_from(["", "Both"])}),
    ),
    st.tuples(st.just("never"), st.lists(IDS, min_size=2, max_size=2), st.just({})),
    st.tuples(st.just("rename"), st.lists(IDS, min_size=1, max_size=1), st.just({"name": "Renamed"})),
    st.tuples(
        st.just("retype"), st.lists(IDS, min_size=1, max_size=1), st.fixed_dictionaries({"type": TYPES})
    ),
    st.tuples(
        st.sampled_from(["confirm", "pin", "ignore"]), st.lists(IDS, min_size=1, max_size=1), st.just({})
    ),
    st.tuples(
        st.sampled_from(["confirm", "ignore"]),
        st.just([]),
        st.fixed_dictionaries({"mentions": st.tuples(SPOTS)}),
    ),
    st.tuples(st.just("ignore"), st.just([]), st.fixed_dictionaries({"word": WORDS})),
    st.tuples(
        st.just("split"),
        st.lists(IDS, min_size=1, max_size=1),
        st.fixed_dictionaries({"mentions": st.tuples(SPOTS), "name": st.just("Split Off")}),
    ),
    st.tuples(
        st.just("split"),
        st.lists(IDS, min_size=1, max_size=1),
        st.fixed_dictionaries({"documents": st.tuples(SHAS), "name": st.just("Elsewhere")}),
    ),
    st.tuples(
        st.just("split"),
        st.lists(IDS, min_size=2, max_size=2),
        st.fixed_dictionaries({"documents": st.tuples(SHAS), "mentions": st.tuples(SPOTS)}),
    ),
    st.tuples(
        st.just("add"), st.just([]), st.fixed_dictionaries({"mentions": st.tuples(SPOTS), "type": TYPES})
    ),
    st.tuples(
        st.just("add"),
        st.lists(IDS, max_size=1),
        st.fixed_dictionaries({"word": WORDS, "type": TYPES, "everywhere": st.just(True)}),
    ),
    st.tuples(st.just("undo"), st.just([]), st.integers(0, 5)),
)


def decisions_of(orders: list[Any]) -> Iterator[Decision]:
    new, said = Clock(), list[Decision]()
    for verb, ids, fields in orders:
        if verb == "undo":
            if not said:
                continue
            decision = new("undo", target=said[-1 - fields % len(said)].id)
        else:
            decision = new(verb, *ids, **fields)
        said.append(decision)
        yield decision


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("made") / "made.vgt"
    made.made_library(where).close()
    return where


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ORDERS, max_size=7))
def test_deciding_one_by_one_is_replaying_the_log_and_no_linking_changes_it(
    whole: Path, orders: list[Any]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.vgt"), Path(folder, "other.vgt")
        shutil.copy(whole, one)
        shutil.copy(whole, other)
        decisions = list(decisions_of(orders))
        with Library.open(one, write=True) as library:
            for decision in decisions:
                log_of(one).append([decision])
                apply_log(library)
            by_steps = state(library)
            counts_hold(library)
            offsets_hold(library)
            version = library.status().version
            apply_log(library)
            assert library.status().version == version
        log_of(other).append(decisions)
        with Library.open(other, write=True) as library:
            apply_log(library)
            assert state(library) == by_steps
            link(library)
            assert state(library) == by_steps
            library._connection.run("UPDATE meta SET value = 1 WHERE key = 'unlinked'")
            made.index(library)
            assert state(library) == by_steps


def test_what_is_decided_while_a_run_is_under_way_is_not_lost_at_its_end(path: Path, new: Clock) -> None:
    with Library.open(path, write=True) as library:
        rule = ruling_of(library)
        real = library.link

        def linked(entities: Any, placements: Any, keys: Any, found: Any) -> bool:
            decide(path, new("rename", "nca", name="Decided Meanwhile"))
            return real(entities, placements, keys, found, rule=rule)

        library.link = linked  # type: ignore[method-assign,assignment]
        made.link(library)
        assert library.entity("nca").name == "Decided Meanwhile"


def test_reading_everything_again_changes_no_decided_fact(path: Path, new: Clock) -> None:
    for decision in (
        new("merge", "rcmp", "nca", name="Agencies"),
        new("split", "jones", mentions=(spot("meeting.txt", "Rob Jones"),), name="Another Jones"),
        new("ignore", word="Ottawa"),
        new("add", word="café", type="place", everywhere=True),
        new("confirm", "muller"),
    ):
        decide(path, decision)
    with Library.open(path, write=True) as library:
        before = shown(library)
        by_path = {f"/docs/{page.name}": page for page in made.PAGES}
        library.plan(made.seen(made.PAGES), ["/docs"], "made-2")
        while work := library.take(10):
            library.store([made.stored_of(by_path[one.path], one.source) for one in work])
        link(library)
        assert shown(library) == before


def test_a_file_that_goes_and_comes_back_is_decided_as_before(path: Path, new: Clock) -> None:
    decide(path, new("split", "jones", mentions=(spot("meeting.txt", "Rob Jones"),), name="Another Jones"))
    decide(path, new("ignore", word="RCMP"))
    with Library.open(path, write=True) as library:
        before = shown(library)
        for pages in ([page for page in made.PAGES if page.name != "meeting.txt"], made.PAGES):
            library.plan(made.seen(pages), ["/docs"], made.EXTRACTOR)
            by_path = {f"/docs/{page.name}": page for page in pages}
            while work := library.take(10):
                library.store([made.stored_of(by_path[one.path], one.source) for one in work])
            link(library)
            counts_hold(library)
        assert shown(library) == before


def test_a_name_that_is_gone_is_told_and_the_rest_holds(path: Path, new: Clock) -> None:
    gone = EntityRef("Nobody At All", "person")
    lost = new_decision("merge", "ana", at="2024-01-01T00:00:00Z", entities=(gone, NAMES["nca"]))
    lines = [
        "not json",
        '{"id": "x", "verb": "dance"}',
        lost.as_line(),
        new("rename", "nca", name="The NCA").as_line(),
    ]
    log_of(path).path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Library.open(path, write=True) as library:
        problems = apply_log(library)
        assert [(problem.line, problem.decision) for problem in problems] == [(1, ""), (2, ""), (0, lost.id)]
        assert library.entity("nca").name == "The NCA"
        assert problems_of(library) == problems
    assert log_of(path).path.read_text(encoding="utf-8").splitlines() == lines


def test_decisions_hold_in_another_collection_by_name(path: Path, new: Clock, tmp_path: Path) -> None:
    decide(path, new("merge", "rcmp", "nca", name="Agencies"))
    decide(path, new("rename", "muller", name="E. M."))
    other = tmp_path / "other.vgt"
    shutil.copy(log_of(path).path, log_of(other).path)
    renamed = [made.Who(f"x-{one.id}", one.type, one.names) for one in made.EVERYONE]
    with Library.create_or_open(other) as library:
        made.index(library, made.PAGES[1:], renamed)
        link(library, renamed)
        assert library.find_entities("RCMP")[0].name == "Agencies"
        assert library.find_entities("Eva Müller")[0].name == "E. M."
        counts_hold(library)


def test_two_logs_are_joined_once_and_conflicts_are_told(path: Path, new: Clock, tmp_path: Path) -> None:
    decide(path, new("merge", "jones2", "jones"))
    theirs = tmp_path / "theirs.jsonl"
    theirs.write_text(new("never", "jones2", "jones", who="ben").as_line() + "\n", encoding="utf-8")
    added, problems = join(path, theirs)
    assert added == 1
    assert any("disagree" in problem.what for problem in problems)
    assert join(path, theirs)[0] == 0
    with Library.open(path) as library:
        assert library.entity("jones2").mentions == 1


def test_an_undo_says_as_much_as_what_it_takes_back(path: Path, new: Clock) -> None:
    for decision in (
        new("merge", "rcmp", "nca"),
        new("ignore", "ottawa"),
        new("ignore", word="NCA"),
        new("add", word="café", type="place", everywhere=True),
        new("split", "jones", documents=(DOCS["meeting.txt"].sha256,), name="X"),
        new("rename", "muller", name="E. M."),
    ):
        did = decide(path, decision)
        undid = undo_last(path, "ana")
        again = redo_last(path, "ana")
        undo_last(path, "ana")
        assert did.mentions > 0
        assert (
            (undid.mentions, undid.documents)
            == (did.mentions, did.documents)
            == (again.mentions, again.documents)
        )


def test_a_preview_counts_and_changes_nothing(path: Path, new: Clock) -> None:
    with Library.open(path) as library:
        before = state(library)
        asked: list[Callable[[], Decision]] = [
            lambda: new("merge", "rcmp", "nca"),
            lambda: new("ignore", word="NCA"),
            lambda: new("split", "jones", documents=(DOCS["meeting.txt"].sha256,), name="X"),
        ]
        assert [preview(library, make()) for make in asked] == [
            library.held(["rcmp"]),
            library.standing("NCA", "named"),
            (1, 1),
        ]
        assert state(library) == before
        document = library.document(library.find_document("meeting.txt"))
        assert mention_ref(document, 0, 6).text == "Chiefs"
        with pytest.raises(CommandError):
            mention_ref(document, 5, 10**6)
