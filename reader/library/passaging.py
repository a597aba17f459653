"""Decided passages, document by document: what a ruling orders for each, and writing it over the machine's answer.

A document is taken up again only when what is ordered for it, or the machine's answer, has changed (`ruled_doc.signature`).
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from reader.library.codec import blocks_from, forms_to, spans_from, texts_from, texts_to
from reader.library.connection import Connection
from reader.library.folding import line, word_starts
from reader.library.rewriting import NOBODY, Mark, Orders, Span, find_passage, rewrite, word_spans
from reader.library.ruled import MADE, Ruled, Spot
from reader.library.storing import Places
from reader.model import BOILERPLATE_WITH_NAMES, NameForm

__all__ = ["documents_with", "missing_passages", "occurrences", "rewrite_documents"]

_DOC_OF = "SELECT id FROM doc WHERE sha256 = :sha256 AND listed = 1"
_WITH_WORD = "SELECT rowid FROM fts WHERE fts MATCH :match"
_TEXT = """SELECT t.body, t.blocks, t.sentences, d.date FROM doc_text t JOIN doc d ON d.id = t.doc_id WHERE d.id = :doc"""
_RULED = "SELECT doc_id, signature FROM ruled_doc"
_REMEMBER = """INSERT INTO ruled_doc(doc_id, signature, missing) VALUES (:doc, :signature, :missing)
    ON CONFLICT(doc_id) DO UPDATE SET signature = excluded.signature, missing = excluded.missing"""
_RESTORE = """UPDATE mention SET number = b.number, score = b.score, reason = b.reason FROM machine_mention b
    WHERE mention.doc_id = :doc AND b.doc_id = mention.doc_id AND b.start = mention.start AND b."end" = mention."end\""""
_MACHINE = """SELECT m.start, m."end", m.type, l.machine_id, m.score, m.reason, m.number FROM mention m
    LEFT JOIN local l ON l.doc_id = m.doc_id AND l.number = m.number WHERE m.doc_id = :doc ORDER BY m.start"""
_KEEP = """INSERT INTO machine_mention(doc_id, start, "end", number, score, reason, text)
    VALUES (:doc, :start, :end, :number, :score, :reason, :text)"""
_CHANGE = """UPDATE mention SET number = :number, score = :score, reason = :reason
    WHERE doc_id = :doc AND start = :start AND "end" = :end"""
_ADD = """INSERT INTO mention(doc_id, start, "end", number, sentence, boilerplate, word, words, paragraph, item, type,
    score, link, reason) VALUES (:doc, :start, :end, :number, :sentence, :boilerplate, :word, :words, :paragraph, -1, :type,
    :score, 1.0, :reason)"""
_LOCAL = """INSERT INTO local(doc_id, number, machine_id, type, name, strength, acronym, titles, hints, forms, n, date, reason)
    VALUES (:doc, :number, :owner, :type, :name, 'full', NULL, '[]', '[]', :forms, 0, :date, 'decided')"""
_COUNT = """UPDATE local SET n = (SELECT count(*) FROM mention m WHERE m.doc_id = local.doc_id AND m.number = local.number)
    WHERE doc_id = :doc"""


def documents_with(connection: Connection, word: str) -> list[int]:
    """The listed documents whose text may hold `word`; what the index cannot find (signs alone) is nowhere."""
    if not word_starts(word):
        return []
    quoted = word.replace('"', '""')
    return [int(doc) for (doc,) in connection.rows(_WITH_WORD, {"match": f'body : "{quoted}"'})]


def occurrences(text: str, blocks: str, word: str) -> list[Span]:
    """Where `word` stands in a document, outside furniture that names nobody."""
    bare = [
        (block.start, block.end)
        for block in blocks_from(blocks)
        if block.kind == "boilerplate" and block.label not in BOILERPLATE_WITH_NAMES
    ]
    spans = word_spans(text, word)
    return [span for span in spans if not any(start <= span[0] < end for start, end in bare)]


def missing_passages(connection: Connection) -> list[str]:
    """The texts of decided passages that their documents no longer hold."""
    rows = connection.rows("SELECT missing FROM ruled_doc WHERE missing <> '[]' ORDER BY doc_id")
    return [text for (missing,) in rows for text in texts_from(missing)]


