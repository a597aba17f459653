"""The quality of recognition on annotated documents. The floors may only rise."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from reader.model import Document
from reader.recognise import Recogniser
from reader.sources import load

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

import recognition  # noqa: E402

FLOORS = {
    ("press", "both"): 95.0,
    ("press", "person"): 98.5,
    ("press", "organisation"): 92.2,
    ("own", "both"): 91.0,
    ("seeds", "both"): 99.0,
}
"""Strict F1 (span and type) in percent."""
PEOPLE = {"Marie-Claude Arsenault", "Rob Jones", "Stephen White", "Ernie Allen", "Tim Morris"}
BODIES = {
    "Child Protection Unit",
    "ECPAT",
    "INTERPOL",
    "Kenya Police",
    "NCA",
    "National Center for Missing and Exploited Children",
    "National Crime Agency",
    "National Economic Crime Centre",
    "RCMP",
    "Royal Canadian Mounted Police",
    "VGT",
    "Virtual Global Taskforce",
    "WePROTECT Global Alliance",
}


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser()


def scored(recogniser: Recogniser, gold: list[recognition.Marked], kinds: tuple[str, ...]) -> float:
    documents = [recognition.load_text(marked.text) for marked in gold]
    found = [[(m.start, m.end, m.type) for m in one.mentions] for one in recogniser.recognise_many(documents)]
    counts = recognition.tally(gold, found)
    return recognition.measures(counts[gold[0].corpus], kinds)[2]


@pytest.mark.parametrize(
    ("what", "kinds"),
    [("both", ("person", "organisation")), ("person", ("person",)), ("organisation", ("organisation",))],
)
def test_press_releases_are_recognised_as_well_as_ever(
    shared: Path, recogniser: Recogniser, what: str, kinds: tuple[str, ...]
) -> None:
    gold = [marked for marked in recognition.corpora(shared) if marked.corpus == "press"]
    assert scored(recogniser, gold, kinds) >= FLOORS["press", what]


def test_our_own_releases_and_opinions_are_recognised_as_well_as_ever(
    shared: Path, recogniser: Recogniser
) -> None:
    gold = [marked for marked in recognition.corpora(shared) if marked.corpus == "own"]
    assert scored(recogniser, gold, ("person", "organisation")) >= FLOORS["own", "both"]


def test_the_seeds_are_recognised_as_well_as_ever(recogniser: Recogniser) -> None:
    assert scored(recogniser, recognition.seeds(), ("person", "organisation")) >= FLOORS["seeds", "both"]


def test_the_marks_of_the_seeds_are_at_their_offsets() -> None:
    rows = json.loads((ROOT / "tests" / "data" / "seeds_gold.json").read_text(encoding="utf-8"))
    for row in rows:
        text = (ROOT / "seeds" / row["file"]).read_bytes().decode("utf-8")
        assert all(text[e["start"] : e["end"]] == e["text"] for e in row["entities"])


def test_the_seeds_name_whom_they_name(recogniser: Recogniser, seeds: Path) -> None:
    documents = [load(path) for path in sorted(seeds.glob("*.txt"))]
    assert all(isinstance(document, Document) for document in documents)
    found = [
        m
        for one in recogniser.recognise_many([d for d in documents if isinstance(d, Document)])
        for m in one.mentions
    ]
    people = {m.text for m in found if m.type == "person"}
    assert {name for name in people if " " in name} == PEOPLE
    assert people - PEOPLE == {"Jones", "Arsenault", "Allen", "Morris"}
    bodies = {m.text for m in found if m.type == "organisation"}
    assert bodies >= BODIES
    names = people | bodies
    assert not [
        n
        for n in names
        if re.match(r"(?i)(the|mr|ms|chief|deputy|director)\b", n) or re.search(r"['’]s?$", n)
    ]
    assert not names & {"All", "All news", "Share", "Tell", "Our", "Darknet"}
