"""The starter collection, with its names marked by search: who is who must come out by the general rules."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from reader.model import Block, Document, Mention, Recognised
from reader.resolve import Collection, within

PEOPLE = [
    "Marie-Claude Arsenault",
    "Arsenault",
    "Rob Jones",
    "Jones",
    "Stephen White",
    "Ernie Allen",
    "Allen",
    "Tim Morris",
    "Morris",
]
BODIES = [
    "National Crime Agency", "NCA", "Virtual Global Taskforce", "VGT", "Royal Canadian Mounted Police", "RCMP",
    "National Economic Crime Centre", "INTERPOL", "WePROTECT Global Alliance", "Kenya Police", "Child Protection Unit", "ECPAT",
    "National Center for Missing and Exploited Children", "Specialized Policing Services",
]  # fmt: skip
PLACES = ["Ottawa", "OTTAWA", "Canada", "UK", "LYON", "France"]


@pytest.fixture(scope="module")
def clusters(seeds: Path) -> dict[str, set[tuple[str, str]]]:
    """Entity name -> {(document, text)}."""
    collection, read = Collection(), {}
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text("utf-8")
        mentions: list[Mention] = []
        for type, names in (("person", PEOPLE), ("organisation", BODIES), ("place", PLACES)):
            for name in names:
                for found in re.finditer(rf"\b{re.escape(name)}\b", text):
                    if not any(m.start < found.end() and found.start() < m.end for m in mentions):
                        mentions.append(Mention(*found.span(), name, type))  # type: ignore[arg-type]
        mentions.sort(key=lambda mention: mention.start)
        blocks = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
        id = path.stem[:3]
        read[id] = mentions, within(Document(id, str(path), id, text, blocks), Recognised(tuple(mentions)))
        collection.observe(id, None, None, read[id][1])
    collection.settle()
    names = {entity.id: entity.name for entity in collection.entities()}
    found = defaultdict(set)
    for id, (mentions, entities) in read.items():
        for placement in collection.place(id, None, entities):
            for link in entities[placement.number].links:
                found[names[placement.entity]].add((id, mentions[link.mention].text))
    return dict(found)


def test_the_agency_is_one_over_two_documents(clusters: dict[str, set[tuple[str, str]]]) -> None:
    assert clusters["National Crime Agency"] == {
        ("000", "National Crime Agency"),
        ("000", "NCA"),
        ("004", "National Crime Agency"),
    }


def test_the_taskforce_and_the_mounted_police_are_one_each(clusters: dict[str, set[tuple[str, str]]]) -> None:
    assert clusters["Virtual Global Taskforce"] == {
        (d, t) for d in ("000", "001") for t in ("Virtual Global Taskforce", "VGT")
    }
    assert clusters["Royal Canadian Mounted Police"] == {
        (d, t) for d in ("000", "001") for t in ("Royal Canadian Mounted Police", "RCMP")
    }


def test_titled_surnames_are_the_people_named_before(clusters: dict[str, set[tuple[str, str]]]) -> None:
    assert clusters["Marie-Claude Arsenault"] == {
        ("000", "Marie-Claude Arsenault"), ("001", "Marie-Claude Arsenault"), ("001", "Arsenault"),
    }  # fmt: skip
    assert clusters["Rob Jones"] == {("000", "Rob Jones"), ("000", "Jones")}
    assert clusters["Tim Morris"] == {("004", "Tim Morris"), ("004", "Morris")}
    assert clusters["Ernie Allen"] == {("004", "Ernie Allen"), ("004", "Allen")}


def test_bodies_of_like_names_stay_apart(clusters: dict[str, set[tuple[str, str]]]) -> None:
    assert "National Economic Crime Centre" in clusters
    assert clusters["Kenya Police"] == {("004", "Kenya Police")}
