"""The main screen: documents | text | references, and one line of status."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.dom import DOMNode
from textual.widgets import Input

from reader.errors import ReaderError
from reader.readmodel import LibraryStatus
from reader.tui.desk import Desk
from reader.tui.items import More, Place
from reader.tui.lines import LineList
from reader.tui.parts.beside import Beside
from reader.tui.parts.deciding_here import RepairingHere
from reader.tui.parts.finding import Finding, FindLine
from reader.tui.parts.hinting import Hinting
from reader.tui.parts.keeping_here import KeepingHere
from reader.tui.parts.listing import Listed
from reader.tui.parts.names import Names
from reader.tui.parts.narrowing import Narrow, Narrowing, filter_line
from reader.tui.parts.numbering import Numbering, numbers_wanted
from reader.tui.parts.on_demand import parts_on_demand
from reader.tui.parts.over import Over
from reader.tui.parts.panels import Panels, panes_for
from reader.tui.parts.results import LastResults
from reader.tui.parts.standing import Standing
from reader.tui.parts.travel import Travel
from reader.tui.questions import StatusOf
from reader.tui.screens.base import ReaderScreen
from reader.tui.widgets.documents import DocumentList
from reader.tui.widgets.notice import Notice
from reader.tui.widgets.page import PageList
from reader.tui.widgets.peek import Peek
from reader.tui.widgets.reading import ReadingPane
from reader.tui.widgets.status import StatusLine
from reader.tui.widgets.title import PaneTitle

__all__ = ["MainScreen"]

_EMPTY = (
    "No documents are here yet. They appear as they are taken in; a file that cannot be read is counted below, "
    "and E (or `vgt-reader report`) says why."
)


class MainScreen(ReaderScreen[None]):
    """Puts the panes together: what they say is answered here, what is asked comes back here."""

    AUTO_FOCUS = "#text"

    def __init__(self, desk: Desk, columns: int = 80) -> None:
        super().__init__(desk, panes_for(columns))
        self.documents = DocumentList(desk.own, id="documents")
        settings = desk.settings
        numbers = numbers_wanted(settings.paragraph_numbers)
        self.pane = ReadingPane(settings.measure, numbers=numbers, fold=settings.fold_furniture, id="text")
        self.references = PageList(id="references")
        self.status = StatusLine(id="status")
        self.peek = Peek(id="peek")
        self.notice = Notice(id="notice")
        self.find_line = FindLine(desk.keymap)
        self.filter_line = filter_line()
        self.documents_title = PaneTitle(id="documents-title")
        self.references_title = PaneTitle(id="references-title")
        self.finding = Finding(self.pane, self.find_line, desk.journal, self.ask, self.say)
        words = (self.say, self.complain)
        self.narrowing = Narrowing(self.filter_line, self._narrowable)
        self.beside = Beside(
            self.pane,
            self.references,
            self.references_title,
            self.ask_when_live,
            self._references_lead,
            *words,
        )
        self.beside.another = lambda: self.narrowing.forget(self.references)
        self.travel = Travel(desk, self.pane, self.ask, self._arrived, *words)
        self.pane.leaving = self.finding.leaving = self.travel.leaving
        self.over = Over(self, self.travel)
        self.results = self.over.results = LastResults(
            self.travel, self.finding, self.over.open_entity, self.over.open_again, self.say
        )
        self.listed = Listed(desk, self.documents, self.documents_title, self.travel, self.ask, self.complain)
        self.names = Names(self.pane, self.beside.portal, self.peek, self.over, self.ask, self.say)
        self.hinting = Hinting(self.pane, self.grab, self.say)
        lists = {"#documents-panel": self.documents, "#references-panel": self.references}
        self.panels = Panels(self, self.pane, dict(lists), self.travel.begin_preview)
        self.repairing = RepairingHere(self, self.pane, self.beside.portal, self.references, self.travel.go)
        acting = (
            self.names,
            self.hinting,
            self.finding,
            self.narrowing,
            self.results,
            Numbering(self.pane, self.say),
            *self.repairing.parts,
        )
        self.parts = (*acting, self.travel, self.panels, self.beside, self.over)
        self.standing = Standing(desk, self.status, self.pane)
        lists_here = (self.documents, self.references, self.travel, self.over)
        self.kept = KeepingHere(self, self.pane, *lists_here, self.standing)
        self.names.noted = self.kept.notes.words_on
        self.parts = (*self.parts, *self.kept.parts, *parts_on_demand(self, self.pane, self.over.picked))

    def compose(self) -> ComposeResult:
        """Three panes, what lies over them, and the status line."""
        with Horizontal(id="panes"):
            with Vertical(id="documents-panel"):
                yield self.documents_title
                yield self.documents
            yield self.kept.gutter
            yield self.pane
            with Vertical(id="references-panel"):
                yield self.references_title
                yield self.references
        yield self.peek
        yield self.notice
        yield self.kept.coach
        yield self.find_line
        yield self.filter_line
        yield self.status

    def on_mount(self) -> None:
        """Ask for documents and text at once: nothing is painted before there is something to read."""
        self.listed.title()
        self.standing.show()
        self.look_at_library()
        self.travel.start()
        self.repairing.catch_up()

    def typed_into(self) -> DOMNode:
        """While looking for words the moving keys go to the text, while narrowing a list down to the list."""
        return self.narrowing.target if self.narrowing.typing and self.narrowing.target else self.pane

    def _references_lead(self) -> bool:
        """Whether the text follows the references."""
        narrowing = self.narrowing.typing and self.narrowing.target is self.references
        return narrowing or self.references.has_focus

    def _narrowable(self) -> tuple[LineList, Narrow] | None:
        """The list that has the keys, and what narrows it down."""
        if self.references.has_focus:
            return self.references, self.beside.narrow
        return (self.documents, self.listed.narrow) if self.documents.has_focus else None

    def on_resize(self) -> None:
        """One, two or three panes."""
        self.panels.fit(self.app.size.width)

    # the library ----------------------------------------------------------------
    def look_at_library(self) -> None:
        """See whether the library changed."""
        self.ask(StatusOf(), self._on_status)

    def _on_status(self, status: LibraryStatus) -> None:
        before, self.standing.library = self.standing.library, status
        if before is None:
            self.desk.opened()
            self.kept.notes.begin()
        if before is None or before.version != status.version:
            self.listed.show(status.documents - status.twins)
            self.beside.portal.forget()
            self.desk.when_live(self.kept.lists.look)
            if status.documents and before is not None:
                self.travel.renew()
            elif not status.documents:
                self.pane.show_words(_EMPTY)
        self.standing.show()

    def watch_indexing(self) -> None:
        """Documents are being taken in: look again, and say how far it is."""
        self.standing.indexing()
        self.look_at_library()

    def indexing_ended(self) -> None:
        """Nothing is being taken in any more."""
        self.standing.activity = ""
        self.look_at_library()
        self.repairing.catch_up()

    @on(DocumentList.Wanted)
    def _fetch_documents(self, event: DocumentList.Wanted) -> None:
        event.stop()
        self.listed.fetch(event.after, event.length)

    # a document arrived, the cursor moved -------------------------------------
    def _arrived(self) -> None:
        """Another document is in the pane."""
        document = self.pane.document
        if document is not None:
            self.documents.mark(document.row.id)
            self.finding.renew()
            self.kept.notes.changed()
            self.beside.follow()

    @on(ReadingPane.CursorMoved)
    def _moved(self, event: ReadingPane.CursorMoved) -> None:
        event.stop()
        self.peek.hide()
        self.hinting.leave()
        self.kept.gutter.follow()
        self.beside.follow()
        self.travel.remember()
        self.standing.show()
        self.desk.moved()

    def acted(self) -> None:
        """One key is one frame: the bottom line goes with what it tells about."""
        self.standing.show()

    # what the panes say -----------------------------------------------------------
    @on(ReadingPane.NameClicked)
    def _name_clicked(self, event: ReadingPane.NameClicked) -> None:
        event.stop()
        self.names.do_name_open()

    @on(ReadingPane.AtEdge)
    def _at_edge(self, event: ReadingPane.AtEdge) -> None:
        event.stop()
        self.travel.on_edge(event.direction, event.entity, event.what)

    @on(LineList.Chosen, "#references")
    def _reference_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, More):
            self.beside.more(event.value)
        elif isinstance(event.value, Place):
            results = self.beside.results(event.value)
            self.panels.do_pane_text()
            self.over.picked(results or event.value)

    @on(LineList.Moved, "#references")
    def _preview(self, event: LineList.Moved) -> None:
        """While the references have the keys the text shows the one under their cursor."""
        event.stop()
        if self._references_lead() and isinstance(event.value, Place):
            self.travel.preview(event.value)

    @on(LineList.Chosen, "#documents")
    def _document_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, str):
            self.panels.do_pane_text()
            self.travel.open(event.value)

    @on(Input.Changed, "#find, #filter")
    def _line_typed(self, event: Input.Changed) -> None:
        event.stop()
        part = self.finding if event.input is self.find_line else self.narrowing
        if part.typing:
            part.typed(event.value)

    @on(Input.Submitted, "#find, #filter")
    def _line_done(self, event: Input.Submitted) -> None:
        event.stop()
        (self.finding if event.input is self.find_line else self.narrowing).done()

    def on_descendant_focus(self) -> None:
        """The focused pane shows it by its title."""
        self.hinting.leave()
        self.documents_title.mark(self.documents.has_focus)
        self.references_title.mark(self.references.has_focus)
        self.standing.show()

    # words ----------------------------------------------------------------------------------
    def say(self, message: str) -> None:
        """In the status line, until the next key."""
        self.status.say(self.desk.with_keys(message))

    def complain(self, error: ReaderError) -> None:
        """Over the status line, until Esc."""
        self.notice.show(error)

    def do_app_close(self) -> None:
        """One level out: what is typed, peek, notice, overlay with its preview, marks; never the reader itself."""
        if self.finding.typing:
            self.finding.give_up()
        elif self.peek.shown:
            self.peek.hide()
        elif self.notice.shown:
            self.notice.hide()
        elif self.narrowing.clear():
            pass
        elif not self.pane.has_focus:
            self.travel.end_preview()
            self.panels.do_pane_text()
        elif self.names.first or self.finding.typed_here or not self.results.back_to_list():
            self.finding.clear()
            self.names.forget_first()
        self.say("")

    def do_app_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
