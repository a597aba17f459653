"""`search` says which hits say the same, and with `--fold` shows them once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.indexing import index


@pytest.fixture(scope="module")
def copies(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that was issued three times, and another one."""
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    folder = tmp_path_factory.mktemp("copies")
    body = (
        "The harbour police opened a new pier on the western shore this week. Visitors came by boat from three islands, the "
        "band played until dusk, and the mayor spoke about fishing, ferries and the long winter that everybody remembers."
    )
    for day in (1, 2, 3):
        text = f"New pier for the harbour police\n\nOSLO, {day} May 2019 - {body}\n"
        (folder / f"{day}.txt").write_text(text, encoding="utf-8")
    (folder / "other.txt").write_text(
        "A bridge is closed\n\nThe bridge behind the harbour stays closed.\n", encoding="utf-8"
    )
    path = folder.parent / "copies.vgt"
    index([folder], path)
    return path


def test_hits_say_which_others_say_the_same(command, copies: Path) -> None:
    rows = command("search", "harbour", "--library", copies, "--json").lines()
    assert len(rows) == 4
    (shown,) = {row["shown_as"] for row in rows} - {None}
    assert sorted((row["like"], row["shown_as"]) for row in rows if row["document"] != shown) == sorted(
        [(2, shown), (2, shown), (0, None)], key=lambda pair: (pair[0], pair[1])
    )
    text = command("search", "harbour", "--library", copies)
    assert text.out.count(f"(like {shown})") == 2 and text.out.count("(+2 like it)") == 1
    assert "4 of 4 documents" in text.err


def test_what_says_the_same_is_shown_once_when_asked(command, copies: Path) -> None:
    rows = command("search", "harbour", "--fold", "--library", copies, "--json").lines()
    assert sorted(row["like"] for row in rows) == [0, 2]
    text = command("search", "harbour", "--fold", "--library", copies)
    assert text.out.count("(+2 like it)") == 1 and "(like " not in text.out
    assert "2 of 4 documents, and 2 like them" in text.err
