"""What linking costs: time and memory over a growing part of the 11,759 Senate releases, on mentions that cost no tagger.

    python tests/benchmarks/linking_size.py [--corpora DIR]

Mentions are runs of capitalised words, typed by their words alone: rough, but as many and as varied as real ones. Documents stream by in
two passes as in an index run; only names are kept. Memory is what the process has grown by since the text was first read.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.model import Block, Document, LocalEntity, Mention, Recognised
from reader.resolve import Collection, within
from reader.resolve.lexicon_bodies import GENERIC_HEADS
from reader.resolve.lexicon_people import given_gender
from reader.resolve.places import region_named

RUN = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:of\sthe\s|of\s|for\s|and\s|&\s)?[A-Z][\w.’'-]*){0,6}")
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
RECOGNITION = 10_000
"""Words a second that recognition reads on one core: what linking is compared with."""


def documents(corpora: Path, share: int = 1) -> Iterator[tuple[str, str]]:
    """(id, text) of every `share`-th release, so that each part has all senators; one at a time."""
    with gzip.open(corpora / "senate" / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % share == 0:
                row = json.loads(line)
                yield row["id"], row["text"]


def typed(name: str) -> str | None:
    """A type by the words of `name`, None for what is probably no name."""
    words = name.lower().split()
    if words[-1] in GENERIC_HEADS or (len(words) == 1 and name.isupper() and 2 < len(name) < 7):
        return "organisation"
    if region_named(name):
        return "place"
    if len(words) > 1 and given_gender((words[0],)):
        return "person"
    return "organisation" if len(words) > 2 else None


def local(id: str, text: str) -> tuple[LocalEntity, ...]:
    """The local entities of one document."""
    found = [(m.start(), m.end(), m[0], typed(m[0])) for m in RUN.finditer(text)]
    mentions = tuple(Mention(s, e, name, kind) for s, e, name, kind in found if kind)  # type: ignore[arg-type]
    blocks = tuple(Block("paragraph", m.start(), m.end()) for m in PARAGRAPH.finditer(text))
    return within(Document(id, id, id, text, blocks), Recognised(mentions))


def resident() -> float:
    """Megabytes of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def measured(corpora: Path, share: int) -> str:
    """A row of the table: every `share`-th release, in this process."""
    before = resident()
    collection, inside, words, mentions, seen = Collection(), 0.0, 0, 0, 0
    for id, text in documents(corpora, share):
        seen += 1
        start = time.process_time()
        entities = local(id, text)
        inside += time.process_time() - start
        words += len(text.split())
        mentions += sum(len(entity.links) for entity in entities)
        collection.observe(id, id.split("/")[0], None, entities)
    start = time.process_time()
    collection.settle()
    across = time.process_time() - start
    count = sum(1 for _ in collection.entities())
    grown = resident() - before
    share = 100 * (inside + across) / (words / RECOGNITION)
    return f"{seen:9,}{words:11,}{mentions:10,}{count:10,}{inside:10.1f}{across:10.1f}{grown:11.0f}{1000 * grown / count:14.2f}{share:15.0f} %"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--corpora", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "corpora"
    )
    parser.add_argument("--share", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.share:
        print(measured(options.corpora, options.share))
        return
    print(
        f"{'releases':>9}{'words':>11}{'mentions':>10}{'entities':>10}{'within s':>10}{'across s':>10}{'memory MB':>11}{'kB an entity':>14}"
        f"{'of recognition':>16}",
        flush=True,
    )
    for share in (4, 2, 1):
        # A process of its own for each step: memory that was freed would hide what the next one takes.
        given = ["--share", str(share), "--corpora", str(options.corpora)]
        subprocess.run([sys.executable, __file__, *given], check=True)


if __name__ == "__main__":
    main()