class _Plan:
    """What a ruling orders for each document, before its text is looked at."""

    def __init__(self, connection: Connection, ruling: Ruled) -> None:
        self._connection = connection
        self._docs: dict[str, int | None] = {}
        self._words: dict[str, list[int]] = {}
        self.orders: dict[int, list[tuple[Any, ...]]] = {}
        members: dict[str, list[str]] = {}
        for one, head in ruling.heads.items():
            members.setdefault(head, []).append(one)
        for moved in ruling.movements:
            type_ = moved.type or ruling.made.get(moved.to, ("", "person"))[1]
            for sha256 in moved.documents:
                group = sorted({ruling.head(moved.entity), *members.get(ruling.head(moved.entity), ())})
                self._order(sha256, "all", moved.entity, moved.to, type_, *group)
            for spot in moved.mentions:
                self._spot("move", spot, moved.entity, moved.to, type_)
        for added in ruling.added:
            reason = f"added by {added.who}"
            for spot in added.mentions:
                self._spot("add", spot, added.type, added.entity, reason)
            if added.word:
                for doc in self._with(added.word):
                    self.orders.setdefault(doc, []).append(
                        ("word", added.word, added.type, added.entity, reason)
                    )
        for spot in sorted(ruling.ignored_mentions, key=_place):
            self._spot("ignore", spot)
        for word, type_ in sorted(ruling.ignored_words):
            for doc in self._with(word):
                self.orders.setdefault(doc, []).append(("ignore word", word, type_))
        for spot in sorted(ruling.confirmed_mentions, key=_place):
            self._spot("confirm", spot)

    def _with(self, word: str) -> list[int]:
        if word not in self._words:
            self._words[word] = documents_with(self._connection, word)
        return self._words[word]

    def _spot(self, kind: str, spot: Spot, *rest: str) -> None:
        self._order(spot.sha256, kind, spot.start, spot.end, spot.text, *rest)

    def _order(self, sha256: str, *order: Any) -> None:
        if sha256 not in self._docs:
            self._docs[sha256] = self._connection.value(_DOC_OF, {"sha256": sha256})
        doc = self._docs[sha256]
        if doc is not None:
            self.orders.setdefault(doc, []).append(order)


def _place(spot: Spot) -> tuple[str, int, int]:
    return spot.sha256, spot.start, spot.end


def rewrite_documents(
    connection: Connection, ruling: Ruled, about_to: Callable[[int], None]
) -> Iterable[int]:
    """Write what is decided about passages wherever that, or the machine's answer, changed; the rows of those documents.

    `about_to` is called before each. Their local entities are left to be shown anew.
    """
    orders = _Plan(connection, ruling).orders
    before: dict[int, str] = dict(connection.rows(_RULED))
    changed = []
    for doc in sorted(before.keys() | orders.keys()):
        wanted = orders.get(doc, [])
        signature = hashlib.blake2b(json.dumps(wanted).encode(), digest_size=12).hexdigest()
        if before.get(doc) == signature:
            continue
        changed.append(doc)
        about_to(doc)
        missing = _rewrite(connection, doc, wanted, ruling.head)
        if wanted:
            row = {"doc": doc, "signature": signature, "missing": texts_to(missing)}
            connection.run(_REMEMBER, row)
        else:
            connection.run("DELETE FROM ruled_doc WHERE doc_id = :doc", {"doc": doc})
    return changed


def _rewrite(
    connection: Connection, doc: int, wanted: list[tuple[Any, ...]], head: Callable[[str], str]
) -> list[str]:
    """Bring one document to the machine's answer and then to what is decided; the texts that were not found in it."""
    here = {"doc": doc}
    connection.run("DELETE FROM mention WHERE doc_id = :doc AND item < 0", here)
    connection.run(_RESTORE, here)
    connection.run("DELETE FROM machine_mention WHERE doc_id = :doc", here)
    connection.run(f"DELETE FROM local WHERE doc_id = :doc AND number >= {MADE}", here)
    missing: list[str] = []
    row = connection.row(_TEXT, here) if wanted else None
    if row is not None:
        text, blocks, sentences, date = row
        machine = {(start, end): rest for start, end, *rest in connection.rows(_MACHINE, here)}
        marks = [Mark(*span, rest[0], rest[1], rest[2], rest[3]) for span, rest in machine.items()]
        orders = _orders(text, blocks, wanted, missing)
        decided = rewrite(text, marks, orders, head)
        numbers = _make_locals(connection, doc, date, text, decided)
        place = _Placing(text, blocks, sentences)
        for mark in decided:
            _write(connection, doc, mark, text, machine.get(mark.span), numbers, place)
    connection.run(_COUNT, here)
    return missing


