"""Who stands beside an entity is the same in both ways of looking."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import made_library

from reader.library import cards


def test_both_ways_of_looking_find_the_same_companions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made_library(tmp_path / "made.vgt") as library:
        ids = [row.id for row in library.entities(limit=None)]
        seldom = [cards.beside(library._connection, id) for id in ids]
        monkeypatch.setattr(cards, "OFTEN", 0)
        assert [cards.beside(library._connection, id) for id in ids] == seldom
        assert any(seldom)
