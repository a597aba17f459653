"""What the interface decides, in any order, is what replaying its log from scratch gives; indexing again changes nothing of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import CommandError
from reader.indexing.deciding import apply_log, log_of, problems_of
from reader.library import Library
from reader.tui.items import Place
from reader.tui.pages.deciding import done_words, preview_words
from reader.tui.questions_deciding import (
    CandidatesFor,
    Draft,
    HoldingOf,
    PreviewOf,
    Record,
    ShowDecisions,
    TakingBack,
    UnsurePairs,
)
from tests.indexing.test_deciding import counts_hold, link, offsets_hold, state
from tests.tui.deciding_made import made_path

VERBS = ("merge", "never", "rename", "retype", "ignore", "ignore here", "ignore word", "confirm", "pin")
MORE = ("split", "split known", "split document", "add", "add everywhere", "undo", "redo", "turn off")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS + MORE), st.integers(0, 40), st.integers(0, 40)), max_size=7)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_path(tmp_path_factory.mktemp("made"))


def draft_of(library: Library, verb: str, i: int, j: int) -> Draft | None:
    """What a user would have chosen on the screen, given two numbers."""
    rows = library.entities(limit=None)
    mentions = [mention for mention in library.mentions() if mention.entity]
    if len(rows) < 2 or not mentions:
        return None
    one, other = rows[i % len(rows)].id, rows[(i + 1 + j % (len(rows) - 1)) % len(rows)].id
    spot = mentions[j % len(mentions)]
    place = Place(spot.document, spot.start, spot.end)
    whose = spot.entity or one
    known = other if other != whose else one
    documents = library.documents(limit=None)
    text = library.document(documents[i % len(documents)].id).text
    words = [word for word in text.split() if word.isalpha()]
    free = words[j % len(words)]
    at = text.index(free)
    there = Place(documents[i % len(documents)].id, at, at + len(free))
    kind = ("person", "organisation", "place")[j % 3]
    return {
        "merge": Draft("merge", (one, other)),
        "never": Draft("never", (one, other)),
        "rename": Draft("rename", (one,), name=f"Name {j % 3}"),
        "retype": Draft("retype", (one,), type=kind),
        "ignore": Draft("ignore", (one,)),
        "ignore here": Draft("ignore", mentions=(place,)),
        "ignore word": Draft("ignore", word=spot.text),
        "confirm": Draft("confirm", (one,)),
        "pin": Draft("pin", (one,)),
        "split": Draft("split", (whose,), (place,), name=spot.text),
        "split known": Draft("split", (whose, known), (place,)),
        "split document": Draft("split", (whose,), documents=(spot.document,), name=spot.name),
        "add": Draft("add", mentions=(there,), type=kind, name=free),
        "add everywhere": Draft("add", (one,), (there,), type=kind, word=free, everywhere=True),
    }[verb]


def take_step(library: Library, verb: str, i: int, j: int) -> None:
    """Preview, record and show one decision as the interface does."""
    if verb in ("undo", "redo"):
        try:
            (made,) = TakingBack(again=verb == "redo").ask(library)
        except CommandError:
            return
    elif verb == "turn off":
        rows = library.entities(limit=None)
        target = HoldingOf(("pin", "confirm")[j % 2], rows[i % len(rows)].id).ask(library) if rows else ""
        if not target:
            return
        (made,) = TakingBack(target=target).ask(library)
    else:
        draft = draft_of(library, verb, i, j)
        if draft is None:
            return
        (made,) = PreviewOf((draft,)).ask(library)
    assert preview_words(made) and done_words(made)
    before = len(log_of(library.path).read()[0])
    assert Record(made.decision).ask(library) == (made.mentions, made.documents)
    assert len(log_of(library.path).read()[0]) == before + 1
    shown = ShowDecisions(made.decision.id).ask(library)
    assert shown is not None
    said = shown.problem
    assert made.problem or not said or "disagree" in said or "merging" in said or "speaks of" in said


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_deciding_in_the_interface_is_replaying_its_log_and_indexing_changes_nothing(
    whole: Path, steps: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder, "one.vgt"), Path(folder, "other.vgt")
        shutil.copy(whole, path)
        shutil.copy(whole, other)
        with Library.open(path) as library:
            for verb, i, j in steps:
                take_step(library, verb, i, j)
            shown = state(library)
            counts_hold(library)
            offsets_hold(library)
            UnsurePairs().ask(library)
        if log_of(path).path.exists():
            shutil.copy(log_of(path).path, log_of(other).path)
        with Library.open(other, write=True) as library:
            apply_log(library)
            assert state(library) == shown
            link(library)
            assert state(library) == shown


def test_a_log_with_foreign_lines_a_cycle_and_the_vanished_applies_the_rest(
    whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "made.vgt"
    shutil.copy(whole, path)
    with Library.open(path) as library:
        for draft in (
            Draft("merge", ("jones2", "jones")),
            Draft("never", ("jones2", "muller")),
            Draft("merge", ("jones", "muller")),
            Draft("rename", ("nca",), name="The Agency"),
        ):
            (made,) = PreviewOf((draft,)).ask(library)
            Record(made.decision).ask(library)
        lost = '{"id": "77", "at": "2024", "who": "bo", "verb": "confirm", "entities": [{"name": "Gone", "type": "person"}]}'
        foreign = '{"id": "78", "at": "2024", "who": "bo", "verb": "dance"}'
        log = log_of(path).path
        whole_text = log.read_text(encoding="utf-8") + f"{lost}\n{foreign}\n" + '{"id": "79", "at": "20'
        log.write_text(whole_text, encoding="utf-8")
        shown = ShowDecisions().ask(library)
        assert shown is not None and shown.conflicts == 4
        assert library.entity("nca").name == "The Agency"
        assert library.find_entities("Ann Jones")[0].id == "jones"
        assert library.entity("muller").mentions == 1
        said = " ".join(problem.what for problem in problems_of(library))
        for part in ("dance", "cannot be read", "“Gone”", "would join two that were decided to be different"):
            assert part in said, part
        (made,) = PreviewOf((Draft("pin", ("nca",)),)).ask(library)
        Record(made.decision).ask(library)
        kept = log.read_text(encoding="utf-8")
        assert kept.startswith(whole_text + "\n") and made.decision.as_line() in kept


def test_candidates_are_the_machines_suggestions_then_names_alike_then_others(whole: Path) -> None:
    with Library.open(whole) as library:
        found = CandidatesFor("", "jones").ask(library)
        assert [row.id for row, _, _ in found.suggested] == ["jones2", "muller"]
        assert "jones" not in {row.id for row in (*found.alike, *found.named)}
        assert {row.id for row in CandidatesFor("mü", "jones").ask(library).named} == set()
        assert [row.id for row, _, _ in CandidatesFor("mü", "jones").ask(library).suggested] == ["muller"]
        assert [row.id for row in CandidatesFor("agency national").ask(library).named][:1] == ["nca"]
        assert [row.id for row in CandidatesFor("polce royal").ask(library).named][:1] == ["rcmp"]
        assert "ottawa" in {row.id for row in CandidatesFor("", like="Otawa").ask(library).alike}
