"""A small library made by hand: three documents, a few names, all answers computed from the texts themselves."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from reader.errors import LibraryError, NotFound, QueryError
from reader.model import Alias, Block, EntityType, Metadata, paragraph_of
from reader.readmodel import (
    Companion,
    DocumentRow,
    EntityCard,
    EntityRow,
    Hit,
    LibraryStatus,
    Lines,
    MentionRow,
    Passage,
    Reference,
    ReferenceGroup,
    StoredDocument,
)
from reader.resources import themes_folder
from reader.session import Journal, Keymap, Settings, default_keymap, load_themes
from reader.tui.app import ReaderApp
from reader.tui.desk import Desk
from reader.tui.gateway import Gateway
from reader.tui.opening import Opened
from reader.tui.screens.main import MainScreen
from reader.tui.widgets.reading import ReadingPane

NAMES: dict[str, tuple[EntityType, tuple[str, ...]]] = {
    "Harbour Police": ("organisation", ("Harbour Police", "HP")),
    "Ada Brook": ("person", ("Ada Brook", "Ms Brook")),
    "Omar Lund": ("person", ("Omar Lund", "Mr Lund")),
    "Port Authority": ("organisation", ("Port Authority",)),
    "Northhaven": ("place", ("Northhaven",)),
}
"""Name -> type and the ways it is written."""

TEXTS: tuple[tuple[str, str | None, str | None, str], ...] = (
    (
        "Harbour Police open a new pier",
        "2021-03-04",
        "Harbour Police",
        "The Harbour Police (HP) opened a new pier in Northhaven on Thursday, said Ada Brook, its director.\n\n"
        "“We will keep the water safe,” Ms Brook told the Port Authority. The pier is forty metres long and "
        "stands beside the old customs house, where boats have tied up for a hundred years.\n\n"
        "HP thanked Omar Lund for the plans. Mr Lund drew them in a winter.\n\n"
        "Share this article",
    ),
    (
        "A quiet year for the Port Authority",
        "2020-11",
        "Port Authority",
        "The Port Authority counted fewer ships this year.\n\n"
        "Omar Lund, who counts them, blamed the fog. The Harbour Police agreed: HP saw three boats in May.\n\n"
        "Nobody asked Ada Brook.",
    ),
    (
        "Notes without a date",
        None,
        None,
        "Northhaven has one pier and one clock.\n\nThe clock is run by the Port Authority, says Mr Lund.",
    ),
)


def _mentions(document: str, text: str, blocks: Sequence[Block]) -> tuple[MentionRow, ...]:
    forms = [(form, name, type_) for name, (type_, forms) in NAMES.items() for form in forms]
    forms.sort(key=lambda each: -len(each[0]))
    pattern = re.compile("|".join(rf"\b{re.escape(form)}\b" for form, _, _ in forms))
    known = {form: (name, type_) for form, name, type_ in forms}
    found = []
    for match in pattern.finditer(text):
        name, type_ = known[match[0]]
        paragraph = sum(1 for block in blocks if block.start <= match.start() and block.kind != "boilerplate")
        reason = "tagger" if match[0] == name else f"{match[0]} = {name}: surname or acronym, one here"
        row = MentionRow(
            document, match.start(), match.end(), match[0], type_, f"e-{name}", name, 0.93, reason, paragraph
        )
        found.append(row)
    return tuple(found)


def make_document(number: int, title: str, date: str | None, source: str | None, body: str) -> StoredDocument:
    """A document whose paragraphs stand apart by a blank line, its title first."""
    text = f"{title}\n\n{body}"
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", text):
        kind = "heading" if not blocks else "boilerplate" if match[0].startswith("Share") else "paragraph"
        blocks.append(
            Block(
                kind,
                match.start(),
                match.end(),
                1 if kind == "heading" else 0,
                "share" if kind == "boilerplate" else "",
            )
        )  # type: ignore[arg-type]
    id_ = f"{number:012x}"
    mentions = _mentions(id_, text, blocks)
    names = len({each.entity for each in mentions})
    row = DocumentRow(
        id_,
        f"/made/{number}.txt",
        title,
        date,
        None,
        None,
        source,
        "en",
        len(body.split()),
        names,
        "0" * 64,
        "ok",
    )
    return StoredDocument(row, text, tuple(blocks), mentions, Metadata())


@dataclass(frozen=True)
class MadeFound:
    """Hits and their number."""

    hits: tuple[Hit, ...]
    total: int
    folded: int = 0


@dataclass
class MadeLibrary:
    """Answers as the library does, from values."""

    stored: list[StoredDocument] = field(default_factory=list)
    failing: str = ""
    failed: int = 0
    waiting: int = 0
    version: int = 1
    asked: list[str] = field(default_factory=list)

    def _note(self, what: str) -> None:
        self.asked.append(what)
        if self.failing:
            raise LibraryError(self.failing, "made.vgt", "Do this about it")

    def close(self) -> None:
        """Nothing to let go of."""

    def status(self) -> LibraryStatus:
        self._note("status")
        mentions = sum(len(each.mentions) for each in self.stored)
        return LibraryStatus(
            "made.vgt", len(self.stored), len(NAMES), mentions, self.waiting, self.failed, 0, self.version
        )

    def _listed(
        self, entity: str | None = None, contains: str = "", order: str = "date"
    ) -> list[DocumentRow]:
        rows = [
            each.row
            for each in self.stored
            if contains.lower() in each.row.title.lower()
            and (entity is None or any(m.entity == entity for m in each.mentions))
        ]
        return sorted(rows, key=lambda row: row.title) if order == "title" else rows

    def documents(
        self,
        *,
        order: str = "date",
        after: str | None = None,
        limit: int | None = 100,
        contains: str = "",
        folded: bool = False,
    ) -> list[DocumentRow]:
        self._note("documents")
        rows = self._listed(contains=contains, order=order)
        start = next((i + 1 for i, row in enumerate(rows) if row.id == after), 0)
        return rows[start : None if limit is None else start + limit]

    def neighbours(
        self,
        id: str,
        *,
        order: str = "date",
        entity: str | None = None,
        contains: str = "",
        folded: bool = False,
    ) -> tuple[DocumentRow | None, DocumentRow | None]:
        self._note("neighbours")
        all_ = [row.id for row in self._listed(order=order)]
        listed = {row.id: row for row in self._listed(entity, contains)}
        at = all_.index(id)
        before = next((listed[each] for each in reversed(all_[:at]) if each in listed), None)
        after = next((listed[each] for each in all_[at + 1 :] if each in listed), None)
        return before, after

    def opening(self, id: str, places: Sequence[int] = ()) -> StoredDocument:
        return self.document(id)

    def completed(self, opened: StoredDocument) -> StoredDocument:
        return self.document(opened.row.id)

    def document(self, id: str) -> StoredDocument:
        self._note("document")
        for each in self.stored:
            if each.row.id == id:
                return each
        raise NotFound(f"no document {id}", "made.vgt")

    def find_document(self, ref: str) -> str:
        self._note("find_document")
        for each in self.stored:
            if each.row.path == ref:
                return each.row.id
        raise NotFound(f"no document {ref}", "made.vgt")

    def _row(self, entity: str) -> EntityRow:
        name = entity.removeprefix("e-")
        if name not in NAMES:
            raise NotFound(f"no entity {entity}")
        mine = [each for each in self.stored if any(m.entity == entity for m in each.mentions)]
        count = sum(1 for each in mine for m in each.mentions if m.entity == entity)
        return EntityRow(entity, name, NAMES[name][0], count, len(mine), "machine")

    def entities(
        self,
        *,
        type: EntityType | None = None,
        order: str = "mentions",
        contains: str = "",
        limit: int | None = 100,
        state: str | None = None,
    ) -> list[EntityRow]:
        self._note("entities")
        rows = [self._row(f"e-{name}") for name in NAMES]
        rows = [row for row in rows if contains.lower() in row.name.lower() and type in (None, row.type)]
        rows = [row for row in rows if state in (None, row.state)]
        by_name = order == "name"
        return sorted(rows, key=lambda row: row.name if by_name else -row.mentions)[:limit]  # type: ignore[arg-type,return-value]

    def why(self, document: str, start: int) -> None:
        self._note("why")

    def pinned(self) -> list[EntityRow]:
        return []

    def like_named(self, name: str, limit: int = 20) -> list[EntityRow]:
        self._note("like_named")
        rows = [self._row(f"e-{each}") for each in NAMES]
        wanted = set(name.lower())
        return [row for row in rows if len(wanted & set(row.name.lower())) >= len(wanted) - 1][:limit]

    def references(
        self,
        id: str,
        *,
        document: str | None = None,
        after: str | None = None,
        limit: int = 50,
        most: int | None = None,
    ) -> list[ReferenceGroup]:
        self._note("references")
        groups = []
        for each in self.stored:
            if document not in (None, each.row.id):
                continue
            found = tuple(
                Reference(
                    m.start,
                    m.end,
                    m.paragraph,
                    each.text[max(0, m.start - 40) : m.start].replace("\n", " "),
                    m.text,
                    each.text[m.end : m.end + 40].replace("\n", " "),
                    m.score,
                    m.reason,
                )
                for m in each.mentions
                if m.entity == id
            )
            if found:
                groups.append(
                    ReferenceGroup(each.row.id, each.row.title, each.row.date, each.row.source, found)
                )
        start = next((i + 1 for i, group in enumerate(groups) if group.document == after), 0)
        return groups[start : start + limit]

    def card(self, id: str) -> EntityCard:
        self._note("card")
        row = self._row(id)
        forms: dict[str, int] = {}
        by_date = []
        first: Passage | None = None
        for group in self.references(id, limit=len(self.stored)):
            by_date.append((group.date, len(group.references)))
            for each in group.references:
                forms[each.text] = forms.get(each.text, 0) + 1
                if first is None:
                    spot = (group.document, group.title, group.date, each.start, each.end, each.paragraph)
                    first = Passage(*spot, each.left, each.text, each.right)
        aliases = tuple(Alias(text, count, f"as {row.name} is written") for text, count in forms.items())
        companions = tuple(
            Companion(f"e-{name}", name, type_, 2, first)
            for name, (type_, _) in NAMES.items()
            if name != row.name
        )
        return EntityCard(
            row, aliases, first, ("director of works",), companions, tuple(by_date), ("made by hand",)
        )

    def youngest(self) -> str | None:
        return self.stored[-1].row.id if self.stored else None

    def answering(self, query: str) -> list[str]:
        return [hit.document for hit in reversed(self.search_counted(query).hits)]

    def search_counted(
        self, query: str, *, limit: int = 50, lenient: bool = False, folded: bool = False
    ) -> MadeFound:
        self._note("search")
        if query.startswith("("):
            raise QueryError("a bracket is never closed", "query", "Close it", position=0)
        hits = []
        for each in self.stored:
            at = each.text.lower().find(query.lower())
            if at >= 0:
                snippet = each.text[max(0, at - 20) : at + 40].replace("\n", " ")
                hits.append(
                    Hit(each.row.id, each.row.title, each.row.date, 1.0, at, at + len(query), snippet)
                )
        return MadeFound(tuple(hits[:limit]), len(hits))

    def matches(self, query: str, document: str, *, lenient: bool = False) -> list[tuple[int, int]]:
        self._note("matches")
        text = self.document(document).text
        return [match.span() for match in re.finditer(re.escape(query), text, re.IGNORECASE)]

    def lines(self, query: str, *, limit: int = 50, skip: int = 0, lenient: bool = False) -> Lines:
        self._note("lines")
        if query.startswith("("):
            raise QueryError("a bracket is never closed", "query", "Close it", position=0)
        found = [each for each in self.stored if query.lower() in each.text.lower()]
        passages = tuple(
            self._passage(each, *span)
            for each in found[skip : skip + limit]
            for span in self.matches(query, each.row.id)
        )
        return Lines(passages, len(found))

    def passages_with(self, left: str, right: str, limit: int = 50) -> list[Passage]:
        self._note("passages_with")
        found = []
        for each in self.stored:
            for block in each.blocks:
                inside = [m for m in each.mentions if block.start <= m.start < block.end]
                pair = [next((m for m in inside if m.entity == entity), None) for entity in (left, right)]
                if pair[0] is not None and pair[1] is not None:
                    start, end = min(m.start for m in pair if m), max(m.end for m in pair if m)
                    found.append(self._passage(each, start, end))
        return found[:limit]

    def _passage(self, each: StoredDocument, start: int, end: int) -> Passage:
        left = each.text[max(0, start - 40) : start].replace("\n", " ")
        right = each.text[end : end + 40].replace("\n", " ")
        paragraph = paragraph_of(each.blocks, start)
        spot = (each.row.id, each.row.title, each.row.date, start, end, paragraph)
        return Passage(*spot, left, each.text[start:end], right)


def made_library() -> MadeLibrary:
    """The three documents."""
    return MadeLibrary([make_document(number, *text) for number, text in enumerate(TEXTS, 1)])


def made_opened(
    library: MadeLibrary | None = None,
    *,
    folder: Path | None = None,
    theme: str = "vgt-dark",
    settings: Settings | None = None,
    keymap: Keymap | None = None,
    problems: tuple[Exception, ...] = (),
    open_library: Callable[[], MadeLibrary] | None = None,
) -> Opened:
    """All that an app begins with, nothing of it the user's own; `folder` is where the journal is written."""
    known = library or made_library()
    themes, _ = load_themes((themes_folder(),))
    gateway = Gateway(open_library or (lambda: known))
    desk = Desk(
        gateway, keymap or default_keymap(), settings or Settings(), themes, Journal.open(folder), "made"
    )
    return Opened(desk, Path("made.vgt"), (), theme, problems)  # type: ignore[arg-type]


