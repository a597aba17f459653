"""An index run that a test kills: `python crashing.py LIBRARY DOCUMENTS`. Every step of it is what the real indexer does."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made import EVERYONE, EXTRACTOR, Page, link, seen, stored_of

from reader.library import Library


def pages(count: int) -> list[Page]:
    """Documents, each with its own number and two or three names."""
    return [
        Page(
            f"{number:05}.txt",
            f"Release {number}\n\nRob Jones of the NCA met {'Ann Jones' if number % 3 else 'Eva Müller'} on day {number}.",
            f"Release {number}",
            f"20{number % 20:02}-01-02",
        )
        for number in range(count)
    ]


def run(path: Path, count: int) -> None:
    """Plan, take, store, link, finish; says on standard output when a batch is written."""
    wanted = {f"/docs/{page.name}": page for page in pages(count)}
    with Library.create_or_open(path) as library:
        library.plan(seen(wanted.values()), ["/docs"], EXTRACTOR)
        print("planned", flush=True)
        while work := library.take(20):
            library.store([stored_of(wanted[one.path], one.source) for one in work])
            print("stored", flush=True)
        link(library, EVERYONE)
        print("linked", flush=True)
        library.finish()
    print("finished", flush=True)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]))
