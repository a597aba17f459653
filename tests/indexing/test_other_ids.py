"""What a user keeps does not hang on the ids of entities: these may be others after a run that was killed, or in another library."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from reader.decisions import new_decision
from reader.indexing import index
from reader.indexing.deciding import apply_log, decide, log_of, mention_ref, problems_of, reference
from reader.library import Library
from reader.resolve import listing
from reader.session.anchors import anchor_at, find_anchor
from reader.session.notes import Note, Notes, Target

pytestmark = pytest.mark.usefixtures("model")

Make = Callable[[int], Path]


def shown(library: Library) -> dict[str, Any]:
    """What a reader sees, everybody called by name."""
    names = {one.id: one.name for one in library.entities_whole()}
    return {
        "entities": sorted(
            (one.name, one.type, one.state, one.mentions, one.documents) for one in library.entities_whole()
        ),
        "pinned": [one.name for one in library.pinned()],
        "mentions": sorted(
            (row.document, row.start, row.end, row.text, row.type, names.get(row.entity or "", ""))
            for row in library.mentions()
        ),
        "suggestions": sorted(
            tuple(sorted((names[one.left], names[one.right]))) for one in library.suggestions()
        ),
        "grades": sorted((row.id, row.grade or "") for row in library.documents(limit=None)),
    }


def id_of(library: Library, name: str) -> str:
    (row,) = [row for row in library.find_entities(name) if row.name == name]
    return row.id


def test_decisions_notes_tags_and_places_survive_other_ids(
    collection: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, path, other = collection(30), tmp_path / "one.vgt", tmp_path / "other.vgt"
    index([folder], path, jobs=1)
    with Library.open(path) as library:

        def ref(name: str) -> Any:
            return reference(library, id_of(library, name))

        document = library.document(library.documents()[0].id)
        start = document.text.index("opened its")
        orders: list[tuple[str, dict[str, Any]]] = [
            ("merge", {"entities": (ref("Ana Lopez"), ref("Mary Carter"))}),
            ("rename", {"entities": (ref("Peter Hill"),), "name": "Superintendent Hill"}),
            ("retype", {"entities": (ref("Halifax"),), "type": "organisation"}),
            ("confirm", {"entities": (ref("John Baker"),)}),
            ("pin", {"entities": (ref("National Crime Agency"),)}),
            ("never", {"entities": (ref("Wei Zhang"), ref("Omar Haddad"))}),
            ("ignore", {"entities": (ref("Lisbon"),)}),
            (
                "split",
                {
                    "entities": (ref("Sofia Lindgren"),),
                    "documents": (
                        library.document(
                            library.documents(entity=id_of(library, "Sofia Lindgren"))[0].id
                        ).row.sha256,
                    ),
                    "name": "Another Lindgren",
                },
            ),
            (
                "add",
                {"mentions": (mention_ref(document, start, start + 6),), "name": "Opened", "type": "place"},
            ),
            ("grade", {"documents": (document.row.sha256,), "name": "B2"}),
        ]
        people = {
            name: (row.id, [alias.text for alias in library.aliases(row.id)])
            for name in ("John Baker", "Harbour Police Union")
            for row in library.find_entities(name)[:1]
        }
    for number, (verb, fields) in enumerate(orders):
        outcome = decide(path, new_decision(verb, "ana", salt=str(number), **fields))
        assert not outcome.problems, (verb, outcome.problems)
    notes = Notes(
        [
            *(
                Note(f"n{n}", "2024-01-01T00:00:00Z", "ana", Target(entity=id_, name=name), "seen", ("todo",))
                for n, (name, (id_, _)) in enumerate(people.items())
            ),
            Note(
                "n9",
                "2024-01-01T00:00:00Z",
                "ana",
                Target(
                    document.row.id,
                    anchor_at(document.text, start, document.row.id),
                    start + 6,
                    name="t",
                    path=document.row.path,
                ),
                "here",
            ),
        ]
    )
    real = listing._fresh

    def salted(cluster: str, taken: Mapping[str, str]) -> str:
        return real(f"{cluster} again", taken)

    monkeypatch.setattr(listing, "_fresh", salted)
    index([folder], other, jobs=1)
    shutil.copy(log_of(path).path, log_of(other).path)
    with Library.open(other, write=True) as library:
        assert apply_log(library) == problems_of(library) == []
        with Library.open(path) as first:
            assert not {one.id for one in first.entities_whole() if not one.id.startswith("u-")} & {
                one.id for one in library.entities_whole()
            }
            assert shown(library) == shown(first)
        for n, (name, _) in enumerate(people.items()):
            row = library.find_entities(name)[0]
            said = notes.about(row.id, [row.name, *(alias.text for alias in library.aliases(row.id))])
            assert [(note.id, note.tags) for note in said] == [(f"n{n}", ("todo",))]
        again = library.document(document.row.id)
        (here,) = notes.inside(again.row.id, again.row.path)
        assert here.on.passage is not None
        found = find_anchor(again.text, here.on.passage)
        assert found is not None and found.offset == start
