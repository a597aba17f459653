"""`vgt-reader notes`: the notes and tags of a library, each with what it is on; as lines, as JSON, or as Markdown with citations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.documents import own_title
from reader.cli.libraries import library_file, opened
from reader.cli.output import complain, count, json_line, plain, say, write
from reader.errors import LibraryError, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library import Library
    from reader.readmodel import StoredDocument
    from reader.session import Note

__all__ = ["Standing", "command"]


@click.command("notes", help="List the notes with all these WORDS (in the note, its tags, or what it is on).")
@click.argument("words", nargs=-1, metavar="[WORDS]…")
@options.library
@click.option(
    "--tag", "tags", multiple=True, metavar="T", help="Only those with this tag (several: with all)."
)
@options.in_document
@options.of_entity
@click.option("--markdown", is_flag=True, help="As Markdown, each note with the passage and where it stands.")
@click.option(
    "-o", "out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Into this file."
)
@options.as_json
def command(
    words: tuple[str, ...],
    library: str | None,
    tags: tuple[str, ...],
    document: str | None,
    entity: str | None,
    markdown: bool,
    out: Path | None,
    as_json: bool,
) -> int:
    """List notes."""
    from reader.session import Notebook, notes_file

    path = library_file(library)
    book = Notebook(notes_file(path))
    notes, problems = book.read()
    for problem in problems:
        complain(str(problem))
    wanted = {tag.lstrip("#").lower() for tag in tags}
    chosen = [note for note in notes.search(" ".join(words)) if wanted <= {tag.lower() for tag in note.tags}]
    try:
        with opened(str(path)) as store:
            lines = _lines(_concerning(store, chosen, document, entity), Standing(store), markdown, as_json)
    except LibraryError as error:
        if document or entity:
            raise
        say(f"Note: {plain(str(error))}; what the notes are on is given as it was kept with them")
        lines = _lines(chosen, Standing(None), markdown, as_json)
    if out is not None:
        out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", errors="replace")
        say(f"{count(len(chosen), 'note')} written to {plain(str(out))}")
    else:
        for line in lines:
            write(line)
        if not chosen and not as_json:
            say(
                "no note has these words"
                if notes.all()
                else f"nothing is noted yet ({plain(str(book.path))})"
            )
    return 1 if problems else 0


def _concerning(
    store: Library, notes: Sequence[Note], document: str | None, entity: str | None
) -> Sequence[Note]:
    """The notes on a document and its passages, or on an entity, where one is asked for."""
    if document is not None:
        row = store.document(store.find_document(document)).row
        notes = [note for note in notes if note.on.entity is None and _is_on(note, row.id, row.path)]
    if entity is not None:
        from reader.cli.libraries import entity_meant

        meant = entity_meant(store, entity)
        names = {meant.name.casefold()}
        notes = [
            note
            for note in notes
            if note.on.entity is not None and (note.on.entity == meant.id or note.on.name.casefold() in names)
        ]
    return notes


def _is_on(note: Note, document: str, path: str) -> bool:
    return note.on.document == document or bool(path and note.on.file == path)


class Standing:
    """What notes are on and where that stands now; without a library, as it was kept with the note."""

    def __init__(self, store: Library | None) -> None:
        self._store = store
        self._documents: dict[str, StoredDocument | None] = {}

    def document(self, note: Note) -> StoredDocument | None:
        """The document of a note, as it is now."""
        if self._store is None or note.on.document is None:
            return None
        key = note.on.file or note.on.document
        if key not in self._documents:
            self._documents[key] = self._found(note.on.document, note.on.file)
        return self._documents[key]

    def _found(self, document: str, path: str) -> StoredDocument | None:
        """By its file, which outlives a change of its words; else by its id."""
        return (self._stored(path) if path else None) or self._stored(document)

    def _stored(self, reference: str) -> StoredDocument | None:
        assert self._store is not None
        try:
            return self._store.document(self._store.find_document(reference))
        except NotFound:
            return None

    def span(self, note: Note) -> tuple[int, int] | None:
        """Where the passage of a note is now; None for whole documents and names, or where its words are gone."""
        from reader.session import find_anchor

        document, anchor = self.document(note), note.on.passage
        if document is None or anchor is None:
            return None
        found = find_anchor(document.text, anchor)
        if found is None:
            return None
        return found.offset, min(
            len(document.text), found.offset + max(0, (note.on.end or 0) - anchor.offset)
        )

    def cite(self, note: Note) -> str:
        """The words that a note is on and their source, in lines."""
        from reader.model import paragraph_of
        from reader.session import cite

        document, span = self.document(note), self.span(note)
        if note.on.entity is not None:
            return ""
        if document is None:
            return f"“{note.on.words}”\n{note.on.file}" if note.on.words else note.on.file
        if span is None:
            gone = f"“{note.on.words}” (not written there any more)\n" if note.on.words else ""
            row = document.row
            return f"{gone}{row.title or row.path}, {row.date or 'undated'}\n{row.path}, sha256 {row.sha256}"
        return cite(document.row, document.text[:], *span, paragraph_of(document.blocks, span[0])).strip()

    def value(self, note: Note) -> dict[str, Any]:
        """A note for programs."""
        document, span = self.document(note), self.span(note)
        row = document.row if document is not None else None
        kind = "entity" if note.on.entity is not None else "passage" if note.on.passage else "document"
        return {
            "id": note.id,
            "at": note.at,
            "changed": note.changed or None,
            "by": note.by,
            "text": note.text,
            "tags": list(note.tags),
            "on": kind,
            "entity": note.on.entity,
            "name": note.on.name or None,
            "document": row.id if row is not None else note.on.document,
            "path": row.path if row is not None else note.on.file or None,
            "title": own_title(row) if row is not None else None,
            "date": row.date if row is not None else None,
            "source": row.source if row is not None else None,
            "sha256": row.sha256 if row is not None else None,
            "start": span[0] if span else None,
            "end": span[1] if span else None,
            "quote": document.text[slice(*span)] if document is not None and span else note.on.words or None,
        }


def _lines(notes: Sequence[Note], standing: Standing, markdown: bool, as_json: bool) -> list[str]:
    """What is printed."""
    if as_json:
        return [json_line(standing.value(note)) for note in notes]
    if markdown:
        from reader.session import notes_as_markdown

        return notes_as_markdown(notes, cite=standing.cite).rstrip("\n").split("\n")
    return [plain(line) for note in notes for line in _for_people(note, standing)]


def _for_people(note: Note, standing: Standing) -> list[str]:
    """A note in a few lines."""
    tags = "".join(f" #{tag}" for tag in note.tags)
    head = f"{note.at[:10]}  {note.on.name or note.on.entity or note.on.document}{tags}"
    lines = [head, *(f"  {line}" for line in note.text.splitlines())]
    span, document = standing.span(note), standing.document(note)
    if note.on.passage is not None:
        quote = " ".join(document.text[slice(*span)].split()) if document and span else note.on.words
        gone = "" if span or document is None else " (not written there any more)"
        lines.append(f"  > {quote}{gone}")
    return [*lines, ""]
