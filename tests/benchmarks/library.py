"""How fast the library is: builds a synthetic one and times every question that the reader asks.

    python tests/benchmarks/library.py [--documents 20000] [--library FILE] [--seed 1]

Names and words follow Zipf's law (exponents 0.8 and 1.0), most of a document's names come from its topic, so companions,
common words and an entity that is everywhere look as in a real collection. Times are milliseconds, p50 / p95, warm.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from reader.library import FileSeen, Library, Stored
from reader.model import (
    Alias,
    Block,
    Document,
    Entity,
    Evidence,
    Found,
    Link,
    LocalEntity,
    Mention,
    Metadata,
    NameForm,
    Placement,
    Recognised,
)

SYLLABLES = [a + b for a in "bdgklmnprtz" for b in "aeiou"]
SENTENCES = 12
WORDS = 14


class Collection:
    """Documents by number, the same for the same seed."""

    def __init__(self, documents: int, seed: int) -> None:
        self.size = documents
        self.seed = seed
        chance = random.Random(seed)
        self.words = [
            "".join(chance.choices(SYLLABLES, k=2 + rank // 9000)) + str(rank % 7 or "")
            for rank in range(30_000)
        ]
        self.word_weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))
        self.names = [self._name(chance, rank) for rank in range(max(200, documents // 5))]
        self.name_weights = list(accumulate((rank + 1) ** -0.8 for rank in range(len(self.names))))
        self.topics = [
            chance.choices(range(len(self.names)), cum_weights=self.name_weights, k=12) for _ in range(500)
        ]

    def _name(self, chance: random.Random, rank: int) -> str:
        parts = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(2)]
        return f"{parts[0]} {parts[1]}{rank}"

    def stored(self, number: int, source: int) -> Stored:
        """Document `number` as a worker would hand it over."""
        chance = random.Random(self.seed * 1_000_003 + number)
        topic = chance.choice(self.topics)
        pieces, sentences, mentions, owners = [], [], [], []
        at = 0
        for _ in range(SENTENCES):
            tokens = chance.choices(self.words, cum_weights=self.word_weights, k=WORDS)
            if chance.random() < 0.5:
                for _ in range(chance.randint(1, 2)):
                    who = chance.choice(topic) if chance.random() < 0.6 else self._anyone(chance)
                    tokens[chance.randrange(WORDS)] = self.names[who]
            start = at
            for token in tokens:
                if " " in token:
                    rank = self.names.index(token) if token not in self._ranks else self._ranks[token]
                    mentions.append(
                        Mention(at, at + len(token), token, "person" if rank % 2 else "organisation", 0.9)
                    )
                    owners.append(rank)
                at += len(token) + 1
            pieces.append(" ".join(tokens))
            sentences.append((start, at - 1))
        return self._whole(number, source, "\n".join(pieces), mentions, owners, sentences, chance)

    @property
    def _ranks(self) -> dict[str, int]:
        ranks: dict[str, int] | None = self.__dict__.get("ranks")
        if ranks is None:
            ranks = self.__dict__["ranks"] = {name: rank for rank, name in enumerate(self.names)}
        return ranks

    def _anyone(self, chance: random.Random) -> int:
        return chance.choices(range(len(self.names)), cum_weights=self.name_weights)[0]

    def _whole(
        self,
        number: int,
        source: int,
        text: str,
        mentions: list[Mention],
        owners: list[int],
        sentences: list[tuple[int, int]],
        chance: random.Random,
    ) -> Stored:
        sha256 = hashlib.sha256(f"{number}:{text}".encode()).hexdigest()
        links: dict[int, list[Link]] = {}
        for at, rank in enumerate(owners):
            links.setdefault(rank, []).append(Link(at, "full name"))
        entities = tuple(
            LocalEntity(
                local,
                "person" if rank % 2 else "organisation",
                self.names[rank],
                tuple(found),
                (NameForm(self.names[rank], len(found), "full name"),),
            )
            for local, (rank, found) in enumerate(links.items())
        )
        blocks = tuple(Block("paragraph", start, end) for start, end in sentences)
        date = f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        title = text[:60].title()
        metadata = Metadata(
            title=Found(title, Evidence("heading")),
            date=Found(date, Evidence("dateline")),
            source=Found("Bench", Evidence("x")),
        )
        document = Document(sha256[:12], f"/bench/{number:07}.txt", sha256, text, blocks, metadata)
        return Stored(source, document, Recognised(tuple(mentions)), entities, tuple(sentences), 0.0)


def build(path: Path, collection: Collection) -> None:
    """Index the collection and print the rates."""
    with Library.create_or_open(path) as library:
        begun = time.perf_counter()
        files = (FileSeen(f"/bench/{number:07}.txt", 1, 1) for number in range(collection.size))
        library.plan(files, ["/bench"], "bench")
        planned = time.perf_counter()
        stored = size = 0
        writing = 0.0
        while work := library.take(200):
            batch = [collection.stored(int(Path(one.path).stem), one.source) for one in work]
            before = time.perf_counter()
            library.store(batch)
            writing += time.perf_counter() - before
            stored += len(batch)
            size += sum(len(one.document.text) for one in batch)
        before = time.perf_counter()
        link(library, collection)
        linked = time.perf_counter()
        link(library, collection)
        again = time.perf_counter()
        library.finish()
        finished = time.perf_counter()
        status = library.status()
    on_disk = path.stat().st_size
    print(f"plan       {stored / (planned - begun):10,.0f} files/s")
    print(f"store      {stored / writing:10,.0f} documents/s   {size / writing / 1e6:.1f} MB/s")
    print(
        f"link       {stored / (linked - before):10,.0f} documents/s   again, nothing new: {stored / (again - linked):,.0f}/s"
    )
    print(f"finish     {finished - again:10.2f} s")
    print(f"size       {on_disk / size:10.2f} of the raw text ({on_disk / 1e6:.0f} MB)")
    print(
        f"holds      {status.documents:,} documents, {status.entities:,} entities, {status.mentions:,} mentions"
    )


def link(library: Library, collection: Collection) -> None:
    """Every name is an entity of its own."""
    ranks = {name: f"e{rank:08}" for rank, name in enumerate(collection.names)}
    used: set[str] = set()

    def placements() -> Iterator[tuple[str, list[Placement]]]:
        for document, _, _, entities in library.local_entities():
            yield document, [Placement(one.number, ranks[one.name], "same name") for one in entities]

    for _, _, _, entities in library.local_entities():
        used.update(one.name for one in entities)
    known = (
        Entity(ranks[name], name, "person" if rank % 2 else "organisation", (Alias(name, 1, "full name"),))
        for rank, name in enumerate(collection.names)
        if name in used
    )
    library.link(known, placements(), ((name.lower(), ranks[name]) for name in sorted(used)))


def timed(name: str, ask: Callable[[], object], times: int = 20) -> None:
    """Print p50 and p95 of `times` calls in milliseconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - begun) * 1000)
    spent.sort()
    print(f"{name:44} {statistics.median(spent):9.2f} / {spent[int(len(spent) * 0.95) - 1]:.2f}")


