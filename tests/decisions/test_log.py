"""The log keeps every decision, says what it could not read, and survives what happens to files."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.decisions import DecisionLog, EntityRef, MentionRef, active, joined, new_decision, parse_lines
from reader.errors import LibraryError

ANA = EntityRef("Ana Poe", "person")
POE = EntityRef("A. Poe", "person")


def merge(n: int = 0, who: str = "ana", at: str = "2024-01-01T00:00:00Z"):
    return new_decision("merge", who, at=at, salt=str(n), entities=(POE, ANA), name="Ana Poe")


def undo(target: str, n: int = 0, at: str = "2024-01-01T00:00:01Z"):
    return new_decision("undo", "ana", at=at, salt=str(n), target=target)


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "deep" / "decisions.jsonl")
    assert log.read() == ([], [])
    decisions = [
        merge(1),
        new_decision("ignore", "ana", mentions=(MentionRef("ab" * 32, 3, 9, "Darkné"),)),
        new_decision(
            "add",
            "bo",
            type="organisation",
            word="NECC",
            everywhere=True,
            name="National Economic Crime Centre",
        ),
    ]
    log.append(decisions[:1])
    log.append(decisions[1:])
    assert log.read() == (decisions, [])


def test_a_line_cut_off_by_a_crash_harms_nothing_behind_it(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "decisions.jsonl")
    log.append([merge(1)])
    with log.path.open("a") as file:
        file.write('{"id": "half')
    log.append([merge(2)])
    decisions, problems = log.read()
    assert decisions == [merge(1), merge(2)]
    assert [problem.line for problem in problems] == [2]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("nonsense", "cannot be read"),
        ("[1]", "not a JSON object"),
        ('{"id":"1","at":"x","who":"y","verb":"marry"}', "marry"),
        ('{"id":"1","at":"x","who":"y","verb":"merge","entities":[{"name":"A","type":"person"}]}', "merge"),
        (
            '{"id":"1","at":"x","who":"y","verb":"ignore","mentions":[{"sha256":"a","start":5,"end":2,"text":"b"}]}',
            "5..2",
        ),
        (
            '{"id":"1","at":"x","who":"y","verb":"retype","entities":[{"name":"A","type":"person"}],"type":"ship"}',
            "ship",
        ),
    ],
)
def test_a_foreign_line_is_reported_and_the_rest_is_read(row: str, says: str) -> None:
    decisions, problems = parse_lines(f"{merge(1).as_line()}\n{row}\n\n{merge(2).as_line()}\n")
    assert decisions == [merge(1), merge(2)]
    assert len(problems) == 1 and problems[0].line == 2 and says in problems[0].what


def test_fields_of_a_newer_reader_are_kept() -> None:
    row = json.loads(merge(1).as_line()) | {"confidence": 0.5}
    (decision,), _ = parse_lines(json.dumps(row))
    assert json.loads(decision.as_line())["confidence"] == 0.5


def test_an_undo_can_be_undone() -> None:
    first = merge(1)
    back = undo(first.id, 1)
    again = undo(back.id, 2)
    assert active([first]) == [first]
    assert active([first, back]) == []
    assert active([first, back, again]) == [first]


def test_two_logs_join_in_time_and_count_shared_lines_once() -> None:
    a, b, c = (
        merge(1, at="2024-01-01T10:00:00Z"),
        merge(2, "bo", at="2024-01-01T09:00:00Z"),
        merge(3, at="2024-01-02T00:00:00Z"),
    )
    assert joined([a, c], [b, a]) == [b, a, c]


def test_an_undo_stays_behind_what_it_takes_back_although_clocks_disagree() -> None:
    late = merge(1, at="2024-06-01T00:00:00Z")
    early = undo(late.id, at="2024-01-01T00:00:00Z")
    assert joined([early], [late]) == [late, early]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), max_size=12))
def test_joining_a_log_with_itself_changes_nothing(steps: list[tuple[bool, int]]) -> None:
    decisions = []
    for n, (is_undo, which) in enumerate(steps):
        at = f"2024-01-01T00:00:{n:02}Z"
        if is_undo and decisions:
            decisions.append(undo(decisions[which % len(decisions)].id, n, at))
        else:
            decisions.append(merge(n, at=at))
    assert joined(decisions, decisions) == decisions
    assert active(joined(decisions, decisions[::-1])) == active(decisions)


def test_a_full_disk_is_told_and_leaves_the_log_whole(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    DecisionLog(path).append([merge(1)])
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path; from reader.decisions import DecisionLog, EntityRef, new_decision\n"
        "from reader.errors import LibraryError\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({path.stat().st_size + 40}, {path.stat().st_size + 40}))\n"
        "try:\n"
        f"    DecisionLog(Path({str(path)!r})).append([new_decision('rename', 'bo', entities=(EntityRef('A', 'person'),), name='B')])\n"
        "except LibraryError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert "was not saved" in done.stdout, done.stderr
    assert DecisionLog(path).read() == ([merge(1)], [])
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        target = tmp_path / "file"
        target.write_text("not a folder")
        path = target / "decisions.jsonl"
    else:
        tmp_path.chmod(0o500)
        path = tmp_path / "decisions.jsonl"
    with pytest.raises(LibraryError, match="was not saved"):
        DecisionLog(path).append([merge(1)])
