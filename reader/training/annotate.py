"""From an annotator's judgements to standoff: offsets are found and checked by program, never typed.

    python -m reader.training.annotate BATCH.py TEXTS.jsonl[.gz] -o STANDOFF.jsonl

`BATCH.py` is a list of calls as in `annotations/GUIDELINE.md` (DOC, P, O, L, ROLE, QUOTE, NOT, AT, MAYBE); `TEXTS` has {"id", "text"} a line. The
output has one JSON object a document, without the text: {"id", "sha256", "entities": [{"start", "end", "type", "text", "cluster",
"optional"?}], "roles": […], "quotes": […]}. Whatever cannot be found is printed, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Item", "expand", "read_batch", "read_texts"]

TYPES = {"P": "PER", "O": "ORG", "L": "LOC"}
KINDS = (*TYPES, "ROLE", "QUOTE", "NOT", "AT", "MAYBE")


@dataclass(frozen=True)
class Item:
    """One judgement in a batch."""

    kind: str
    values: tuple[Any, ...]
    options: dict[str, Any]


@dataclass
class Standoff:
    """What one document's judgements come to."""

    entities: list[dict[str, Any]] = field(default_factory=list)
    roles: list[dict[str, Any]] = field(default_factory=list)
    quotes: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_batch(path: Path) -> dict[str, tuple[Item, ...]]:
    """The judgements of a batch by document id. The file is Python that we wrote ourselves, and is run."""
    batch: dict[str, tuple[Item, ...]] = {}

    def document(name: str, *items: Item) -> None:
        if name in batch:
            raise SystemExit(f"{path}: {name} is annotated twice")
        batch[name] = items

    def maker(kind: str) -> Any:
        return lambda *values, **options: Item(kind, values, options)

    exec(
        compile(path.read_text(encoding="utf-8"), str(path), "exec"),
        {"DOC": document, **{kind: maker(kind) for kind in KINDS}},
    )
    return batch


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of every line of a corpus file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["id"], row["text"]


def pattern(form: str) -> re.Pattern[str]:
    """Whole words only; one space stands for any run of white space."""
    body = r"\s+".join(map(re.escape, form.split()))
    before = r"(?<!\w)" if re.match(r"\w", form) else ""
    after = r"(?!\w)" if re.search(r"\w$", form) else ""
    return re.compile(before + body + after)


def expand(items: tuple[Item, ...], text: str) -> Standoff:
    """Every occurrence of every listed form that lies in no longer form, less the exceptions."""
    out = Standoff()
    forms = [
        (form, TYPES[item.kind], item.values[0], False)
        for item in items
        if item.kind in TYPES
        for form in item.values[1:] or item.values[:1]
    ]
    forms += [
        (item.values[0], TYPES.get(item.values[1] if len(item.values) > 1 else "O", "ORG"), None, True)
        for item in items
        if item.kind == "MAYBE"
    ]
    nots = {item.values[:2] for item in items if item.kind == "NOT"}
    elsewhere = {item.values[:2]: item.values[2] for item in items if item.kind == "AT"}
    types = {name: kind for _, kind, name, _ in forms if name}
    taken: list[tuple[int, int]] = []
    for form, kind, name, optional in sorted(forms, key=lambda entry: -len(entry[0])):
        spans = [match.span() for match in pattern(form).finditer(text)]
        spans = [(start, end) for start, end in spans if not any(a < end and start < b for a, b in taken)]
        if not spans:
            out.problems.append(f"{form!r} not found, or only inside longer forms")
        for number, (start, end) in enumerate(spans, 1):
            taken.append((start, end))
            if (form, number) in nots:
                continue
            who = elsewhere.get((form, number), name)
            if who and who not in types:
                out.problems.append(f"AT names {who!r}, who is not listed")
            row = {
                "start": start,
                "end": end,
                "type": types.get(who, kind) if who else kind,
                "text": text[start:end],
                "cluster": who,
            }
            out.entities.append(row | ({"optional": True} if optional else {}))
    out.entities.sort(key=lambda row: int(row["start"]))
    _roles_and_quotes(items, text, types, out)
    return out


def _roles_and_quotes(items: tuple[Item, ...], text: str, types: dict[str, str], out: Standoff) -> None:
    for item in items:
        values, options = item.values, item.options
        if item.kind == "ROLE":
            if values[0] not in types:
                out.problems.append(f"ROLE of {values[0]!r}, who is not listed")
            organisation = values[2] if len(values) > 2 else None
            out.roles.append(
                {
                    "person": values[0],
                    "title": values[1],
                    "organisation": organisation,
                    "status": options.get("status", "current"),
                }
            )
        elif item.kind == "QUOTE":
            found = pattern(values[1]).search(text)
            if found is None:
                out.problems.append(f"QUOTE {values[1]!r} not found")
                continue
            out.quotes.append(
                {
                    "speaker": values[0],
                    "start": found.start(),
                    "end": found.end(),
                    "direct": options.get("direct", True),
                }
            )


def main() -> int:
    """Expand one batch."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("batch", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    chosen = parser.parse_args()
    batch, problems = read_batch(chosen.batch), 0
    texts = {name: text for name, text in read_texts(chosen.texts) if name in batch}
    with chosen.out.open("w", encoding="utf-8") as out:
        for name, items in batch.items():
            if name not in texts:
                print(f"{name}: no such text")
                problems += 1
                continue
            standoff = expand(items, texts[name])
            problems += len(standoff.problems)
            print("".join(f"{name}: {problem}\n" for problem in standoff.problems), end="")
            digest = hashlib.sha256(texts[name].encode()).hexdigest()
            row = {
                "id": name,
                "sha256": digest,
                "entities": standoff.entities,
                "roles": standoff.roles,
                "quotes": standoff.quotes,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{len(batch)} documents, {problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
