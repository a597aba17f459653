"""Small collections of our own, and the model where it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PEOPLE = [
    "Mary Carter",
    "Peter Hill",
    "Ana Lopez",
    "John Baker",
    "Sofia Lindgren",
    "Omar Haddad",
    "Wei Zhang",
]
BODIES = ["National Crime Agency", "Harbour Police Union", "Northern Rail Board", "Child Safety Council"]
PLACES = ["Oslo", "Lisbon", "Nairobi", "Halifax", "Bergen"]


def text_of(number: int) -> str:
    """A short release, different for each number."""
    person, other = PEOPLE[number % 7], PEOPLE[(3 * number + 1) % 7]
    body, place = BODIES[number % 4], PLACES[number % 5]
    return (
        f"{body} opens office number {number}\n\n{place.upper()}, {number % 27 + 1} May 2019 - The {body} opened its "
        f"office number {number} in {place} on Monday, said {person}, its director.\n\n“We thank {other} and everyone in "
        f"{place},” {person.split()[-1]} said. {other} will lead the new office.\n"
    )


@pytest.fixture
def collection(tmp_path: Path) -> Callable[[int], Path]:
    """Makes a folder of so many releases."""

    def make(number: int) -> Path:
        folder = tmp_path / "releases"
        for n in range(number):
            file = folder / f"part{n % 3}" / f"release-{n:04d}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text_of(n), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def model(root: Path) -> None:
    """Skips where the model is not there."""
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
