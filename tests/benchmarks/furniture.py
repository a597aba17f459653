"""What would be learned as furniture in a collection, and whether any of it is text.

    python tests/benchmarks/furniture.py FILE.jsonl[.gz] [--least 6] [--shares 0.5 0.3 0.2 0.1]

FILE holds {"id", "text"} a line, with "entities" (start, end) where names were marked by people; a document's source is the folder in
its id. For each share: how many lines and blocks would be furniture, the most frequent of them, and how many of the marked names stand
in one (the price: each is a name that would not be counted). The reader learns at 0.5.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from reader.model import Document
from reader.sources import line_keys, load


def documents(source: Path) -> list[tuple[str, Document, list[str]]]:
    """(folder, document as the reader loads it, marked names)."""
    data = source.read_bytes()
    found = []
    for line in (gzip.decompress(data) if source.suffix == ".gz" else data).splitlines():
        value = json.loads(line)
        document = load(value["id"] + ".txt", data=value["text"].encode())
        if isinstance(document, Document):
            names = [value["text"][one["start"] : one["end"]] for one in value.get("entities", ())]
            found.append((str(Path(value["id"]).parent), document, names))
    return found


def measure(found: list[tuple[str, Document, list[str]]], least: int, share: float) -> None:
    """Print what one share comes to."""
    total = Counter(folder for folder, _, _ in found)
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for folder, document, _ in found:
        counts[folder].update({key for _, key in line_keys(document)})
    learned = {
        folder: {key for key, n in counted.items() if n >= max(least, share * total[folder])}
        for folder, counted in counts.items()
    }
    blocks = known = inside = names = 0
    said: Counter[str] = Counter()
    for folder, document, marked in found:
        often = [document.blocks[index] for index, key in line_keys(document) if key in learned[folder]]
        furniture = [block for block in often if block.kind != "boilerplate"]
        known += len(often) - len(furniture)
        texts = [" ".join(document.text[block.start : block.end].split()) for block in furniture]
        blocks += len(texts)
        said.update(texts)
        names += len(marked)
        left = Counter(marked)
        for name in marked:
            # A name is lost where furniture holds it more often than the text does not.
            if any(name in text for text in texts) and left[name] > 0:
                left[name] -= 1
                inside += document.text.count(name) == sum(text.count(name) for text in texts)
    lines = sum(map(len, learned.values()))
    print(
        f"share {share:.2f}: {lines} lines, {blocks} blocks of text; {inside} of {names} marked names stand in them alone; "
        f"{known} blocks that were furniture already (contact lines and the like)"
    )
    for text, n in said.most_common(5):
        print(f"    {n:5}  {text[:100]}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--least", type=int, default=6)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.5, 0.3, 0.2, 0.1])
    asked = parser.parse_args()
    found = documents(asked.source)
    sources = len({folder for folder, _, _ in found})
    print(f"{len(found):,} documents of {sources} sources")
    for share in asked.shares:
        measure(found, asked.least, share)


if __name__ == "__main__":
    main()
