"""Documents into the library: text, blocks, local entities and mentions, a batch in one transaction."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime, timezone
from pathlib import PurePath
from typing import Any

from reader.library.codec import (
    blocks_to,
    counts_to,
    forms_to,
    lines_to,
    metadata_to,
    path_to,
    spans_to,
    texts_to,
)
from reader.library.connection import Connection
from reader.library.folding import line, word_starts
from reader.library.queue import current_run, fail_within, forget_members
from reader.library.shelf import (
    erase_contents,
    index_text,
    keep_path_live,
    shelve,
    touch,
    unindex_text,
    unlinked,
    unshelve,
)
from reader.model import Block, Document, Failure, LocalEntity, Recognised
from reader.readmodel import opening_title
from reader.values import dataclass

__all__ = ["Places", "Stored", "known", "opened", "same", "store", "unread"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a worker made of one file: `source` is the `Work` it was, `sentences` are spans of `document.text` in order.

    `member` is the path of a document within that file, `sketch` and `lines` (number of the block, key) what it is compared by.
    """

    source: int
    document: Document
    recognised: Recognised = field(default_factory=lambda: Recognised(()))
    entities: tuple[LocalEntity, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    seconds: float = 0.0
    member: str = ""
    sketch: bytes = b""
    lines: tuple[tuple[int, int], ...] = ()


_FIND = "SELECT id, extractor FROM doc WHERE sha256 = :sha256"
_BEFORE = "SELECT doc_id FROM source WHERE id = :source"
_OPENING = 90
"""Characters that stand for the title of a document without one."""

_TELLING = 4
"""Words that a paragraph has at least to stand for a title."""

_DOC = """INSERT INTO doc(id, uid, sha256, path, title, date, place, agency, source, language, format, encoding, chars, words,
        names, mentions, state, listed, added, extractor)
    VALUES (:id, :uid, :sha256, :path, :title, :date, :place, :agency, :source, :language, :format, :encoding, :chars, :words,
        :names, :mentions, :state, 1, :added, :extractor)
    ON CONFLICT(id) DO UPDATE SET path = excluded.path, title = excluded.title, date = excluded.date, place = excluded.place,
        agency = excluded.agency, source = excluded.source, language = excluded.language, format = excluded.format,
        encoding = excluded.encoding, chars = excluded.chars, words = excluded.words, names = excluded.names,
        mentions = excluded.mentions, state = excluded.state, listed = 1, extractor = excluded.extractor
    RETURNING id"""
_TEXT = """INSERT INTO doc_text(doc_id, title, body, blocks, sentences, metadata, warnings, notes)
    VALUES (:id, :title, :body, :blocks, :sentences, :metadata, :warnings, :notes)"""
_TRAIT = "INSERT INTO trait(doc_id, sketch, lines, dropped) VALUES (:id, :sketch, :lines, :dropped)"
_LOCAL = """INSERT INTO local(doc_id, number, type, name, strength, acronym, titles, hints, forms, n, date)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_MENTION = """INSERT INTO mention(doc_id, start, "end", number, sentence, boilerplate, word, words, paragraph, item, type,
    score, link, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_TITLE = """INSERT INTO title(doc_id, start, "end", number, text, honorific) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT(doc_id, start, "end") DO NOTHING"""
_DONE = """UPDATE source SET state = :state, sha256 = :sha256, doc_id = :doc, what = '', "where" = '', remedy = '',
    warnings = :warnings, notes = :notes, seconds = :seconds, extractor = (SELECT value FROM meta WHERE key = 'extractor')
    WHERE id = :source"""
_MEMBER = """INSERT INTO source(path, size, mtime_ns, state, run, parent) VALUES (:path, 0, 0, 'ok', :run, :parent)
    ON CONFLICT(path) DO UPDATE SET run = excluded.run, parent = excluded.parent, state = 'ok' RETURNING id"""
_OPENED = """UPDATE source SET state = :state, doc_id = NULL, sha256 = NULL, what = '', "where" = '', remedy = '',
    warnings = :warnings, notes = '[]', seconds = :seconds, extractor = (SELECT value FROM meta WHERE key = 'extractor')
    WHERE id = :source"""


def known(connection: Connection, sha256: str) -> bool:
    """Whether this content is stored already, read by the extractor of the current run: then `same` is enough."""
    sql = f"SELECT extractor = (SELECT value FROM meta WHERE key = 'extractor') FROM ({_FIND})"
    return bool(connection.value(sql, {"sha256": sha256}))


def same(connection: Connection, source: int, sha256: str, seconds: float = 0.0, member: str = "") -> None:
    """A file (or a member of it) whose content is stored already: one document, one more source row."""
    with connection.writing():
        doc = connection.value(_FIND, {"sha256": sha256})
        row = connection.row(
            "SELECT d.state, t.warnings, t.notes FROM doc d JOIN doc_text t ON t.doc_id = d.id WHERE d.id = :doc",
            {"doc": doc},
        )
        done = dict(zip(("state", "warnings", "notes"), row or ("ok", "[]", "[]"), strict=True))
        _finish(
            connection, _row(connection, source, member), doc, {**done, "sha256": sha256, "seconds": seconds}
        )
        shelve(connection, doc)
        touch(connection)


def opened(connection: Connection, source: int, warnings: Sequence[str], seconds: float = 0.0) -> None:
    """A file that holds documents and is none itself was read to its end; what was in it before and is not any more is gone."""
    with connection.writing():
        before = connection.value(_BEFORE, {"source": source})
        state = "partial" if warnings else "ok"
        connection.run(
            _OPENED, {"source": source, "state": state, "warnings": texts_to(warnings), "seconds": seconds}
        )
        if before is not None:
            unshelve(connection, before, erase=True)
        forget_members(connection, source)
        touch(connection)


def unread(connection: Connection, source: int, member: str, failure: Failure, seconds: float = 0.0) -> None:
    """A member of a file that did not become a document."""
    with connection.writing():
        fail_within(connection, _row(connection, source, member), failure, seconds)


def _row(connection: Connection, source: int, member: str) -> int:
    """The row of a file, or of a member of it."""
    if not member:
        return source
    bindings = {"path": path_to(member), "run": current_run(connection), "parent": source}
    return int(connection.value(_MEMBER, bindings))


def store(connection: Connection, batch: Sequence[Stored]) -> None:
    """Write what workers made, in one transaction; the batch is there whole or not at all (about 200 documents are a good size)."""
    with connection.writing():
        extractor = connection.value("SELECT value FROM meta WHERE key = 'extractor'")
        for one in batch:
            _store(connection, one, extractor)
        unlinked(connection)
        touch(connection)


def _store(connection: Connection, one: Stored, extractor: str) -> None:
    document = one.document
    found = connection.row(_FIND, {"sha256": document.sha256})
    done = {
        "state": "partial" if document.warnings else "ok",
        "sha256": document.sha256,
        "warnings": texts_to(document.warnings),
        "notes": texts_to(document.notes),
        "seconds": one.seconds,
    }
    if found is None or found[1] != extractor:
        doc = _write(connection, one, extractor, None if found is None else found[0])
    else:
        doc = found[0]
        shelve(connection, doc)
    _finish(connection, _row(connection, one.source, one.member), doc, done)
    if not one.member:
        forget_members(connection, one.source)


def _finish(connection: Connection, source: int, doc: int, done: dict[str, Any]) -> None:
    before = connection.value(_BEFORE, {"source": source})
    connection.run(_DONE, {"source": source, "doc": doc, **done})
    keep_path_live(connection, doc)
    if before is not None and before != doc:
        unshelve(connection, before, erase=True)


def _write(connection: Connection, one: Stored, extractor: str, doc: int | None) -> int:
    """Insert the document, or replace what an older extractor made of it under the same row."""
    document = one.document
    if doc is not None:
        if connection.value("SELECT listed FROM doc WHERE id = :id", {"id": doc}):
            unindex_text(connection, doc)
        erase_contents(connection, doc)
    starts = word_starts(document.text)
    row = _row_of(one, starts)
    if doc is None and connection.value("SELECT count(*) FROM doc WHERE uid = :uid", row):
        # Two contents in some billion pairs share twelve digits: the second is told by more of them.
        row["uid"] = document.sha256[:16]
    title = row["title"]
    added = datetime.now(timezone.utc).isoformat(timespec="seconds")
    doc = int(connection.value(_DOC, {"id": doc, "added": added, "extractor": extractor, **row}))
    connection.run(
        _TEXT,
        {
            "id": doc,
            "title": title,
            "body": document.text,
            "blocks": blocks_to(document.blocks),
            "sentences": spans_to(one.sentences),
            "metadata": metadata_to(document.metadata),
            "warnings": texts_to(document.warnings),
            "notes": texts_to(document.notes),
        },
    )
    dropped = Counter(block.label or "other" for block in document.blocks if block.kind == "boilerplate")
    traits = {"id": doc, "sketch": one.sketch, "lines": lines_to(one.lines), "dropped": counts_to(dropped)}
    connection.run(_TRAIT, traits)
    connection.many(_LOCAL, (_local_row(doc, local, row["date"]) for local in one.entities))
    connection.many(_MENTION, _mention_rows(doc, one, starts))
    connection.many(_TITLE, _title_rows(doc, one))
    index_text(connection, doc)
    return doc


def _row_of(one: Stored, starts: Sequence[int]) -> dict[str, Any]:
    document, found = one.document, one.document.metadata
    return {
        "uid": document.id,
        "sha256": document.sha256,
        "path": path_to(document.path),
        "title": _title_of(document),
        "date": found.date.value if found.date else "",
        "place": found.place.value if found.place else None,
        "agency": found.agency.value if found.agency else None,
        "source": found.source.value if found.source else None,
        "language": found.language.value if found.language else None,
        "format": document.format,
        "encoding": document.encoding,
        "chars": len(document.text),
        "words": _words_outside_furniture(document, starts),
        "names": sum(local.type != "place" for local in one.entities),
        "mentions": len(one.recognised.mentions),
        "state": "partial" if document.warnings else "ok",
    }


def _title_of(document: Document) -> str:
    """What the lists show: the title that was found, else the first words, else the file's name made harmless."""
    if document.metadata.title and document.metadata.title.value.strip():
        return line(document.metadata.title.value).strip()
    opening = _opening(document)
    if opening:
        return opening_title(opening)
    name = PurePath(document.path).name or document.id
    return "".join(mark if mark.isprintable() else "�" for mark in name)


def _opening(document: Document) -> str:
    """The first words that say something: the beginning of a paragraph, the dateline before it left out."""
    for block in document.blocks:
        if block.kind in ("heading", "standfirst", "paragraph", "list", "quote"):
            words = line(document.text[block.start : min(block.end, block.start + 4 * _OPENING)]).strip()
            if len(words) > _OPENING:
                words = words[:_OPENING].rpartition(" ")[0] or words[:_OPENING]
            if len(words.split()) >= _TELLING:
                return words.rstrip(" ,;:.-–—")
    return ""


def _words_outside_furniture(document: Document, starts: Sequence[int]) -> int:
    readable = (block for block in document.blocks if block.kind != "boilerplate")
    return sum(bisect_left(starts, block.end) - bisect_left(starts, block.start) for block in readable)


def _local_row(doc: int, local: LocalEntity, date: str) -> tuple[Any, ...]:
    return (
        doc,
        local.number,
        local.type,
        local.name,
        local.strength,
        local.acronym,
        texts_to(local.titles),
        texts_to(local.hints),
        forms_to(local.forms, local.name),
        len(local.links),
        date,
    )


def _mention_rows(doc: int, one: Stored, words: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """One row a mention, with the sentence, paragraph and word that it stands in."""
    links = {link.mention: (local.number, link) for local in one.entities for link in local.links}
    starts = [start for start, _ in one.sentences]
    place = Places(one.document.blocks)
    for item, mention in enumerate(one.recognised.mentions):
        number, link = links.get(item, (None, None))
        paragraph, furniture = place.of(mention.start)
        first, after = bisect_left(words, mention.start), bisect_left(words, mention.end)
        yield (
            doc,
            mention.start,
            mention.end,
            number,
            bisect_right(starts, mention.start) - 1,
            furniture,
            first,
            after - first,
            paragraph,
            item,
            mention.type,
            mention.score,
            link.score if link else 1.0,
            link.reason if link else mention.reason,
        )


def _title_rows(doc: int, one: Stored) -> Iterator[tuple[Any, ...]]:
    """The titles that stand beside mentions which belong to somebody."""
    owner = {link.mention: local.number for local in one.entities for link in local.links}
    for title in one.recognised.titles:
        if title.mention in owner:
            text = line(title.title).strip()
            yield doc, title.start, title.end, owner[title.mention], text, title.honorific


class Places:
    """Which paragraph an offset stands in (as `model.paragraph_of`), and whether it is furniture; logarithmic."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._numbers: list[int] = []
        number = 0
        for block in blocks:
            number += block.kind not in ("boilerplate", "dateline")
            self._numbers.append(number)

    def of(self, offset: int) -> tuple[int, bool]:
        """(paragraph, boilerplate?)."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0, False
        return self._numbers[at], self._blocks[at].kind == "boilerplate"
