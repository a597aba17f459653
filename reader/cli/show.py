"""`vgt-reader show`: one document, to read, to count offsets in, or with its names numbered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.documents import document_value, own_title
from reader.cli.libraries import opened
from reader.cli.mentions import mention_value
from reader.cli.output import count, json_line, plain, say, width, write
from reader.errors import CommandError
from reader.model import paragraph_label

if TYPE_CHECKING:
    from reader.library import Library
    from reader.model import Block, Metadata
    from reader.readmodel import DocumentRow, MentionRow, StoredDocument

__all__ = ["command", "numbered"]

MEASURE = 80


@click.command("show", help="Print a document: DOCUMENT is its id, file name, path or words of its title.")
@click.argument("document")
@click.option("--text", "form", flag_value="text", help="Exactly the text that offsets count in.")
@click.option(
    "--refs", "form", flag_value="refs", help="With numbered names and the list of them (for screen readers)."
)
@click.option("--json", "form", flag_value="json", help="Everything, as one JSON object.")
@options.library
def command(document: str, form: str | None, library: str | None) -> None:
    """Print a document."""
    if not document:
        raise CommandError("no document was named", "show", "`vgt-reader documents` lists them")
    with opened(library) as store:
        found = store.document(store.find_document(document))
        if form == "text":
            write(found.text[:], end="")
        elif form == "json":
            twins = store.group(found.row.id).twins
            copies = next((twin.copies for twin in twins if twin.row.id == found.row.id), ())
            write(json_line(document_whole(found, copies)))
        elif form == "refs":
            _show_with_references(store, found)
        else:
            _show(found.row, found.text[:], found.blocks)
            for said in (*found.warnings, *found.notes):
                say(f"Note: {said}")


def metadata_value(metadata: Metadata) -> dict[str, Any]:
    """What a document says about itself, each value with the rule and the passage that it was read off."""
    values: dict[str, Any] = {}
    for field in ("title", "date", "place", "agency", "source", "author", "language"):
        found = getattr(metadata, field)
        if found is not None:
            values[field] = {"value": found.value, **asdict(found.evidence)}
    return values


def document_whole(found: StoredDocument, copies: tuple[str, ...] = ()) -> dict[str, Any]:
    """A document with everything in it: the keys of the listing, then more; `copies` are other files with the same content."""
    return {
        **document_value(found.row),
        "place": found.row.place,
        "agency": found.row.agency,
        "warnings": list(found.warnings),
        "notes": list(found.notes),
        "metadata": metadata_value(found.metadata),
        "copies": list(copies),
        "text": found.text,
        "blocks": [asdict(block) for block in found.blocks],
        "mentions": [mention_value(mention) for mention in found.mentions],
    }


def _show(row: DocumentRow, text: str, blocks: Sequence[Block]) -> None:
    """Print a heading and the text, typeset as in the reader."""
    from reader.tui.text import Layout, Setting, row_text

    room = min(width() or MEASURE, MEASURE)
    about = " · ".join(filter(None, (row.source, row.place, row.date or "undated", row.grade, row.id)))
    if not (blocks and blocks[0].kind == "heading" and text[blocks[0].start : blocks[0].end] == row.title):
        write(plain(own_title(row) or f"[{PurePath(row.path).name or row.title}]"))
    write(f"{plain(about)}\n")
    layout = Layout(text, blocks, Setting(room, room))
    piece = layout.first
    while piece is not None:
        for line in layout.rows(piece):
            write((" " * line.indent + row_text(text, line)).rstrip() if line.kind != "blank" else "")
        piece = layout.after(piece)


def numbered(
    text: str, blocks: Sequence[Block], mentions: Sequence[MentionRow]
) -> tuple[str, tuple[Block, ...], dict[str, int]]:
    """The text with the number of its entity behind each name ("Rob Jones [1]"), its blocks moved along, and entity -> number."""
    from reader.model import Block

    numbers: dict[str, int] = {}
    parts: list[str] = []
    shifts: list[tuple[int, int]] = [
        (0, 0)
    ]  # from this offset of the old text on, so much further right in the new one
    at = shift = 0
    for mention in mentions:
        if mention.entity is None or mention.start < at:
            continue
        number = numbers.setdefault(mention.entity, len(numbers) + 1)
        mark = f" [{number}]"
        parts += (text[at : mention.end], mark)
        at, shift = mention.end, shift + len(mark)
        shifts.append((at, shift))
    parts.append(text[at:])

    def moved(offset: int, end: bool) -> int:
        # A mark stands behind its name: a block that ends there holds it, one that begins there comes after it.
        passed = [more for start, more in shifts if start < offset or (start == offset and end)]
        return offset + (passed[-1] if passed else 0)

    new = tuple(
        Block(
            block.kind,
            moved(block.start, False),
            moved(block.end, True),
            block.level,
            block.label,
            block.page,
        )
        for block in blocks
    )
    return "".join(parts), new, numbers


def _show_with_references(store: Library, found: StoredDocument) -> None:
    """Print the text with numbered names, then who the numbers are."""
    text, blocks, numbers = numbered(found.text[:], found.blocks, found.mentions)
    _show(found.row, text, blocks)
    write("\nNames\n")
    for line in _names(store, found, numbers):
        write(plain(line))


def _names(store: Library, found: StoredDocument, numbers: dict[str, int]) -> Iterator[str]:
    """One line a name: number, name, kind, paragraphs here, how often elsewhere."""
    for entity, number in numbers.items():
        row = store.entity(entity)
        here = [mention for mention in found.mentions if mention.entity == entity]
        paragraphs = ", ".join(
            paragraph_label(n) for n in dict.fromkeys(mention.paragraph for mention in here)
        )
        elsewhere = row.documents - 1
        more = f"; in {count(elsewhere, 'other document')} too" if elsewhere > 0 else ""
        times = count(len(here), "time")
        yield f"[{number}] {row.name}, {row.type}: {times} here{f' ({paragraphs})' if paragraphs else ''}{more}"
