"""What is new since the last visit: a break of an hour begins another visit, a line that dropped does not."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.session import Journal, State, Visits, read_journal
from reader.session.visits import PAUSE


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def visit(folder: Path, clock: Clock, youngest: str) -> str | None:
    """Open, see what is there, leave; what was the youngest before."""
    journal = Journal.open(folder, clock)
    journal.begin_visit()
    since = journal.state.visits.since
    journal.arrived(youngest)
    journal.close()
    return since


def test_each_visit_knows_what_was_there_at_the_end_of_the_last(tmp_path: Path) -> None:
    clock = Clock()
    assert visit(tmp_path, clock, "a") is None
    clock.now += PAUSE + 1
    assert visit(tmp_path, clock, "b") == "a"
    clock.now += 60
    assert visit(tmp_path, clock, "c") == "a"
    clock.now += PAUSE + 1
    assert visit(tmp_path, clock, "c") == "c"


def test_somebody_who_reads_for_hours_is_still_on_one_visit(tmp_path: Path) -> None:
    clock = Clock()
    visit(tmp_path, clock, "a")
    clock.now += PAUSE + 1
    journal = Journal.open(tmp_path, clock)
    journal.begin_visit()
    journal.arrived("b")
    for minute in range(200):
        clock.now += 60
        journal.at("b", minute)
    journal.close()
    clock.now += 30
    assert visit(tmp_path, clock, "b") == "a"


@given(st.lists(st.tuples(st.sampled_from([None, "a", "b"]), st.sampled_from([None, "a", "b"])), max_size=6))
def test_the_fewest_lines_say_the_same(moves: list[tuple[str | None, str | None]]) -> None:
    state, again = State(), State()
    for number, move in enumerate(moves, 1):
        state.apply({"t": number, "visit": list(move)})
    for line in state.events():
        again.apply(line)
    assert again.visits == state.visits


def test_nonsense_changes_nothing() -> None:
    visits = Visits("a", "b", 5.0)
    for event in ({"visit": 3}, {"visit": ["a"]}, {"visit": [1, 2]}, {"visit": ["old", "old"]}):
        visits.apply(event, 1.0)
    assert visits == Visits("a", "b", 5.0)


def test_looking_at_a_journal_changes_nothing_in_it(tmp_path: Path) -> None:
    visit(tmp_path, Clock(), "a")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert read_journal(tmp_path).visits.latest == "a"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert read_journal(tmp_path / "none").visits.latest is None and not (tmp_path / "none").exists()
