"""Progress counts files and measures what the run does now."""

from __future__ import annotations

from reader.indexing.progress import Meter, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_every_file_counts_once_and_failures_are_counted_apart() -> None:
    told: list[Progress] = []
    meter = Meter(told.append, Clock())
    meter.phase("reading", total=3)
    meter.read(words=50)
    meter.failed()
    meter.read(words=10)
    assert [(one.done, one.failed, one.total) for one in told] == [(0, 0, 3), (1, 0, 3), (2, 1, 3), (3, 1, 3)]


def test_rates_are_those_of_the_last_seconds() -> None:
    clock = Clock()
    meter = Meter(lambda _: None, clock)
    meter.phase("reading", total=10_000)
    for _ in range(300):  # slow: one a second
        clock.now += 1
        meter.read(words=100)
    assert 0.9 < meter.now.documents_per_second < 1.1
    for _ in range(3000):  # fast: a hundred a second
        clock.now += 0.01
        meter.read(words=100)
    assert 90 < meter.now.documents_per_second < 110
    assert 9_000 < meter.now.words_per_second < 11_000
    left = meter.now.seconds_left
    assert left is not None and 60 < left < 75


def test_nothing_is_foretold_before_anything_was_read() -> None:
    meter = Meter(lambda _: None, Clock())
    meter.phase("reading", total=10)
    assert meter.now.seconds_left is None
