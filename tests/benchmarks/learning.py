"""What `vgt-reader train --from-decisions` brings: somebody puts the names right in most documents of a collection; the rest is measured.

    python tests/benchmarks/learning.py [--corpus gum-dev] [--part 0.6] [--minutes 5]

The annotated documents of a development corpus become files and are indexed. In `--part` of them a simulated user corrects every name
that is wrong (ignores what is none, adds what is missing) and confirms the five entities with most mentions; then the command itself is
run. Printed: its own figures on its held-out tenth, and strict F1 of people and organisations on the documents that the user never
touched, before and after. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (ROOT, Path(__file__).parent):
    sys.path.insert(0, str(place))

from recognition import Marked, corpora, counted  # noqa: E402

from reader.cli import run  # noqa: E402
from reader.decisions import MentionRef, new_decision  # noqa: E402
from reader.indexing import index  # noqa: E402
from reader.indexing.deciding import apply_log, log_of, reference  # noqa: E402
from reader.indexing.models import own_folder  # noqa: E402
from reader.library import Library  # noqa: E402
from reader.readmodel import StoredDocument  # noqa: E402
from reader.recognise import Recogniser  # noqa: E402
from reader.sources import load_text  # noqa: E402

KINDS = ("person", "organisation")


def names_in(stored: StoredDocument) -> set[tuple[int, int, str]]:
    """The names that the library shows in a document."""
    return {(one.start, one.end, one.type) for one in stored.mentions if one.type != "date"}


def put_right(library: Path, marked: dict[str, Marked]) -> int:
    """The simulated user; how many decisions it took."""
    made = []
    with Library.open(library) as store:
        for row in store.documents(limit=None):
            gold = marked.get(Path(row.path).stem)
            if gold is None:
                continue
            stored = store.document(row.id)
            real = set(gold.names)
            for start, end, kind in sorted(names_in(stored) ^ real):
                spot = MentionRef(row.sha256, start, end, stored.text[start:end])
                if any(low < end and start < high for low, high in gold.doubtful):
                    continue
                if (start, end, kind) not in real:
                    made.append(new_decision("ignore", "user", mentions=(spot,), salt=str(len(made))))
                elif not any(start < e and s < end for s, e, _ in names_in(stored)):
                    made.append(new_decision("add", "user", type=kind, mentions=(spot,), salt=str(len(made))))
        made += [
            new_decision("confirm", "user", entities=(reference(store, one.id),))
            for one in store.entities(limit=5)
        ]
    log_of(library).append(made)
    with Library.open(library, write=True) as store:
        for problem in apply_log(store)[:3]:
            print("  problem:", problem.what)
    return len(made)


def f1(recogniser: Recogniser, documents: list[Marked]) -> float:
    """Strict F1 of people and organisations, in percent."""
    right = found = gold = 0
    for one in documents:
        names = [(m.start, m.end, m.type) for m in recogniser.recognise(load_text(one.text)).mentions]
        real = {name for name in counted(one, names) if name[2] in KINDS}
        wanted = {name for name in one.names if name[2] in KINDS}
        right, found, gold = right + len(real & wanted), found + len(real), gold + len(wanted)
    return 200 * right / (found + gold) if found + gold else 0.0


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--corpus", default="gum-dev")
    options.add_argument("--part", type=float, default=0.6)
    options.add_argument("--minutes", type=float, default=5.0)
    asked = options.parse_args()
    documents = [one for one in corpora(asked.shared) if one.corpus == asked.corpus]
    cut = round(len(documents) * asked.part)
    touched, others = documents[:cut], documents[cut:]
    with tempfile.TemporaryDirectory() as name:
        folder, library = Path(name) / "texts", Path(name) / "user.vgt"
        folder.mkdir()
        keys = {f"{number:04}": one for number, one in enumerate(touched)}
        for key, one in keys.items():
            (folder / f"{key}.txt").write_bytes(one.text.encode())
        index([folder], library, jobs=1)
        with Library.open(library) as store:
            whole = {
                Path(row.path).stem
                for row in store.documents(limit=None)
                if store.document(row.id).text == keys[Path(row.path).stem].text
            }
        print(f"{len(whole)} of {len(keys)} texts came through letter by letter; the others are left alone")
        count = put_right(library, {key: one for key, one in keys.items() if key in whole})
        print(f"{count} decisions in {len(whole)} documents of {asked.corpus}")
        before = f1(Recogniser(), others)
        run(["train", "--from-decisions", "--library", str(library), "--minutes", str(asked.minutes)])
        model = own_folder(library)
        print(f"documents never touched ({len(others)}): F1 {before:.1f} before", end="")
        print(
            f", {f1(Recogniser(model), others):.1f} after" if model.exists() else ", the model was not used"
        )


if __name__ == "__main__":
    main()
