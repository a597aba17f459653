"""Never more than a window unanswered; a terminal that says nothing is not waited for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal.pacing import Pacing


def test_small_output_asks_nothing() -> None:
    pacing = Pacing(window=2048, stride=512)
    assert not pacing.sent(100, 0.0)
    assert not pacing.waiting
    assert pacing.may_send(0.1)


def test_a_full_window_waits_for_the_answer() -> None:
    pacing = Pacing(window=2048, stride=512)
    assert pacing.sent(3000, 0.0)
    assert not pacing.may_send(0.1)
    assert pacing.answered()
    assert pacing.may_send(0.2)


def test_a_silent_terminal_is_not_paced_for_longer_than_its_patience() -> None:
    pacing = Pacing(window=2048, stride=512, patience=3.0)
    pacing.sent(3000, 0.0)
    assert not pacing.may_send(2.9)
    assert pacing.may_send(3.1)
    assert not pacing.sent(5000, 3.2)
    assert pacing.may_send(3.3)


def test_an_answer_that_comes_late_brings_pacing_back() -> None:
    pacing = Pacing(window=2048, stride=512, patience=3.0)
    pacing.sent(3000, 0.0)
    assert pacing.may_send(4.0)
    assert pacing.answered()
    assert pacing.sent(3000, 5.0)
    assert not pacing.may_send(5.1)


def test_a_report_that_nobody_asked_for_belongs_to_the_app() -> None:
    assert not Pacing().answered()


@given(st.lists(st.one_of(st.integers(1, 4000), st.none()), max_size=40))
def test_no_sequence_of_sends_and_answers_can_lock_up(steps: list[int | None]) -> None:
    pacing = Pacing()
    now = 0.0
    for step in steps:
        now += 0.01
        if step is None:
            pacing.answered()
        elif pacing.may_send(now):
            pacing.sent(step, now)
    assert pacing.may_send(now + pacing.patience + 0.1)
