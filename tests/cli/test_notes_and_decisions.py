"""A note on somebody stays with him: when he is merged with another, when that is undone, and when all is indexed again."""

from __future__ import annotations

import shutil
from pathlib import Path

from reader.library import Library
from reader.session import Target
from reader.tui.questions_keeping import WhereIs


def test_a_note_on_somebody_who_was_merged_leads_to_who_he_is_now(
    command, library: Path, seeds: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.vgt"
    shutil.copy(library, own)
    with Library.open(own) as store:
        jones, allen = (store.find_entities(name)[0] for name in ("Rob Jones", "Allen"))
        on = Target(entity=allen.id, name=allen.name)
        assert WhereIs(on).ask(store) == allen.id
    assert command("decide", "merge", allen.name, jones.name, "--library", own).status == 0
    with Library.open(own) as store:
        assert WhereIs(on).ask(store) == store.find_entities(allen.name)[0].id
        assert (
            len({row.id for row in (*store.find_entities(allen.name), *store.find_entities(jones.name))}) == 1
        )
    assert command("decide", "undo", "--library", own).status == 0
    assert command("index", seeds, "--library", own).status == 0
    with Library.open(own) as store:
        assert WhereIs(on).ask(store) == allen.id
