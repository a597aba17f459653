"""Blocks, metadata, name forms and evidence as JSON columns, and back."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from reader.model import Alias, Block, Evidence, Found, Metadata, NameForm

__all__ = [
    "aliases_from",
    "aliases_to",
    "blocks_from",
    "blocks_to",
    "counts_from",
    "counts_to",
    "evidence_from",
    "evidence_to",
    "forms_from",
    "forms_to",
    "lines_from",
    "lines_to",
    "metadata_from",
    "metadata_to",
    "path_from",
    "path_to",
    "spans_from",
    "spans_to",
    "texts_from",
    "texts_to",
    "with_repeated",
]


_LINE = struct.Struct("<Iq")
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def blocks_to(blocks: Sequence[Block]) -> str:
    """[[kind, start, end, level, label, page], …] without trailing defaults."""
    rows = []
    for block in blocks:
        row: list[Any] = [block.kind, block.start, block.end, block.level, block.label, block.page]
        for default in (None, "", 0):
            if row[-1] != default:
                break
            row.pop()
        rows.append(row)
    return _dump(rows)


def blocks_from(text: str) -> tuple[Block, ...]:
    """The reverse of `blocks_to`."""
    return tuple(Block(*row) for row in json.loads(text))


def with_repeated(blocks: Sequence[Block], repeated: str | None) -> tuple[Block, ...]:
    """The blocks, those with the numbers that `repeated` lists (JSON) as the furniture that the collection shows them to be."""
    if not repeated or repeated == "[]":
        return tuple(blocks)
    marked = set(json.loads(repeated))
    return tuple(
        replace(block, kind="boilerplate", level=0, label="repeated")
        if number in marked and block.kind != "boilerplate"
        else block
        for number, block in enumerate(blocks)
    )


def _evidence_row(evidence: Evidence) -> list[Any]:
    return [evidence.rule, evidence.text, evidence.start, evidence.end, evidence.score]


def metadata_to(metadata: Metadata) -> str:
    """{field: [value, rule, text, start, end, score]} of the fields that were found, without trailing defaults."""
    found: dict[str, list[Any]] = {}
    for name in ("title", "date", "place", "agency", "source", "author", "language"):
        value: Found | None = getattr(metadata, name)
        if value is not None:
            row = [value.value, *_evidence_row(value.evidence)]
            for default in (1.0, None, None):
                if row[-1] != default:
                    break
                row.pop()
            found[name] = row
    return _dump(found)


def metadata_from(text: str) -> Metadata:
    """The reverse of `metadata_to`."""
    return Metadata(**{name: Found(row[0], Evidence(*row[1:])) for name, row in json.loads(text).items()})


_USUAL = "named in full"
"""The reason of three forms in four: written as 0."""


def forms_to(forms: Sequence[NameForm], name: str = "") -> str:
    """[[text, count, reason], …]; only the count where the one form is the `name` itself, in full."""
    if len(forms) == 1 and name and forms[0].text == name and forms[0].reason == _USUAL:
        return str(forms[0].count)
    return _dump([[form.text, form.count, 0 if form.reason == _USUAL else form.reason] for form in forms])


def forms_from(text: str, name: str = "") -> tuple[NameForm, ...]:
    """The reverse of `forms_to`."""
    if text.isdecimal():
        return (NameForm(name, int(text), _USUAL),)
    return tuple(
        NameForm(form, count, _USUAL if reason == 0 else reason) for form, count, reason in json.loads(text)
    )


def aliases_to(aliases: Sequence[Alias]) -> str:
    """[[text, count, reason], …], by text."""
    return _dump(sorted([alias.text, alias.count, alias.reason] for alias in aliases))


def aliases_from(text: str) -> tuple[Alias, ...]:
    """The reverse of `aliases_to`."""
    return tuple(Alias(*row) for row in json.loads(text))


def evidence_to(evidence: Sequence[Evidence]) -> str:
    """[[rule, text, start, end, score], …]."""
    return _dump([_evidence_row(one) for one in evidence])


def evidence_from(text: str) -> tuple[Evidence, ...]:
    """The reverse of `evidence_to`."""
    return tuple(Evidence(*row) for row in json.loads(text))


def texts_to(texts: Sequence[str]) -> str:
    """A list of strings."""
    return _dump(list(texts))


def texts_from(text: str) -> tuple[str, ...]:
    """The reverse of `texts_to`."""
    return tuple(json.loads(text)) if text != "[]" else ()


def spans_to(spans: Sequence[tuple[int, int]]) -> str:
    """Sorted spans as [start, length, start, length, …], each start counted from the end before."""
    flat, at = [], 0
    for start, end in spans:
        flat += [start - at, end - start]
        at = end
    return _dump(flat)


def counts_to(counts: Mapping[str, int]) -> str:
    """{word: number}, sorted."""
    return _dump(dict(sorted(counts.items())))


def counts_from(text: str) -> dict[str, int]:
    """The reverse of `counts_to`."""
    return dict(json.loads(text))


def lines_to(lines: Sequence[tuple[int, int]]) -> bytes:
    """(number of a block, key of its line), twelve bytes each."""
    return b"".join(_LINE.pack(number, key) for number, key in lines)


def lines_from(stored: bytes | None) -> list[tuple[int, int]]:
    """The reverse of `lines_to`."""
    return [(number, key) for number, key in _LINE.iter_unpack(stored or b"")]


def spans_from(text: str) -> list[tuple[int, int]]:
    """The reverse of `spans_to`."""
    spans, at = [], 0
    numbers = iter(json.loads(text))
    for gap in numbers:
        start = at + gap
        at = start + next(numbers)
        spans.append((start, at))
    return spans


def path_to(path: str) -> str | bytes:
    """A path as it is stored: text, or bytes where the file's name is not UTF-8."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def path_from(stored: str | bytes) -> str:
    """The reverse of `path_to`."""
    return os.fsdecode(stored) if isinstance(stored, bytes) else stored
