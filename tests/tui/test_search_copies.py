"""A search shows what says the same once, and says how often it is there."""

from __future__ import annotations

from pathlib import Path

from reader.library import Library
from tests.library.made import Page, index, link
from tests.tui.deciding_made import repair

STORY = (
    "Rob Jones of the National Crime Agency spoke in Ottawa about boats, harbours, fog and the long way home, and nobody asked "
    "him anything about the weather of the day before, which was said to have been good for walking along the pier."
)
PAGES = [
    Page(f"{day}.txt", f"Jones speaks\n\n{day} May 2019 - {STORY}", "Jones speaks", f"2019-05-0{day}", "NCA")
    for day in (1, 2, 3)
]


async def test_copies_are_one_hit_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "made.vgt"
    with Library.create_or_open(path) as library:
        index(library, PAGES)
        library.compare()
        link(library)
    async with repair(path, (120, 40)) as open_:
        await open_.press("s")
        await open_.type("harbours")
        assert "+2 like it" in open_.text and "3 documents" in open_.text
        assert "the best" not in open_.text
        await open_.press("enter")
        assert "1 of 1: “harbours”" in open_.said
