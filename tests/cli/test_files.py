"""Archives, duplicates, grades and the report on the command line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]

STORY = (
    "OSLO, {date} - The Harbour Police Union opened an office in Oslo, said Mary Carter, its director. The office will be led by "
    "Peter Hill, who was in Bergen before and who thanked everyone for the work of the last years in the north of the country.\n"
)


@pytest.fixture
def files(root: Path, tmp_path: Path, command: Command) -> Path:
    """A library of an archive, a text that was issued again, a copy, and a file that is none."""
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "first.txt").write_text(
        "An office opens\n\n" + STORY.format(date="6 May 2019"), encoding="utf-8"
    )
    (folder / "again.txt").write_text(
        "An office opens\n\n" + STORY.format(date="9 June 2019"), encoding="utf-8"
    )
    (folder / "copy.txt").write_bytes((folder / "first.txt").read_bytes())
    (folder / "latin.txt").write_bytes(
        "Müller said in Köln that the fog was dense.\n\nHe left for Düsseldorf at noon.".encode("cp1252")
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inner/a.txt", "A storm\n\nAna Lopez said the storm took three boats.\n")
        archive.writestr("x.bin", b"\x7fELF\0\0")
    (folder / "outer.zip").write_bytes(packed.getvalue())
    library = tmp_path / "l.vgt"
    assert command("index", folder, "--library", library).status == 3
    return library


def test_the_report_says_what_is_in_files_what_failed_and_what_is_worth_knowing(
    command: Command, files: Path
) -> None:
    rows = {Path(row["path"]).name: row for row in command("report", "--library", files, "--json").lines()}
    assert (rows["outer.zip"]["inside"], rows["outer.zip"]["inside_failed"]) == (1, 1)
    assert rows["a.txt"]["within"].endswith("outer.zip")
    assert rows["x.bin"]["state"] == "failed" and rows["x.bin"]["remedy"]
    # Whole, but its encoding is a guess: a note, and nothing is missing.
    assert rows["latin.txt"]["state"] == "ok" and "guess" in rows["latin.txt"]["notes"][0]
    assert rows["latin.txt"]["encoding"] == "cp1252"
    told = command("report", "--library", files).out
    assert "x.bin" in told and "guess" in told and "first.txt" not in told
    assert command("report", "--library", files, "--contains", "inner/").out.count("outer.zip!/") == 1
    assert command("documents", "--library", files, "--state", "partial", "--json").lines() == []
    failed = command("documents", "--library", files, "--state", "failed", "--json").lines()
    assert [row["path"].rpartition("!/")[2] for row in failed] == ["x.bin"]


def test_what_is_in_an_archive_is_shown_by_its_path(command: Command, files: Path) -> None:
    shown = command("show", "inner/a.txt", "--library", files, "--json").lines()[0]
    assert shown["path"].endswith("outer.zip!/inner/a.txt")
    assert "Ana Lopez" in shown["text"]


def test_duplicates_are_listed_and_compared(command: Command, files: Path) -> None:
    (group,) = command("documents", "--library", files, "--duplicates", "--json").lines()
    shown, again = group["documents"]
    assert (shown["date"], again["date"]) == ("2019-05-06", "2019-06-09")
    assert (shown["kind"], again["kind"], again["shown_as"]) == ("shown", "same", shown["id"])
    copies = {Path(path).name for path in (shown["path"], *shown["copies"])}
    assert copies == {"first.txt", "copy.txt"}
    assert "issued again" in command("documents", "--library", files, "--duplicates").out
    diff = command("diff", shown["id"], again["id"], "--library", files)
    assert "[-6 May-]" in diff.out and "{+9 June+}" in diff.out
    assert command("diff", again["id"], "--library", files).out == diff.out
    # The listing is complete all the same.
    assert len(command("documents", "--library", files, "--json").lines()) == 4


def test_a_grade_is_a_decision_that_every_listing_carries(command: Command, files: Path) -> None:
    sources = command("grade", "--library", files, "--json").lines()
    source = next(row["source"] for row in sources if row["source"].endswith("in"))
    assert command("grade", source, "b2", "--library", files, "--who", "ana").status == 0
    rows = {Path(row["path"]).name: row for row in command("documents", "--library", files, "--json").lines()}
    assert rows["latin.txt"]["grade"] == "B2" and rows["a.txt"]["grade"] is None
    assert command("grade", "F6", "--document", "latin.txt", "--library", files).status == 0
    assert command("show", "latin.txt", "--library", files, "--json").lines()[0]["grade"] == "F6"
    (listed,) = (
        row for row in command("decisions", "--library", files, "--json").lines() if row["who"] == "ana"
    )
    assert listed["verb"] == "grade"
    # It survives reading everything again, and is undone like any other.
    folder = files.parent / "in"
    assert command("index", folder, "--library", files, "--map", "text=body").status == 3
    assert command("show", "latin.txt", "--library", files, "--json").lines()[0]["grade"] == "F6"
    assert command("decide", "undo", "--library", files).status == 0
    assert command("show", "latin.txt", "--library", files, "--json").lines()[0]["grade"] == "B2"
    assert command("grade", source, "none", "--library", files).status == 0
    assert command("show", "latin.txt", "--library", files, "--json").lines()[0]["grade"] is None


@pytest.mark.parametrize("wrong", [("in", "G2"), ("in", "A7"), ("nobody here", "A1"), ("in",)])
def test_a_wrong_grade_is_refused_with_the_remedy(
    command: Command, files: Path, wrong: tuple[str, ...]
) -> None:
    done = command("grade", *wrong, "--library", files)
    assert done.status in (1, 2) and done.err
    assert command("decisions", "--library", files, "--json").lines() == []


def test_metadata_comes_with_its_evidence(command: Command, files: Path) -> None:
    shown = command("show", "first.txt", "--library", files, "--json").lines()[0]
    date = shown["metadata"]["date"]
    assert date["value"] == shown["date"] == "2019-05-06"
    assert date["rule"] and shown["text"][date["start"] : date["end"]] == date["text"]
