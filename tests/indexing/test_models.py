"""Which model finds the names of a library: chosen, remembered, adopted, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import CommandError, ReaderError
from reader.indexing.models import OWN, SHIPPED, adopt, choose, chosen_model, forget, model_for, own_folder


def a_model(folder: Path, what: str = "x") -> Path:
    folder.mkdir(parents=True)
    for name in ("model.onnx", "vocab.txt", "labels.json"):
        (folder / name).write_text(what, encoding="utf-8")
    return folder


def test_a_library_is_read_with_the_model_that_ships_until_another_is_chosen(tmp_path: Path) -> None:
    library = tmp_path / "one.vgt"
    assert chosen_model(library) == SHIPPED
    assert model_for(library) is None
    folder = a_model(tmp_path / "mine")
    choose(library, str(folder))
    assert model_for(library) == str(folder)
    assert model_for(library, SHIPPED) is None
    choose(library, SHIPPED)
    assert model_for(library) is None


def test_a_model_that_is_not_there_is_refused_and_nothing_is_remembered(tmp_path: Path) -> None:
    library = tmp_path / "one.vgt"
    for wanted in (OWN, str(tmp_path / "nowhere")):
        with pytest.raises(CommandError, match="no model here") as caught:
            choose(library, wanted)
        assert caught.value.remedy
    assert model_for(library) is None


def test_an_adopted_model_is_used_and_can_be_forgotten(tmp_path: Path) -> None:
    library = tmp_path / "one.vgt"
    adopt(library, a_model(tmp_path / "first", "1"))
    second = adopt(library, a_model(tmp_path / "second", "2"))
    assert second == own_folder(library)
    assert model_for(library) == str(second)
    assert (second / "model.onnx").read_text(encoding="utf-8") == "2"
    assert not (tmp_path / "second").exists()
    assert forget(library)
    assert model_for(library) is None
    assert not second.exists()
    assert not forget(library)


def test_a_broken_choice_says_which_file_and_what_to_do(tmp_path: Path) -> None:
    library = tmp_path / "one.vgt"
    (tmp_path / "one.vgt.model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReaderError) as caught:
        model_for(library)
    assert caught.value.where.endswith("one.vgt.model.json")
    assert "--model default" in caught.value.remedy
