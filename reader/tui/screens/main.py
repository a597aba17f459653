"""The main screen: documents | text | references, and one line of status."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.dom import DOMNode
from textual.widgets import Input

from reader.errors import ReaderError
from reader.readmodel import DocumentRow, LibraryStatus
from reader.session import state_folder
from reader.tui.desk import Desk
from reader.tui.items import Item, Place
from reader.tui.lines import LineList
from reader.tui.pages.references import reference_items
from reader.tui.paint import kind_of
from reader.tui.parts.copying import Copying
from reader.tui.parts.finding import Finding
from reader.tui.parts.hinting import Hinting
from reader.tui.parts.marking import Marking
from reader.tui.parts.names import Names
from reader.tui.parts.over import Over
from reader.tui.parts.panels import Panels
from reader.tui.parts.portal import Portal, Shown
from reader.tui.parts.standing import Standing
from reader.tui.parts.travel import Travel
from reader.tui.questions import DocumentsFrom, StatusOf
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
    "and `vgt-reader report` says why."
)


class MainScreen(ReaderScreen[None]):
    """Puts the panes together: what they say is answered here, what is asked comes back here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.documents = DocumentList(desk.is_read, id="documents")
        settings = desk.settings
        self.pane = ReadingPane(
            settings.measure, numbers=settings.paragraph_numbers, fold=settings.fold_furniture, id="text"
        )
        self.references = PageList(id="references")
        self.status = StatusLine(id="status")
        self.peek = Peek(id="peek")
        self.notice = Notice(id="notice")
        self.find_line = Input(id="find", select_on_focus=False, placeholder="find in this document")
        self.finding = Finding(self.pane, self.find_line, self.say)
        self.portal = Portal(self.ask, self._show_references, self.complain)
        self.travel = Travel(desk, self.pane, self.ask, self._arrived, self.say, self.complain)
        self.over = Over(self, self.travel)
        pages = (self.over.open_entity, self.over.open_concordance)
        self.names = Names(self.pane, self.portal, self.peek, *pages, self.travel.go, self.say)
        self.hinting = Hinting(self.pane, self.grab, self.say)
        self.marking = Marking(self.pane, desk.journal, self.grab, self.say)
        lists = {"#documents-panel": self.documents, "#references-panel": self.references}
        self.panels = Panels(self, self.pane, dict(lists), self.travel.begin_preview)
        copying = Copying(self.pane, self._send_to_clipboard, state_folder() / "copied.txt", self.say)
        acting = (self.names, self.hinting, self.marking, self.finding)
        self.parts = (*acting, self.travel, self.panels, self.over, copying)
        self.standing = Standing(desk, self.status, self.pane)

    def compose(self) -> ComposeResult:
        """Three panes, what lies over them, and the status line."""
        with Horizontal(id="panes"):
            with Vertical(id="documents-panel"):
                yield PaneTitle(id="documents-title")
                yield self.documents
            yield self.pane
            with Vertical(id="references-panel"):
                yield PaneTitle(id="references-title")
                yield self.references
        yield self.peek
        yield self.notice
        yield self.find_line
        yield self.status

    def on_mount(self) -> None:
        """Paint first; documents and text arrive after."""
        self.panels.fit(self.app.size.width)
        self.pane.focus()
        self._title_documents()
        self.standing.show()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.look_at_library()
        self.travel.start()

    def typed_into(self) -> DOMNode:
        """While looking for words the moving keys go to the text."""
        return self.pane

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
        if before is None or before.version != status.version:
            self.documents.show(status.documents)
            self.portal.forget()
            if status.documents and before is not None:
                self.travel.renew()
            elif not status.documents:
                self.pane.show_words(_EMPTY)
            self._title_documents()
        self.standing.show()

    def watch_indexing(self) -> None:
        """Documents are being taken in: look again, and say how far it is."""
        self.standing.indexing()
        self.look_at_library()

    def indexing_ended(self) -> None:
        """Nothing is being taken in any more."""
        self.standing.activity = ""
        self.look_at_library()

    @on(DocumentList.Wanted)
    def _fetch_documents(self, event: DocumentList.Wanted) -> None:
        event.stop()
        after = event.after

        def arrived(rows: tuple[DocumentRow, ...]) -> None:
            self.documents.put(after, rows)

        self.ask(DocumentsFrom(after, event.length), arrived)

    def _title_documents(self) -> None:
        status = self.standing.library
        total = f"{status.documents:,}" if status else ""
        title = self.query_one("#documents-title", PaneTitle)
        title.show(((f" {self.desk.collection}", ""),), ((total, "line--quiet"),))

    # a document arrived, the cursor moved -------------------------------------
    def _arrived(self) -> None:
        """Another document is in the pane."""
        document = self.pane.document
        if document is not None:
            self.documents.mark(document.row.id)
            self.finding.renew()
            self._follow()

    @on(ReadingPane.CursorMoved)
    def _moved(self, event: ReadingPane.CursorMoved) -> None:
        event.stop()
        self.peek.hide()
        self.hinting.leave()
        self._follow()
        self.travel.remember()
        self.standing.show()

    def _follow(self) -> None:
        """The portal follows the name under the cursor; the panel's own cursor follows the mention."""
        mention = self.pane.mention
        if mention is None or mention.entity is None or self.references.has_focus:
            return
        self.portal.follow(mention.entity, mention.document)
        if self.portal.shown is not None and self.portal.shown.entity == mention.entity:
            self.references.put_cursor_on(Place(mention.document, mention.start, mention.end))

    def _show_references(self, shown: Shown) -> None:
        row = shown.card.row
        title = self.query_one("#references-title", PaneTitle)
        title.show(((row.name, "line--strong"),), ((row.type, kind_of(row.type)),))
        self.references.show(self._references_page)
        self._follow()

    def _references_page(self, width: int) -> list[Item]:
        shown = self.portal.shown
        return reference_items(shown.card, shown.groups, shown.here, width) if shown is not None else []

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
        if isinstance(event.value, Place):
            self.panels.do_pane_text()
            self.travel.go(event.value)

    @on(LineList.Moved, "#references")
    def _preview(self, event: LineList.Moved) -> None:
        """While the references have the keys the text shows the one under their cursor."""
        event.stop()
        if self.references.has_focus and isinstance(event.value, Place):
            self.travel.preview(event.value)

    @on(LineList.Chosen, "#documents")
    def _document_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if isinstance(event.value, str):
            self.panels.do_pane_text()
            self.travel.open(event.value)

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.finding.typing:
            self.finding.typed(event.value)

    @on(Input.Submitted, "#find")
    def _find_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.finding.done()

    def on_descendant_focus(self) -> None:
        """The focused pane shows it by its title."""
        self.hinting.leave()
        self.query_one("#documents-title", PaneTitle).mark(self.documents.has_focus)
        self.query_one("#references-title", PaneTitle).mark(self.references.has_focus)
        self.standing.show()

    # words ----------------------------------------------------------------------------------
    def say(self, message: str) -> None:
        """In the status line, until the next key."""
        self.status.say(message)

    def _send_to_clipboard(self, text: str) -> None:
        self.app.copy_to_clipboard(text)

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
        elif not self.pane.has_focus:
            self.travel.end_preview()
            self.panels.do_pane_text()
        else:
            self.finding.clear()
        self.say("")

    def do_app_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
