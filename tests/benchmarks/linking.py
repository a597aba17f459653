"""How well names are linked: cross-document CoNLL F1 with given mentions, against two baselines in the same run.

    python tests/benchmarks/linking.py [--only press] [--errors 40] [--untidy]

Given are the marked names (gold spans and types); what is measured is which of them are put together. "spelling" joins what is
spelt alike but for case, over all documents; "obvious" adds thirty lines that anybody would write: surnames, initials, legal forms.
Corpora stand beside the checkout in ../shared/corpora; in Re-DocRED and re3d entities hold within a document only, so there each
document is a collection of its own. re3d states a handful of "is the same as" relations and makes an entity of its own of every other
mention, so it is shown a second time with repetitions of a spelling joined.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from linking_metrics import Scores, scores
from linking_untidy import CHANGES, untidy

from reader.model import Block, Document, Mention, Recognised
from reader.resolve import Collection, within

TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")


@dataclass(frozen=True)
class Marked:
    """A document with marked names: (start, end, type, cluster or None where the mention does not count)."""

    id: str
    text: str
    names: tuple[tuple[int, int, str, str | None], ...]


Task = tuple[str, int]
System = Callable[[Sequence[Marked]], dict[Task, str]]


def press(corpora: Path, part: str = "all") -> list[Marked]:
    """Press releases: clusters hold over documents. `part`: "dev" (every fifth by hash), "train" or "all"."""
    found = []
    for row in _rows(corpora / "press" / "press.jsonl.gz"):
        dev = int(row["sha256"][:8], 16) % 5 == 0
        if part != "all" and dev != (part == "dev"):
            continue
        names = tuple(
            (e["start"], e["end"], TYPES[e["type"]], None if e.get("optional") else e["cluster"])
            for e in row["entities"]
        )
        found.append(Marked(row["id"], row["text"], names))
    return found


def marked(corpora: Path, name: str, wiki: bool = False) -> list[Marked]:
    """A corpus of `ner/`: names of people, organisations and places. `wiki`: only clusters that hold over documents count."""
    found = []
    for row in _rows(corpora / "ner" / f"{name}.jsonl.gz"):
        names = []
        for e in sorted(row["entities"], key=lambda e: (e["start"], e["end"])):
            if e.get("kind", "NAM") != "NAM" or e["type"] not in TYPES:
                continue
            cluster = e.get("cluster")
            if cluster and cluster.startswith("wiki:"):
                counted = cluster
            else:
                counted = None if wiki or not cluster else f"{row['id']}#{cluster}"
            names.append((e["start"], e["end"], TYPES[e["type"]], counted))
        found.append(Marked(row["id"], row["text"], tuple(names)))
    return found


def repeats_joined(documents: Sequence[Marked]) -> list[Marked]:
    """The documents with every repetition of a spelling put into the cluster of its first mention."""
    found = []
    for d in documents:
        leader: dict[str, str] = {}

        def head(cluster: str, leader: dict[str, str] = leader) -> str:
            while leader.setdefault(cluster, cluster) != cluster:
                cluster = leader[cluster]
            return cluster

        first: dict[tuple[str, str], str] = {}
        for start, end, type, cluster in d.names:
            if cluster:
                spelling = (type, " ".join(d.text[start:end].lower().split()))
                leader[head(cluster)] = head(first.setdefault(spelling, cluster))
        names = tuple((s, e, type, head(cluster) if cluster else None) for s, e, type, cluster in d.names)
        found.append(Marked(d.id, d.text, names))
    return found


def say_repeats(documents: Sequence[Marked], name: str) -> None:
    """Print how many repetitions of a spelling within a document the marks join, and how many they keep apart."""
    together = apart = 0
    worst = (0, "", "")
    for d in documents:
        clusters: dict[tuple[str, str], list[str]] = defaultdict(list)
        for start, end, type, cluster in d.names:
            if cluster:
                clusters[type, d.text[start:end].lower()].append(cluster)
        for (_, spelling), listed in clusters.items():
            apart += len(set(listed)) - 1
            together += len(listed) - len(set(listed))
            worst = max(worst, (len(set(listed)), spelling, d.id))
    print(
        f"{name}: of {together + apart} repetitions of a spelling within a document its marks call {together} the same and {apart} another "
        f"(“{worst[1]}” in {worst[2]}: {worst[0]} entities)."
    )


def _rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def by_spelling(documents: Sequence[Marked]) -> dict[Task, str]:
    """What is spelt alike but for case and spaces is one."""
    return {
        (d.id, i): type + " ".join(d.text[start:end].lower().split())
        for d in documents
        for i, (start, end, type, _) in enumerate(d.names)
    }


def by_obvious_rules(documents: Sequence[Marked]) -> dict[Task, str]:
    """Thirty obvious lines: surname -> the last full name with it here, initials -> the long name here, legal forms dropped."""
    keys: dict[Task, str] = {}
    for d in documents:
        texts = [" ".join(d.text[s:e].split()) for s, e, _, _ in d.names]
        initials: dict[str, str] = {}
        for text, (_, _, type, _) in zip(texts, d.names, strict=True):
            words = [
                w
                for w in re.findall(r"[\w&]+", text)
                if w.lower() not in ("of", "the", "for", "and", "on", "in")
            ]
            if type != "person" and len(words) > 1:
                initials.setdefault("".join(w[0] for w in words).upper(), _plain(text))
        surnames: dict[str, str] = {}
        for text, (_, _, type, _) in zip(texts, d.names, strict=True):
            words = re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Jr|Sr)\b\.?|,", "", text).split()
            if type == "person" and len(words) > 1:
                surnames[words[-1].lower()] = " ".join(words).lower()
        for i, (text, (_, _, type, _)) in enumerate(zip(texts, d.names, strict=True)):
            key = _plain(text)
            if type == "person":
                words = re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Jr|Sr)\b\.?|,", "", text).split() or [text]
                key = (
                    surnames.get(words[-1].lower(), " ".join(words).lower())
                    if len(words) == 1
                    else " ".join(words).lower()
                )
            elif text.replace(".", "").isupper() and len(text) < 7:
                key = initials.get(text.replace(".", ""), key)
            keys[d.id, i] = type + key
    return keys


def _plain(text: str) -> str:
    text = re.sub(r"\bU\.S\.", "united states", text.lower())
    return re.sub(r"^the |,? (?:inc|corp|ltd|llc|co|plc)\b\.?$|\.", "", text)


def by_reader(documents: Sequence[Marked], sources: bool = False) -> dict[Task, str]:
    """What the reader does."""
    collection = Collection()
    local = {}
    for d in documents:
        mentions = tuple(Mention(s, e, d.text[s:e], type) for s, e, type, _ in d.names)  # type: ignore[arg-type]
        blocks = tuple(Block("paragraph", m.start(), m.end()) for m in PARAGRAPH.finditer(d.text))
        entities = within(Document(d.id, d.id, d.id, d.text, blocks), Recognised(mentions))
        local[d.id] = entities
        collection.observe(d.id, d.id.split("/")[0] if sources else None, None, entities)
    collection.settle()
    keys: dict[Task, str] = {}
    for d in documents:
        placed = {
            p.number: p.entity
            for p in collection.place(d.id, d.id.split("/")[0] if sources else None, local[d.id])
        }
        for entity in local[d.id]:
            for link in entity.links:
                keys[d.id, link.mention] = placed[entity.number]
    return keys


def gold(documents: Sequence[Marked]) -> dict[Task, str]:
    """The clusters as marked, for the mentions that count."""
    return {(d.id, i): cluster for d in documents for i, (_, _, _, cluster) in enumerate(d.names) if cluster}


def measure(
    documents: Sequence[Marked], system: System, alone: bool = False
) -> tuple[Scores, dict[Task, str]]:
    """The scores of `system`; with `alone` each document is its own collection."""
    truth = gold(documents)
    if not alone:
        keys = system(documents)
    else:
        keys = {task: f"{d.id}|{key}" for d in documents for task, key in system([d]).items()}
        truth = {(id, i): f"{id}|{cluster}" for (id, i), cluster in truth.items()}
    return scores(truth, keys), keys


def errors(documents: Sequence[Marked], keys: dict[Task, str], most: int) -> None:
    """Print what costs most: entities of the text that are in pieces, and clusters of ours that hold several."""
    truth = gold(documents)
    texts = {
        (d.id, i): " ".join(d.text[s:e].split()) for d in documents for i, (s, e, _, _) in enumerate(d.names)
    }
    for title, ours, theirs in (("in pieces", truth, keys), ("wrongly one", keys, truth)):
        groups: dict[str, list[Task]] = defaultdict(list)
        for task in truth:
            groups[ours[task]].append(task)
        ranked = []
        for name, tasks in groups.items():
            pieces = Counter(theirs[task] for task in tasks)
            if len(pieces) > 1:
                ranked.append((len(tasks) - max(pieces.values()), name, tasks))
        print(f"--- {title}")
        for lost, name, tasks in sorted(ranked, reverse=True)[:most]:
            parts: dict[str, Counter[str]] = defaultdict(Counter)
            for task in tasks:
                parts[theirs[task]][texts[task]] += 1
            shown = " | ".join(
                f"[{k}] {dict(v.most_common(4))}"
                for k, v in sorted(parts.items(), key=lambda p: -sum(p[1].values()))[:5]
            )
            print(f"{lost:4d} {name}: {shown}")


def tasks(corpora: Path) -> dict[str, tuple[list[Marked], bool]]:
    """Name -> (documents, whether each document is its own collection)."""
    gum = marked(corpora, "gum-train", wiki=True) + marked(corpora, "gum-dev", wiki=True)
    return {
        "press": (press(corpora), False),
        "press dev": (press(corpora, "dev"), False),
        "gum": (gum, False),
        "gum one by one": (marked(corpora, "gum-train") + marked(corpora, "gum-dev"), True),
        "redocred one by one": (marked(corpora, "redocred-dev"), True),
        "re3d one by one": (marked(corpora, "re3d-dev"), True),
        "re3d, repeats joined": (repeats_joined(marked(corpora, "re3d-dev")), True),
    }


def apart(documents: Sequence[Marked]) -> list[Marked]:
    """The documents without names that lie in other names."""
    found = []
    for d in documents:
        names: list[tuple[int, int, str, str | None]] = []
        for name in sorted(d.names):
            if not names or name[0] >= names[-1][1]:
                names.append(name)
        found.append(Marked(d.id, d.text, tuple(names)))
    return found


def when_untidy(documents: Sequence[Marked], alone: bool) -> dict[str, tuple[float, float]]:
    """(CoNLL F1, B-cubed precision) in percent, as the spans are ("as marked") and with each kind of untidiness."""
    tidy = apart(documents)
    found = {}
    for kind in ("as marked", *CHANGES):
        changed = (
            [Marked(d.id, *untidy(d.text, d.names, kind, d.id)) for d in tidy] if kind in CHANGES else tidy
        )
        result, _ = measure(changed, by_reader, alone)
        found[kind] = (100 * result.conll, 100 * result.b_cubed.precision)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--corpora", type=Path, default=Path(__file__).resolve().parents[3] / "shared" / "corpora"
    )
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--untidy", action="store_true", help="also with spans made untidy in the usual ways")
    options = parser.parse_args()
    print(f"{'':22}{'':10}{'CoNLL':>7}{'MUC p':>8}{'r':>6}{'B3 p':>8}{'r':>6}{'CEAFe':>8}{'s':>7}")
    for name, (documents, alone) in tasks(options.corpora).items():
        if options.only and options.only != name:
            continue
        for label, system in (
            ("spelling", by_spelling),
            ("obvious", by_obvious_rules),
            ("reader", by_reader),
        ):
            began = time.perf_counter()
            result, keys = measure(documents, system, alone)
            took = time.perf_counter() - began
            print(
                f"{name:22}{label:10}{100 * result.conll:7.1f}{100 * result.muc.precision:8.1f}{100 * result.muc.recall:6.1f}"
                f"{100 * result.b_cubed.precision:8.1f}{100 * result.b_cubed.recall:6.1f}{100 * result.ceaf.f1:8.1f}{took:7.1f}"
            )
        if name.startswith("re3d one"):
            say_repeats(documents, "re3d")
            print(
                "so it says nothing of links; the next lines take repetitions as one and keep the links that it states."
            )
        if options.untidy:
            for kind, (conll, precision) in when_untidy(documents, alone).items():
                print(f"{'':22}{kind:24}{conll:7.1f}  B3 p {precision:.1f}")
        if options.errors:
            errors(documents, keys, options.errors)


if __name__ == "__main__":
    main()
