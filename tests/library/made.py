"""A small collection made from model values: no files, no tagger. Names are found by spelling, sentences by full stops."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.library import FileSeen, Library, Stored, sketch_of
from reader.model import (
    Alias,
    Block,
    Document,
    Entity,
    EntityType,
    Evidence,
    Found,
    Link,
    LocalEntity,
    Mention,
    Metadata,
    NameForm,
    Placement,
    Recognised,
    Suggestion,
    TitleUse,
)
from reader.sources import line_keys

EXTRACTOR = "made-1"


@dataclass(frozen=True)
class Who:
    """Someone known: id, type and the ways of writing, the full name first."""

    id: str
    type: EntityType
    names: tuple[str, ...]


NCA = Who("nca", "organisation", ("National Crime Agency", "NCA"))
RCMP = Who("rcmp", "organisation", ("Royal Canadian Mounted Police", "RCMP"))
JONES = Who("jones", "person", ("Rob Jones", "Mr Jones"))
OTHER_JONES = Who("jones2", "person", ("Ann Jones",))
MULLER = Who("muller", "person", ("Eva Müller", "Müller"))
OTTAWA = Who("ottawa", "place", ("Ottawa",))
EVERYONE = (NCA, RCMP, JONES, OTHER_JONES, MULLER, OTTAWA)


@dataclass(frozen=True)
class Page:
    """A document to be made: blocks are separated by empty lines; a block that begins with "~" is furniture."""

    name: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    warnings: tuple[str, ...] = ()


PAGES = (
    Page(
        "helm.txt",
        "NCA takes helm\n\nThe National Crime Agency (NCA) leads the force. Rob Jones said so in Ottawa.\n\n"
        "Mr Jones thanked the Royal Canadian Mounted Police. The NCA and the RCMP work together.\n\n~Share this article NCA",
        "NCA takes helm of the task force",
        None,
        "National Crime Agency",
    ),
    Page(
        "meeting.txt",
        "Chiefs meet\n\nThe RCMP met in Ottawa. Rob Jones of the NCA spoke there.\n\nAnn Jones took notes.",
        "Chiefs meet in Ottawa",
        "2019-10-04",
        "RCMP",
    ),
    Page(
        "gather.txt",
        "Experts gather\n\nEva Müller opened the café. The National Crime Agency sent nobody.",
        "Experts gather",
        "2017-11",
        "INTERPOL",
    ),
    Page("empty.txt", "Nothing of note here.\n\nOnly words.", None, "2018", None, ("page 2 holds no text",)),
)


def document_of(page: Page, folder: str = "/docs") -> Document:
    """The document that a page becomes."""
    text = page.text
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    blocks = []
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        kind = "boilerplate" if match[0].startswith("~") else "heading" if match.start() == 0 else "paragraph"
        blocks.append(Block(kind, match.start(), match.end()))  # type: ignore[arg-type]

    def found(value: str | None) -> Found | None:
        return None if value is None else Found(value, Evidence("made", value))

    metadata = Metadata(title=found(page.title), date=found(page.date), source=found(page.source))
    return Document(
        sha256[:12], f"{folder}/{page.name}", sha256, text, tuple(blocks), metadata, warnings=page.warnings
    )


def stored_of(page: Page, source: int, who: Sequence[Who] = EVERYONE, folder: str = "/docs") -> Stored:
    """What a worker would have made of a page."""
    document = document_of(page, folder)
    text = document.text
    owner = {name: one for one in who for name in one.names}
    names = "|".join(sorted(map(re.escape, owner), key=len, reverse=True))
    spans = [match.span() for match in re.finditer(rf"\b(?:{names})\b", text)] if owner else []
    dated = [(match.start(), match.end()) for match in re.finditer(r"\b(?:19|20)\d\d\b", text)]
    mentions, links = [], dict[str, list[Link]]()
    for start, end in sorted(spans + dated):
        said = text[start:end]
        one = owner.get(said)
        if one is None:
            mentions.append(Mention(start, end, said, "date", 0.8, "date rule"))
            continue
        reason = "full name" if said == one.names[0] else f"short for {one.names[0]}"
        links.setdefault(one.id, []).append(Link(len(mentions), reason))
        mentions.append(Mention(start, end, said, one.type, 0.9))
    by_id = {one.id: one for one in who}
    entities = tuple(_local(number, by_id[id_], links[id_], mentions) for number, id_ in enumerate(links))
    titles = tuple(
        TitleUse(
            at,
            "Mr" if mention.text.startswith("Mr") else "Director",
            mention.start,
            mention.start + 2,
            mention.text.startswith("Mr"),
        )
        for at, mention in enumerate(mentions)
        if owner.get(mention.text) is JONES
    )
    sentences = tuple(match.span() for match in re.finditer(r"[^.\n]+(?:\.|\n\n|$)", text))
    recognised = Recognised(tuple(mentions), titles=titles)
    traits = {"sketch": sketch_of(document), "lines": tuple(line_keys(document))}
    return Stored(source, document, recognised, entities, sentences, 0.01, **traits)  # type: ignore[arg-type]


def _local(number: int, one: Who, links: Sequence[Link], mentions: Sequence[Mention]) -> LocalEntity:
    said = [mentions[link.mention].text for link in links]
    forms = tuple(NameForm(text, said.count(text), "spelling") for text in dict.fromkeys(said))
    strength = "full" if one.names[0] in said else "partial"
    fullest = max(said, key=len)
    return LocalEntity(number, one.type, fullest, tuple(links), forms, strength)  # type: ignore[arg-type]


def seen(pages: Iterable[Page], folder: str = "/docs") -> Iterator[FileSeen]:
    """The pages as files on disk; the time of change stands for the content."""
    for page in pages:
        stamp = int(hashlib.sha256(page.text.encode()).hexdigest()[:10], 16)
        yield FileSeen(f"{folder}/{page.name}", len(page.text), stamp)


def index(
    library: Library,
    pages: Sequence[Page] = PAGES,
    who: Sequence[Who] = EVERYONE,
    folder: str = "/docs",
    extractor: str = EXTRACTOR,
    batch: int = 200,
) -> None:
    """The whole way of an index run: plan, take, store, link, finish."""
    by_path = {f"{folder}/{page.name}": page for page in pages}
    library.plan(seen(pages, folder), [folder], extractor)
    while work := library.take(batch):
        library.store([stored_of(by_path[one.path], one.source, who, folder) for one in work])
    link(library, who)
    library.finish()


def link(library: Library, who: Sequence[Who] = EVERYONE, suggestions: Sequence[Suggestion] = ()) -> None:
    """Link by spelling, as a collection would."""
    owner = {name: one for one in who for name in one.names}
    counts: dict[str, dict[str, int]] = {}
    placed: list[tuple[str, list[Placement]]] = []
    for document, _, _, entities in library.local_entities():
        moves = []
        for entity in entities:
            one = owner[entity.name]
            for form in entity.forms:
                known = counts.setdefault(one.id, {})
                known[form.text] = known.get(form.text, 0) + form.count
            moves.append(
                Placement(entity.number, one.id, "" if entity.strength == "full" else "only one of that name")
            )
        placed.append((document, moves))
    library.link(
        _entities(who, counts), placed, [(name.lower(), one.id) for name, one in owner.items()], suggestions
    )


def _entities(who: Sequence[Who], counts: Mapping[str, Mapping[str, int]]) -> Iterator[Entity]:
    for one in who:
        if one.id in counts:
            aliases = tuple(Alias(text, n, "spelling") for text, n in counts[one.id].items())
            yield Entity(one.id, one.names[0], one.type, aliases)


def made_library(path: Path) -> Library:
    """A library of `PAGES`, open for writing."""
    library = Library.create_or_open(path)
    index(library)
    return library