def _orders(text: str, blocks: str, wanted: list[tuple[Any, ...]], missing: list[str]) -> Orders:
    """The orders with their passages found in the text."""
    orders = Orders()
    for kind, *what in wanted:
        if kind == "all":
            orders.moves.append((what[0], what[1], what[2], (), True))
        elif kind == "word":
            word, type_, entity, reason = what
            orders.adds += [(span, type_, entity, reason, False) for span in occurrences(text, blocks, word)]
        elif kind == "ignore word":
            orders.ignored_words.add((line(what[0]), what[1]))
        else:
            span = find_passage(text, *what[:3])
            if span is None:
                missing.append(what[2])
            elif kind == "move":
                orders.moves.append((what[3], what[4], what[5], (span,), False))
            elif kind == "add":
                orders.adds.append((span, what[3], what[4], what[5], True))
            else:
                (orders.ignored if kind == "ignore" else orders.confirmed).add(span)
    return orders


def _make_locals(
    connection: Connection, doc: int, date: str, text: str, decided: list[Mark]
) -> dict[str, int]:
    """A local entity for everybody to whom passages were given; owner -> its number."""
    moved: dict[str, list[Mark]] = {}
    for mark in decided:
        if mark.moved and mark.owner is not None:
            moved.setdefault(mark.owner, []).append(mark)
    numbers = {owner: MADE + n for n, owner in enumerate(sorted(moved))}
    for owner, marks in moved.items():
        said = Counter(line(text[mark.start : mark.end]) for mark in marks)
        forms = [NameForm(form, n, "decided") for form, n in sorted(said.items())]
        row = {
            "doc": doc,
            "number": numbers[owner],
            "owner": owner,
            "type": marks[0].type,
            "name": forms[0].text,
            "forms": forms_to(forms) if owner != NOBODY else "[]",
            "date": date,
        }
        connection.run(_LOCAL, row)
    return numbers


class _Placing:
    """Sentence, paragraph and words of a span; worked out when a name is added, which is rare."""

    def __init__(self, text: str, blocks: str, sentences: str) -> None:
        self._text, self._blocks, self._spans = text, blocks, sentences

    @cached_property
    def _words(self) -> list[int]:
        return word_starts(self._text)

    @cached_property
    def _sentences(self) -> list[int]:
        return [start for start, _ in spans_from(self._spans)]

    @cached_property
    def _places(self) -> Places:
        return Places(blocks_from(self._blocks))

    def of(self, span: Span) -> dict[str, Any]:
        """The columns of a mention that follow from its place."""
        start, end = span
        paragraph, furniture = self._places.of(start)
        first = bisect_left(self._words, start)
        return {
            "sentence": bisect_right(self._sentences, start) - 1,
            "paragraph": paragraph,
            "boilerplate": furniture,
            "word": first,
            "words": bisect_left(self._words, end) - first,
        }


def _write(
    connection: Connection,
    doc: int,
    mark: Mark,
    text: str,
    machine: list[Any] | None,
    numbers: dict[str, int],
    place: _Placing,
) -> None:
    """One decided mention, and beside it the machine's answer where that was another."""
    row = {"doc": doc, "start": mark.start, "end": mark.end, "score": mark.score, "reason": mark.reason}
    if machine is None:
        connection.run(
            _ADD, {**row, "type": mark.type, "number": numbers[mark.owner or NOBODY], **place.of(mark.span)}
        )
        return
    _, _, score, reason, number = machine
    now = numbers[mark.owner] if mark.moved and mark.owner is not None else number
    if (now, mark.score, mark.reason) != (number, score, reason):
        said = line(text[mark.start : mark.end])
        connection.run(_KEEP, {**row, "number": number, "score": score, "reason": reason, "text": said})
        connection.run(_CHANGE, {**row, "number": now})
