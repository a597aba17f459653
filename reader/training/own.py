"""Our own annotations (`annotations/documents.jsonl`): standoff, joined with the texts that lie with the corpora.

Every offset is checked against its text; a corpus that has changed is an error, not a silent shift.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

__all__ = ["STANDOFF", "own_annotations"]

STANDOFF = Path(__file__).parent / "annotations" / "documents.jsonl"


def own_annotations(corpora: Path, standoff: Path | None = None) -> Iterator[dict[str, Any]]:
    """Each annotated document as a row with its `text`; `standoff` is the file that ships unless another is given.

    Raises ValueError when a text is not there or not the one that was annotated.
    """
    with (standoff or STANDOFF).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = _texts(corpora, {row["id"].split("#")[0] for row in rows})
    for row in rows:
        yield {**row, "text": _checked(row, texts)}


def _texts(corpora: Path, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for folder, name in (("senate", "releases.jsonl.gz"), ("courts", "opinions.jsonl.gz")):
        with gzip.open(corpora / folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if (key := f"{folder}/{row['id']}") in wanted:
                    found[key] = row["text"]
    return found


def _checked(row: Mapping[str, Any], texts: Mapping[str, str]) -> str:
    name, _, span = row["id"].partition("#")
    if name not in texts:
        raise ValueError(f"{row['id']}: the corpora hold no such text")
    text = texts[name]
    if span:
        start, _, end = span.partition("-")
        text = text[int(start) : int(end)]
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        raise ValueError(f"{row['id']}: the text is not the one that was annotated")
    wrong = [entity for entity in row["entities"] if text[entity["start"] : entity["end"]] != entity["text"]]
    if wrong:
        raise ValueError(f"{row['id']}: {wrong[0]['text']!r} does not stand at {wrong[0]['start']}")
    return text
