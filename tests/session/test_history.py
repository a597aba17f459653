"""The jump list: back is where you came from, forward undoes back, a new jump forgets forward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.session import History, Place
from reader.session.history import LONGEST, Move

places = st.builds(Place, st.sampled_from(["one", "two"]), st.integers(0, 9))
walks = st.lists(st.one_of(places, st.sampled_from(["back", "forward"])), max_size=30)


def walk(steps: list[Place | str]) -> tuple[History, Place]:
    history, here = History(), Place("one", 0)
    for step in steps:
        if isinstance(step, Place):
            history.push(here)
            here = step
        elif step == "back":
            here = history.back(here) or here
        else:
            here = history.forward(here) or here
    return history, here


@given(walks, places)
def test_back_after_a_jump_is_the_place_left(steps: list[Place | str], target: Place) -> None:
    history, here = walk(steps)
    history.push(here)
    if not target.same_as(here):
        assert history.back(target) == here


@given(walks)
def test_forward_undoes_back(steps: list[Place | str]) -> None:
    history, here = walk(steps)
    before = history.back(here)
    if before is not None:
        assert history.forward(before) == here


@given(walks, places)
def test_a_new_jump_forgets_the_way_forward(steps: list[Place | str], target: Place) -> None:
    history, here = walk(steps)
    history.push(here)
    assert history.ahead == ()
    assert history.forward(target) is None


@given(walks)
def test_going_back_always_ends_and_always_moves(steps: list[Place | str]) -> None:
    history, here = walk(steps)
    for _ in range(len(history.behind) + 1):
        before = history.back(here)
        if before is None:
            break
        assert not before.same_as(here)
        here = before
    assert history.back(here) is None


def test_the_list_does_not_grow_for_ever() -> None:
    history = History()
    for offset in range(LONGEST + 50):
        history.push(Place("one", offset))
    assert len(history.behind) == LONGEST
    assert history.behind[-1].offset == LONGEST + 49


def test_the_same_place_is_not_kept_twice_in_a_row() -> None:
    history = History()
    history.push(Place("one", 3, reason="find"))
    history.push(Place("one", 3, reason="next name"))
    assert len(history.behind) == 1


def test_every_move_is_told() -> None:
    told: list[tuple[Move, int]] = []
    history = History(on_move=lambda move, left: told.append((move, left.offset)))
    history.push(Place("one", 1))
    history.back(Place("one", 2))
    history.forward(Place("one", 1))
    history.forward(Place("one", 1))
    assert told == [("jump", 1), ("back", 2), ("forward", 1)]
