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


def heard(**options: float) -> Pacing:
    """Pacing for a terminal that has answered once."""
    pacing = Pacing(window=2048, stride=512, **options)
    assert pacing.sent(600, 0.0)
    assert pacing.answered()
    return pacing


def test_a_full_window_waits_for_the_answer() -> None:
    pacing = heard()
    assert pacing.sent(3000, 0.0)
    assert not pacing.may_send(0.1)
    assert pacing.answered()
    assert pacing.may_send(0.2)


def test_a_terminal_that_never_answers_is_never_waited_for_and_asked_only_a_few_times() -> None:
    pacing = Pacing(window=2048, stride=512)
    asked = 0
    for second in range(50):
        assert pacing.may_send(float(second))
        asked += pacing.sent(3000, float(second))
    assert 1 <= asked <= 5


def test_a_terminal_that_falls_silent_is_not_paced_for_longer_than_its_patience() -> None:
    pacing = heard(patience=3.0)
    pacing.sent(3000, 0.0)
    assert not pacing.may_send(2.9)
    assert pacing.may_send(3.1)
    pacing.sent(5000, 3.2)
    assert pacing.may_send(3.3)


def test_an_answer_that_comes_late_brings_pacing_back() -> None:
    pacing = heard(patience=3.0)
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