def _answers_are_awaited(app: App[None]) -> bool:
    return any(not worker.is_finished for worker in app.workers)


def _resize_is_awaited(app: App[None]) -> bool:
    """Textual hands a new size to the screens by a timer."""
    return app._resize_timer is not None


def _start_is_awaited(app: App[None]) -> bool:
    """The first text is still to come, or what had to wait for it."""
    start = getattr(app, "start", None)
    return start is not None and (start.waiting or bool(start.put_off))


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every question is answered and every answer is on the screen, in the size that the terminal has now."""
    app = pilot.app
    await pilot.pause()
    while _answers_are_awaited(app) or _resize_is_awaited(app) or _start_is_awaited(app):
        if _answers_are_awaited(app):
            await app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each after everything that the one before set off."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text."""
    await pilot.press(*({" ": "space", "(": "left_parenthesis"}.get(each, each) for each in text))
    await settled(pilot)


@dataclass
class Reader:
    """An open reader in a test."""

    app: ReaderApp
    pilot: Pilot[None]
    library: MadeLibrary

    @property
    def main(self) -> MainScreen:
        assert self.app.main is not None
        return self.app.main

    @property
    def pane(self) -> ReadingPane:
        return self.main.pane

    @property
    def shown(self) -> str:
        """The title of the open document."""
        assert self.pane.document is not None
        return self.pane.document.row.title

    @property
    def name(self) -> str | None:
        """The name under the cursor, as it is written."""
        return self.pane.mention.text if self.pane.mention else None

    @property
    def said(self) -> str:
        return self.main.status.message

    @property
    def lines(self) -> list[str]:
        """The screen as text."""
        _width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips][:height]

    @property
    def screen_text(self) -> str:
        return "\n".join(self.lines)

    async def press(self, *keys: str) -> None:
        await press(self.pilot, *keys)

    async def type(self, text: str) -> None:
        await type_in(self.pilot, text)

    async def resize(self, width: int, height: int) -> None:
        """Another size of the terminal, and everything that it sets off."""
        await self.pilot.resize_terminal(width, height)
        await settled(self.pilot)


@asynccontextmanager
async def reader(
    size: tuple[int, int] = (80, 24), *, library: MadeLibrary | None = None, **made: Any
) -> AsyncIterator[Reader]:
    """The app over a made library, its first document open."""
    known = library or made_library()
    app = ReaderApp(made_opened(known, **made))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield Reader(app, pilot, known)
