"""Scores are strict and leave the undecidable out."""

from __future__ import annotations

from reader.training.corpora import Sample
from reader.training.guideline import UNKNOWN, Mark
from reader.training.score import f1, reliability, score, table

SAMPLE = Sample("1", "tiny", "x" * 40, (Mark(0, 5, "PER"), Mark(10, 15, "ORG"), Mark(20, 25, UNKNOWN)))


def test_span_and_type_must_both_be_right() -> None:
    counts = score([SAMPLE], [[(0, 5, "PER"), (10, 14, "ORG"), (10, 15, "LOC")]])["tiny"]
    assert (f1(counts, ["PER"]), f1(counts, ["ORG"])) == (100.0, 0.0)


def test_what_overlaps_the_undecidable_counts_neither_way() -> None:
    counts = score([SAMPLE], [[(0, 5, "PER"), (10, 15, "ORG"), (18, 22, "PER")]])["tiny"]
    assert f1(counts) == 100.0


def test_the_table_ends_with_the_mean_over_corpora() -> None:
    other = Sample("2", "other", "x" * 9, (Mark(0, 5, "PER"),))
    lines = table(score([SAMPLE, other], [[(0, 5, "PER"), (10, 15, "ORG")], []])).splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["tiny", "other", "mean"]
    assert lines[-1].split()[-1] == "50.0"


def test_reliability_compares_scores_with_what_is_right() -> None:
    found = [(0, 5, "PER", 0.95), (10, 15, "LOC", 0.91), (30, 35, "PER", 0.42), (20, 25, "ORG", 0.42)]
    lines = reliability([SAMPLE], [found]).splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["0.4-0.5", "1", "0.42", "0.00"],
        ["0.9-1.0", "2", "0.93", "0.50"],
    ]
