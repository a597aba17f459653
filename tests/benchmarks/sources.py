"""Sources measured: web pages against peers, every format against other readers, speed, hostile shapes, damaged files.

    python tests/benchmarks/sources.py [pages] [senate] [courts] [formats] [compare] [speed] [fuzz]

The development corpora are used if they lie in ../shared. The peers for web pages are installed into an environment of their own
(`sources_peers`); the readers that `compare` needs must be on the machine (poppler-utils, libreoffice-writer, antiword).
"""

from __future__ import annotations

import collections
import gzip
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import sources_formats
import sources_hostile
import sources_pages

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


def _lines(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _collection(name: str) -> None:
    """How many documents have what, which furniture was folded, and the rate."""
    from reader.model import Document
    from reader.sources import load

    counts: collections.Counter[str] = collections.Counter()
    characters = folded = 0
    spent = time.perf_counter()
    for line in _lines(name):
        document = load(line["id"], data=line["text"].encode())
        assert isinstance(document, Document), document
        counts["documents"] += 1
        for field in ("title", "date", "place", "agency", "source", "language"):
            counts[field] += getattr(document.metadata, field) is not None
        characters += len(document.text)
        for block in document.blocks:
            if block.kind == "boilerplate":
                folded += block.end - block.start
            if block.kind in ("boilerplate", "note"):
                counts[f"{block.kind} {block.label}"] += 1
    spent = time.perf_counter() - spent
    print(
        f"  {counts['documents'] / spent:.0f} documents/s, {characters / 1e6 / spent:.2f} MB/s; furniture {folded / characters:.2%} of the text"
    )
    print("  " + ", ".join(f"{what} {number}" for what, number in counts.most_common()))


def senate() -> None:
    """The Senate releases."""
    _collection("senate/releases.jsonl.gz")


def courts() -> None:
    """The court opinions; their titles against the case names that the corpus gives."""
    from reader.model import Document
    from reader.sources import load

    _collection("courts/opinions.jsonl.gz")
    right = total = 0
    for line in _lines("courts/opinions.jsonl.gz"):
        document = load(line["id"], data=line["text"].encode())
        assert isinstance(document, Document)
        wanted = {word for word in line["title"].split("-") if len(word) > 2} - {
            "inc",
            "the",
            "corp",
            "states",
            "united",
            "america",
            "usa",
        }
        title = document.metadata.title.value.lower() if document.metadata.title else ""
        total += 1
        right += sum(word in title for word in wanted) >= max(1, len(wanted) / 2)
    print(f"  titles that name the case: {right} of {total}")


def main() -> None:
    """Runs the parts that are named on the command line, or all."""
    parts = {
        "pages": sources_pages.pages,
        "senate": senate,
        "courts": courts,
        "formats": sources_formats.formats,
        "compare": sources_formats.compare,
        "speed": sources_hostile.speed,
        "fuzz": sources_hostile.fuzz,
    }  # fmt: skip
    for name in sys.argv[1:] or parts:
        print(name)
        parts[name]()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