def opened_and_listed(path: Path) -> object:
    """What stands between the command and the first screen."""
    with Library.open(path) as library:
        return library.status(), library.documents(limit=50)


def ask(path: Path, collection: Collection) -> None:
    """Time each question."""
    chance = random.Random(7)
    timed("open, status, first page of documents", lambda: opened_and_listed(path))
    with Library.open(path) as library:
        ids = [row.id for row in library.documents(order="arrival", limit=None)]
        top = library.entities(limit=1)[0]
        middle = library.entities(limit=400)[-1]
        words = collection.words
        print(
            f"most named: {top.name} in {top.documents} documents; middle: {middle.name} in {middle.documents}"
        )
        timed("status", library.status)
        for order in ("date", "title", "arrival"):
            timed(
                f"documents by {order}, a page from anywhere",
                lambda o=order: library.documents(o, chance.choice(ids)),
            )  # type: ignore[misc]
        timed("documents that hold characters", lambda: library.documents(contains=chance.choice(words)[:5]))
        timed("documents of the most named", lambda: library.documents(entity=top.id))
        timed("neighbours of a document", lambda: library.neighbours(chance.choice(ids)))
        timed("one document whole", lambda: library.document(chance.choice(ids)))
        timed(
            "find a document by its name", lambda: library.find_document(f"{chance.randrange(len(ids)):07}")
        )
        timed("who's who, first page", library.entities)
        timed(
            "who's who that holds characters",
            lambda: library.entities(contains=chance.choice(collection.names)[:6]),
        )
        timed(
            "find an entity by its name", lambda: library.find_entities(chance.choice(collection.names[:100]))
        )
        for kind, row in (("most named", top), ("middle", middle)):
            timed(f"references, 50 documents, {kind}", lambda r=row: library.references(r.id))  # type: ignore[misc]
            timed(
                f"references in one document, {kind}", lambda r=row: library.references(r.id, document=ids[0])
            )  # type: ignore[misc]
            timed(f"card (companions kept), {kind}", lambda r=row: library.card(r.id))  # type: ignore[misc]
        timed("two together", lambda: library.passages_with(top.id, middle.id))
        searches = {
            "rare word": lambda: words[chance.randrange(20_000, 30_000)],
            "middling word": lambda: words[chance.randrange(300, 2000)],
            "common word": lambda: words[chance.randrange(0, 20)],
            "two words": lambda: f"{words[chance.randrange(10)]} {words[chance.randrange(100)]}",
            "phrase": lambda: f'"{words[chance.randrange(5)]} {words[chance.randrange(5)]}"',
            "prefix": lambda: f"{words[chance.randrange(1000)][:3]}*",
            "name": lambda: f'@"{collection.names[chance.randrange(50)]}"',
            "name and common word": lambda: (
                f'@"{collection.names[chance.randrange(50)]}" {words[chance.randrange(20)]}'
            ),
            "two names near": lambda: f'@"{top.name}" NEAR @"{collection.names[chance.randrange(50)]}"',
            "name near word": lambda: (
                f'@"{collection.names[chance.randrange(50)]}" NEAR {words[chance.randrange(20)]}'
            ),
            "word in a span of dates": lambda: f"{words[chance.randrange(300)]} date:2001..2003",
        }
        for kind, query in searches.items():
            for order in ("rank", "newest"):
                timed(f"search {kind}, {order}", lambda q=query, o=order: library.search(q(), order=o), 10)  # type: ignore[misc]
    with Library.open(path) as library:
        from reader.library.cards import beside

        timed("companions counted anew, most named", lambda: beside(library._connection, top.id), 5)
        timed("companions counted anew, middle", lambda: beside(library._connection, middle.id), 5)


def main() -> None:
    """Build, then ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument(
        "--library", type=Path, help="keep the library in this file, or ask one that is there"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    collection = Collection(given.documents, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = given.library or Path(folder) / "bench.vgt"
        if path.exists():
            print(f"asking {path}", file=sys.stderr)
        else:
            build(path, collection)
        ask(path, collection)


if __name__ == "__main__":
    main()
