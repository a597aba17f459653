"""Deciding from the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


@pytest.fixture
def mine(library: Path, tmp_path: Path) -> Path:
    """A library of the seeds to decide about."""
    path = tmp_path / "mine.vgt"
    shutil.copy(library, path)
    return path


def some(command: Command, library: Path, type_: str = "organisation") -> list[str]:
    return [
        row["name"] for row in command("entities", "--library", library, "--type", type_, "--json").lines()
    ]


def test_a_merge_says_how_much_it_changes_and_can_be_undone(command: Command, mine: Path) -> None:
    one, other = some(command, mine)[:2]
    before = command("entities", "--library", mine, "--json").out
    dry = command("decide", "merge", other, one, "--library", mine, "--dry-run")
    assert dry.status == 0
    assert "would change" in dry.out
    assert command("entities", "--library", mine, "--json").out == before
    done = command("decide", "merge", other, one, "--library", mine, "--who", "ana", "--json")
    assert done.status == 0
    assert done.lines()[0]["applied"] is True
    assert done.lines()[0]["mentions"] > 0
    assert command("entity", other, "--library", mine, "--json").lines()[0]["name"] == one
    listed = command("decisions", "--library", mine, "--json").lines()
    assert [(row["verb"], row["who"], row["holds"]) for row in listed] == [("merge", "ana", True)]
    assert command("decide", "undo", "--library", mine).status == 0
    assert command("entities", "--library", mine, "--json").out == before
    assert command("decide", "redo", "--library", mine).status == 0
    assert command("entity", other, "--library", mine, "--json").lines()[0]["name"] == one
    assert command("decisions", "--library", mine).out.count("\n") == 4


def test_every_verb_does_what_it_says(command: Command, mine: Path) -> None:
    person = some(command, mine, "person")[0]
    at = command("mentions", "--library", mine, "--entity", person, "--limit", "1", "--json").lines()[0]
    passage = f"{at['document']}:{at['start']}:{at['end']}"
    place = some(command, mine, "place")[0]
    for arguments in (
        ("rename", person, "Somebody"),
        ("confirm", "Somebody"),
        ("pin", "Somebody"),
        ("split", "Somebody", "--mention", passage, "--as", "Someone Else"),
        ("retype", place, "organisation"),
        ("add", "children", "--type", "organisation"),
        ("never", *some(command, mine)[:2]),
        ("ignore", "--mention", passage),
    ):
        done = command("decide", *arguments, "--library", mine)
        assert done.status == 0, done.err
    known = {row["name"]: row for row in command("entities", "--library", mine, "--json").lines()}
    assert known["Somebody"]["state"] == "confirmed" if "Somebody" in known else True
    assert "Someone Else" not in known
    assert known[place]["type"] == "organisation"
    assert known["children"]["mentions"] > 0


def test_wrong_use_is_told_with_the_nearest(command: Command, mine: Path) -> None:
    name = some(command, mine)[0]
    wrong = command("decide", "rename", name[:-1] + "x", "New", "--library", mine)
    assert wrong.status == 1
    assert "Nearest" in wrong.err
    assert command("decide", "merge", name, "--library", mine).status == 2
    assert command("decide", "ignore", "--library", mine).status == 2
    assert command("decide", "ignore", "--mention", "nonsense", "--library", mine).status == 2
    assert command("decide", "undo", "--library", mine).status == 2
    assert command("decide", "undo", "abc", "--library", mine).status == 2
    assert command("decide", "dance", "--library", mine).status == 2


def test_conflicts_are_listed_and_logs_joined(command: Command, mine: Path, tmp_path: Path) -> None:
    one, other = some(command, mine)[:2]
    command("decide", "never", one, other, "--library", mine, "--who", "ana")
    theirs = tmp_path / "theirs.jsonl"
    row = json.loads(Path(f"{mine}.decisions.jsonl").read_text(encoding="utf-8"))
    row.update(id="77", verb="merge", who="ben", at="2999-01-01T00:00:00Z")
    theirs.write_text(json.dumps(row) + "\nbroken\n", encoding="utf-8")
    joined = command("decisions", "--join", theirs, "--library", mine, "--conflicts", "--json")
    assert joined.status == 0
    assert "1 decision" in joined.err
    assert any("disagree" in problem["what"] for problem in joined.lines())
    assert command("decisions", "--join", tmp_path / "none", "--library", mine).status == 1


def test_suggestions_come_by_what_deciding_moves(command: Command, mine: Path) -> None:
    ranks = [row["rank"] for row in command("suggestions", "--library", mine, "--json").lines()]
    assert ranks == sorted(ranks, reverse=True)


def test_what_is_decided_is_said_in_words_with_the_way_back(command: Command, mine: Path) -> None:
    one, other = some(command, mine)[:2]
    dry = command("decide", "merge", other, one, "--library", mine, "--dry-run")
    assert dry.out.startswith(f"merge {other} → {one}: ")
    done = command("decide", "merge", other, one, "--library", mine)
    assert "`vgt-reader decide undo` takes it back." in done.err
    undone = command("decide", "undo", "--library", mine)
    assert undone.out.startswith(f"undo merge {other} → {one}: ")
    assert command("decide", "redo", "--library", mine).out.startswith(f"redo merge {other} → {one}: ")


def test_mentions_can_be_given_to_somebody_known(command: Command, mine: Path) -> None:
    one, other = some(command, mine)[:2]
    at = command("mentions", "--library", mine, "--entity", one, "--limit", "1", "--json").lines()[0]
    passage = f"{at['document']}:{at['start']}:{at['end']}"
    assert command("decide", "split", one, "--mention", passage, "--library", mine).status == 2
    both = ("--as", "New", "--to", other)
    assert command("decide", "split", one, "--mention", passage, *both, "--library", mine).status == 2
    done = command("decide", "split", one, "--mention", passage, "--to", other, "--library", mine)
    assert done.status == 0, done.err
    moved = command("mentions", "--library", mine, "--entity", other, "--json").lines()
    assert (at["document"], at["start"]) in {(row["document"], row["start"]) for row in moved}


def test_pins_and_confirmations_can_be_taken_off(command: Command, mine: Path) -> None:
    name = some(command, mine)[0]
    for verb in ("pin", "confirm"):
        assert command("decide", verb, name, "--off", "--library", mine).status == 2
        assert command("decide", verb, name, "--library", mine).status == 0
        off = command("decide", verb, name, "--off", "--library", mine)
        assert off.status == 0 and off.out.startswith(f"undo {verb} {name}")
    state = {row["name"]: row["state"] for row in command("entities", "--library", mine, "--json").lines()}
    assert state[name] == "machine"


def test_what_would_not_be_shown_is_said_by_a_dry_run(command: Command, mine: Path) -> None:
    one, other, third = some(command, mine)[:3]
    command("decide", "never", one, other, "--library", mine)
    command("decide", "merge", other, third, "--library", mine)
    for more, kept in (("--dry-run",), 2), ((), 3):
        done = command("decide", "merge", one, third, *more, "--library", mine)
        assert done.status == 1 and "would join two that were decided to be different" in done.err
        assert len(command("decisions", "--library", mine, "--json").lines()) == kept
    conflicts = command("decisions", "--conflicts", "--library", mine)
    assert "would join two" in conflicts.out


def test_suggestions_as_json_carry_both_sides(command: Command, mine: Path) -> None:
    for row in command("suggestions", "--library", mine, "--json").lines():
        assert {
            "left",
            "left_name",
            "right",
            "right_name",
            "score",
            "reason",
            "evidence",
            "rank",
        } <= row.keys()
