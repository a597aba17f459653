"""Fitting what scores mean: rising, honest, measured on names that did not draw the line."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.recognise.calibration import Calibration
from reader.training.calibrate import FEWEST, Judged, calibrate, diagram, fitted, table


def too_sure(count: int, seed: int = 1) -> list[Judged]:
    """Names whose score is twice as sure as it should be."""
    rng = random.Random(seed)
    scores = [rng.random() for _ in range(count)]
    return [
        Judged(f"d{n % 50}", "person", "tagger", 0.5 + score / 2, rng.random() < score)
        for n, score in enumerate(scores)
    ]


def test_a_fitted_line_tells_what_is_right() -> None:
    meaning = fitted(too_sure(6000))
    for score in (0.6, 0.75, 0.9):
        assert abs(meaning(score, "person", "tagger") - (2 * score - 1)) < 0.08


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.floats(0.1, 5)), max_size=200))
def test_lines_rise_and_stay_between_nothing_and_certain(rows: list[tuple[float, bool, float]]) -> None:
    names = [
        Judged(str(n), "place", "rules", score, right, weight)
        for n, (score, right, weight) in enumerate(rows)
    ]
    for xs, ys in fitted(names).lines.values():
        assert all(one <= other for one, other in itertools.pairwise(xs))
        assert all(one <= other for one, other in itertools.pairwise(ys))
        assert all(0 < y < 1 for y in ys)


def test_few_names_make_one_point_and_no_bold_claim() -> None:
    names = [Judged(str(n), "person", "rules", 0.9, True) for n in range(FEWEST // 4)]
    ((xs, ys),) = fitted(names).lines.values()
    assert len(xs) == 1
    assert ys[0] < 1


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    names = too_sure(500)
    calibrate(tmp_path, names)
    assert Calibration.beside(tmp_path) == fitted(names)


def test_the_table_shows_that_it_helped() -> None:
    def error(line: str) -> float:
        return float(line.rsplit(" ", 1)[1])

    lines = [line for line in table(too_sure(4000)).splitlines() if "expected" in line]
    assert error(lines[1]) < error(lines[0]) / 3
    assert diagram(too_sure(500)).startswith("<svg ")
