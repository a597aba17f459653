"""What is shown of reasons: documents by title and date in place of their ids, spellings that differ by capitals in one row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from reader.library.codec import path_from
from reader.library.connection import Connection
from reader.model import Alias

__all__ = ["gathered", "titled"]

_ID = re.compile(r"\b[0-9a-f]{12}\b")
_TITLES = """SELECT d.uid, t.title, d.path, d.date FROM doc d JOIN doc_text t ON t.doc_id = d.id
    WHERE d.uid IN (SELECT value FROM json_each(:ids))"""
_WIDE = 48
"""Characters of a title that a reason quotes."""


def titled(connection: Connection, texts: Iterable[str]) -> list[str]:
    """`texts` with each id of one of the library's documents replaced by its title (or file name) and date."""
    listed = list(texts)
    ids = sorted({id_ for text in listed for id_ in _ID.findall(text)})
    if not ids:
        return listed
    names = {
        uid: _named(title or PurePath(path_from(path)).name, date)
        for uid, title, path, date in connection.rows(_TITLES, {"ids": json.dumps(ids)})
    }
    return [_ID.sub(lambda found: names.get(found[0], found[0]), text) for text in listed]


def _named(title: str, date: str) -> str:
    plain = " ".join(title.split())
    if len(plain) > _WIDE:
        plain = plain[:_WIDE].rsplit(" ", 1)[0] + " …"
    return f"“{plain}” ({date})" if date else f"“{plain}”"


def gathered(aliases: Sequence[Alias]) -> tuple[Alias, ...]:
    """One row for all spellings that differ by capitals and spaces alone, with the count of all and the others said in passing."""
    rows: dict[str, list[Alias]] = {}
    for alias in aliases:
        rows.setdefault(" ".join(alias.text.casefold().split()), []).append(alias)
    found = []
    for row in rows.values():
        chief = min(
            row, key=lambda alias: (alias.text.isupper() and len(alias.text) > 5, -alias.count, alias.text)
        )
        others = [f"{' '.join(alias.text.split())} {alias.count:,}" for alias in row if alias is not chief]
        reason = "; also ".join((chief.reason, ", ".join(others))) if others else chief.reason
        found.append(Alias(" ".join(chief.text.split()), sum(alias.count for alias in row), reason))
    return tuple(sorted(found, key=lambda alias: (-alias.count, alias.text)))
