"""The whole way, from bare text to linked names, against spaCy's small and medium models with two ways of linking, in one run.

    python tests/benchmarks/quality.py [--no-spacy] [--repeat 3]

Corpora: the development parts of the press releases and of our own annotations, and gum-dev. Recognition: strict F1. Linking: B-cubed over documents
where a name that was not found counts as wrong in recall and one that is none in precision (Cai and Strube 2010, B3-sys without
its singleton rule). What spaCy finds is linked by lower-cased spelling, and by thirty obvious rules (surname, initials, legal forms). Speed:
words a CPU second of finding names alone, one thread; memory: peak resident of the process that does it.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (ROOT, Path(__file__).parent):
    sys.path.insert(0, str(place))

import linking  # noqa: E402
import recognition  # noqa: E402

from reader.sources import load_text  # noqa: E402

Found = list[tuple[int, int, str, str]]
"""start, end, type, cluster of each name in a text."""

KINDS = ("person", "organisation")
CORPORA = ("press", "own", "gum-dev")


def ours(texts: Sequence[str]) -> list[Found]:
    """What `vgt-reader extract` makes of the texts as one collection."""
    lines = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    command = [sys.executable, "-m", "reader", "extract", "--jsonl", "-", "--jobs", "1"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return [[(e["start"], e["end"], e["type"], e["cluster"]) for e in row["entities"]] for row in rows]


def linked(system: linking.System, texts: Sequence[str], names: Sequence[Sequence[tuple]]) -> list[Found]:
    """Names that another model found, linked by a baseline."""
    documents = [
        linking.Marked(str(n), text, tuple((s, e, kind, None) for s, e, kind in sorted(found)))
        for n, (text, found) in enumerate(zip(texts, names, strict=True))
    ]
    keys = system(documents)
    return [[(s, e, kind, keys[d.id, i]) for i, (s, e, kind, _) in enumerate(d.names)] for d in documents]


def b_cubed(gold: Sequence[Found], found: Sequence[Found]) -> float:
    """B-cubed F1 in percent over all documents; names are the same when their spans are."""
    truth = {(n, s, e): cluster for n, row in enumerate(gold) for s, e, _, cluster in row}
    said = {(n, s, e): cluster for n, row in enumerate(found) for s, e, _, cluster in row}
    both = Counter((truth[key], said[key]) for key in truth.keys() & said.keys())
    in_truth, in_said = Counter(truth.values()), Counter(said.values())
    precision = sum(k * k / in_said[c] for (_, c), k in both.items()) / max(1, len(said))
    recall = sum(k * k / in_truth[c] for (c, _), k in both.items()) / max(1, len(truth))
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def clusters(shared: Path) -> dict[tuple[str, str], Found]:
    """The marked clusters of the documents that have them."""
    documents = [("press", one) for one in linking.press(shared / "corpora", "dev")]
    documents += [("gum-dev", one) for one in linking.marked(shared / "corpora", "gum-dev")]
    return {(name, one.id): [(s, e, k, c) for s, e, k, c in one.names if c] for name, one in documents}


def without_optional(marked: recognition.Marked, truth: Found, found: Found) -> Found:
    """Names that count: neither in a doubtful passage nor marked without a cluster (which counts neither way)."""
    real = {(s, e) for s, e, *_ in truth}
    bare = [(s, e) for s, e, _ in marked.names if (s, e) not in real]
    doubtful = [*marked.doubtful, *bare]
    return [one for one in found if not any(one[0] < high and low < one[1] for low, high in doubtful)]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--no-spacy", action="store_true")
    options.add_argument("--repeat", type=int, default=3)
    asked = options.parse_args()
    gold = [one for one in recognition.corpora(asked.shared) if one.corpus in CORPORA]
    texts = [one.text for one in gold]
    ends = {name: [n for n, one in enumerate(gold) if one.corpus == name] for name in CORPORA}
    found: dict[str, list[Found]] = {"vgt-reader": []}
    whole: list[Found] = [[] for _ in gold]
    for at in ends.values():
        for n, row in zip(at, ours([texts[n] for n in at]), strict=True):
            whole[n] = row
    found["vgt-reader"] = whole
    say_own_speed(texts, asked.repeat)
    if not asked.no_spacy:
        with tempfile.TemporaryDirectory() as folder:
            for name, package in recognition.SPACY.items():
                names = recognition.with_spacy(package, texts, Path(folder))
                for how, system in (
                    ("spelling", linking.by_spelling),
                    ("obvious rules", linking.by_obvious_rules),
                ):
                    rows: list[Found] = [[] for _ in gold]
                    for at in ends.values():
                        made = linked(system, [texts[n] for n in at], [names[n] for n in at])
                        for n, row in zip(at, made, strict=True):
                            rows[n] = row
                    found[f"{name}, {how}"] = rows
    say_table(gold, ends, clusters(asked.shared), found)


def say_own_speed(texts: Sequence[str], repeat: int) -> None:
    """Words a CPU second of our tagger and rules, and what they hold in memory."""
    began = time.perf_counter()
    from reader.recognise.recogniser import settle
    from reader.recognise.tagger import Tagger

    tagger = Tagger()
    loading = time.perf_counter() - began
    documents = [load_text(text) for text in texts]
    breaks = [[block.start for block in document.blocks] for document in documents]
    words = sum(len(text.split()) for text in texts)
    tagging, settling = [], []
    for _ in range(repeat):
        start = time.process_time()
        tagged = tagger.tag(texts, breaks)
        tagging.append(time.process_time() - start)
        start = time.process_time()
        for document, names in zip(documents, tagged, strict=True):
            settle(document, names)
        settling.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    model, rules = statistics.median(tagging), statistics.median(settling)
    print(
        f"vgt-reader: {words / model:,.0f} words/s (CPU, names only; with all rules {words / (model + rules):,.0f}), "
        f"loaded in {loading:.2f} s, {peak:,.0f} MB with the corpora"
    )


def say_table(
    gold: Sequence[recognition.Marked],
    ends: dict[str, list[int]],
    truth: dict[tuple[str, str], Found],
    found: dict[str, list[Found]],
) -> None:
    """Rows are corpora and systems."""
    print(f"\n{'corpus':10}{'system':26}{'people':>8}{'organisations':>15}{'both':>7}{'B3 linked':>11}")
    for name, at in ends.items():
        for system, rows in found.items():
            counts = recognition.tally([gold[n] for n in at], [[f[:3] for f in rows[n]] for n in at])[name]
            single = [recognition.measures(counts, (kind,))[2] for kind in KINDS]
            both = recognition.measures(counts, KINDS)[2]
            line = f"{name:10}{system:26}{single[0]:8.1f}{single[1]:15.1f}{both:7.1f}"
            if all((name, gold[n].id) in truth for n in at):
                wanted = [truth[name, gold[n].id] for n in at]
                kept = [without_optional(gold[n], truth[name, gold[n].id], rows[n]) for n in at]
                line += f"{b_cubed(wanted, kept):11.1f}"
            print(line)


if __name__ == "__main__":
    main()
