"""Libraries of one document of any size, with a name every so many characters, made without reading or recognising anything for long."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from reader.library import FileSeen, Library, Stored
from reader.model import (
    Alias,
    Block,
    Document,
    Entity,
    Link,
    LocalEntity,
    Mention,
    NameForm,
    Placement,
    Recognised,
)

__all__ = ["BIG_LINE", "BIG_LINES", "FIRST", "LAST", "SMALL", "library_of"]

FIRST, LAST = "First words of all.", "Finis."
_LINE = "The Harbour Police walked along the pier, slowly and without any hurry, while lamps were lit.\n"


def _text(size: int, line: str, end: str) -> str:
    return f"{FIRST}{end}{line * (size // len(line))}{LAST}\n"


SMALL = _text(10_000, _LINE, "\n\n")
_FOUR = (
    "The Harbour Police walked along the quiet old pier.\n"
    + "There was nobody about, and nothing at all to see.\n" * 3
)
BIG_LINES = _text(10_000_000, _FOUR, "\n\n")
BIG_LINE = _text(1_000_000, _LINE.replace("\n", " "), " ")


def library_of(path: Path, text: str, block: int = 0) -> Path:
    """A library at `path` of one document: a block a paragraph, or blocks of `block` lines; every "Harbour Police" is a mention."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if block:
        pattern = re.compile(rf"(?:[^\n]+\n){{1,{block}}}")
    else:
        pattern = re.compile(r"(?:[^\n]+\n)+")
    blocks = tuple(Block("paragraph", each.start(), each.end() - 1) for each in pattern.finditer(text))
    mentions = tuple(
        Mention(each.start(), each.end(), each.group(), "organisation")
        for each in re.finditer("Harbour Police", text)
    )
    links = tuple(Link(number, "full name") for number in range(len(mentions)))
    local = LocalEntity(
        0, "organisation", "Harbour Police", links, (NameForm("Harbour Police", len(links), "full name"),)
    )
    document = Document(sha256[:12], "/made/big.txt", sha256, text, blocks)
    entity = Entity(
        "harbour-police",
        "Harbour Police",
        "organisation",
        (Alias("Harbour Police", len(links), "full name"),),
        len(links),
        1,
    )
    with Library.create_or_open(path) as library:
        library.plan([FileSeen("/made/big.txt", 1, 1)], ["/made"], "made")
        for work in library.take(1):
            library.store([Stored(work.source, document, Recognised(mentions), (local,), (), 0.0)])
        library.link(
            [entity],
            [(document.id, [Placement(0, "harbour-police", "same name")])],
            [("harbour police", "harbour-police")],
        )
        library.finish()
    return path
