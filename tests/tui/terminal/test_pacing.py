"""Never more than a window unanswered; a terminal that says nothing is not waited for; answers are told from keys and from each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.terminal.pacing import TRIES, Pacing


def send(pacing: Pacing, size: int, now: float, row: int = 5, column: int = 1) -> bool:
    """Send so many bytes, and ask where that is due; whether it was."""
    due = pacing.sent(size)
    if due:
        pacing.ask(row, column, now)
    return due


def heard(**options: float) -> Pacing:
    """Pacing for a terminal that has answered once."""
    pacing = Pacing(window=2048, stride=512, **options)  # type: ignore[arg-type]
    assert send(pacing, 600, 0.0)
    assert pacing.answered(5, 1, 0.1)
    return pacing


def test_small_output_asks_nothing() -> None:
    pacing = Pacing(window=2048, stride=512)
    assert not send(pacing, 100, 0.0)
    assert not pacing.expecting
    assert pacing.may_send(0.1)


def test_a_full_window_waits_for_the_answer() -> None:
    pacing = heard()
    assert send(pacing, 3000, 0.0)
    assert not pacing.may_send(0.1)
    assert pacing.answered(5, 1, 0.2)
    assert pacing.may_send(0.2)


def test_a_terminal_that_never_answers_is_never_waited_for_and_asked_only_a_few_times() -> None:
    pacing = Pacing(window=2048, stride=512)
    asked = 0
    for second in range(50):
        assert pacing.may_send(float(second))
        asked += send(pacing, 3000, float(second))
    assert asked == TRIES


def test_a_terminal_that_falls_silent_is_not_paced_for_longer_than_its_patience() -> None:
    pacing = heard(patience=3.0)
    send(pacing, 3000, 0.0)
    due = pacing.overdue_at
    assert due is not None and 3.0 < due < 7.0
    assert not pacing.may_send(due - 0.1)
    assert pacing.may_send(due + 0.1)
    send(pacing, 5000, due + 0.2)
    assert pacing.may_send(due + 0.3)


def test_a_slow_line_is_given_the_time_that_the_bytes_take() -> None:
    few, many = heard(), heard()
    send(few, 600, 0.0)
    send(many, 20_000, 0.0)
    assert few.overdue_at is not None and many.overdue_at is not None
    assert many.overdue_at > few.overdue_at + 10


def test_an_answer_that_comes_late_brings_pacing_back() -> None:
    pacing = heard(patience=3.0)
    send(pacing, 3000, 0.0)
    assert pacing.may_send(40.0)
    assert pacing.answered(5, 1, 41.0)
    assert send(pacing, 3000, 42.0)
    assert not pacing.may_send(42.1)


def test_a_report_that_nobody_asked_for_belongs_to_the_app() -> None:
    assert not Pacing().answered(5, 1, 0.0)


def test_a_report_from_the_first_line_is_never_an_answer() -> None:
    pacing = heard()
    send(pacing, 3000, 0.0, row=2, column=2)
    assert not pacing.answered(1, 2, 0.1)
    assert not pacing.may_send(0.2)


def test_an_answer_that_was_lost_does_not_hold_up_those_after_it() -> None:
    pacing = heard()
    for row in (4, 5, 6):
        send(pacing, 1000, 0.0, row=row)
    assert not pacing.may_send(0.1)
    assert pacing.answered(6, 1, 0.2)
    assert pacing.unanswered == 0
    assert pacing.may_send(0.3)


def test_a_terminal_that_counts_columns_differently_is_understood() -> None:
    pacing = heard()
    send(pacing, 3000, 0.0, row=7, column=30)
    assert pacing.answered(7, 29, 0.1)
    assert pacing.may_send(0.2)


def test_no_questions_are_asked_once_nobody_will_hear_the_answers() -> None:
    pacing = heard()
    pacing.closed = True
    assert not send(pacing, 9000, 0.0)


@given(
    st.lists(st.one_of(st.integers(1, 4000), st.tuples(st.integers(1, 9), st.integers(1, 9))), max_size=40)
)
def test_no_sequence_of_sends_and_answers_can_lock_up(steps: list[int | tuple[int, int]]) -> None:
    pacing = Pacing()
    now = 0.0
    for step in steps:
        now += 0.01
        if isinstance(step, tuple):
            pacing.answered(*step, now)
        elif pacing.may_send(now):
            send(pacing, step, now, row=2 + step % 8, column=1 + step % 9)
    due = pacing.overdue_at
    assert pacing.may_send((due or now) + 0.1)


@given(st.lists(st.integers(1, 1500), min_size=1, max_size=60))
def test_never_more_than_a_window_and_one_frame_is_unanswered(sizes: list[int]) -> None:
    pacing = heard()
    now = 0.2
    for size in sizes:
        now += 0.001
        if pacing.may_send(now):
            before = pacing.unanswered
            send(pacing, size, now)
            assert before < pacing.window
            assert pacing.unanswered <= pacing.window + 2 * pacing.stride + size
