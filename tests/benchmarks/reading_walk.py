"""The walk of `reading.py`: every view of the reader, the keys that lead there, and how one sees that it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Step", "at_home", "steps"]

Shown = Callable[[], bool]
"""Whether the view is on the screen now."""


@dataclass
class Step:
    """Keys (a text is typed, a name in angle brackets is one key) and what must be true when they have done their work.

    `shows` is called before the keys are pressed: some views are known by what is different then.
    """

    name: str
    keys: str
    shows: Callable[[Any], Shown]
    before: str = ""
    """Keys that lead there, not measured."""
    document: bool = False
    """It begins at the top of a long document."""
    stay: bool = False
    """The next step goes on from here; else it begins at the text."""


def at_home(app: Any) -> bool:
    """The text has the keys, and nothing lies over it."""
    main = app.main
    return app.screen is main and main.pane.has_focus and not (main.finding.typing or main.narrowing.typing)


def _lists(app: Any) -> list[Any]:
    from reader.tui.widgets.page import PageList

    return list(app.screen.query(PageList))


def _title(app: Any) -> str:
    """What the titles of the page say, the counts with them."""
    from reader.tui.widgets.title import PaneTitle

    titles = app.screen.query(PaneTitle)
    return " ".join(text for title in titles for text, _ in (*title.left, *title.right))


def _on(screen: str, *words: str, rows: int = 1) -> Callable[[Any], Shown]:
    """A page of this kind with so many lines, nothing that was asked under way, these words in its title."""

    def before(app: Any) -> Shown:
        def now() -> bool:
            page = app.screen
            if type(page).__name__ != screen or getattr(page, "waiting", False):
                return False
            full = max((each.count for each in _lists(app)), default=0) >= rows
            return full and all(word in _title(app) for word in words)

        return now

    return before


def _typed(screen: str, written: str) -> Callable[[Any], Shown]:
    """A page that answers what is typed."""
    there = _on(screen)

    def before(app: Any) -> Shown:
        full = there(app)
        return lambda: full() and app.screen._query_now == written

    return before


def _main(condition: Callable[[Any], bool]) -> Callable[[Any], Shown]:
    """On the first page this is true of it."""
    return lambda app: lambda: app.screen is app.main and condition(app.main)


def _moved(condition: Callable[[Any], bool] = lambda main: True) -> Callable[[Any], Shown]:
    """On the first page, at another place than before."""

    def spot(main: Any) -> tuple[str, int, int]:
        return main.pane.document.row.id, main.pane.cursor, main.pane.top

    def before(app: Any) -> Shown:
        was = spot(app.main)
        return lambda: app.screen is app.main and spot(app.main) != was and condition(app.main)

    return before


def _portal(main: Any) -> bool:
    mention, shown = main.pane.mention, main.beside.portal.shown
    return mention is not None and shown is not None and shown.entity == mention.entity


def _arrived(main: Any) -> bool:
    """The row of the last list is open."""
    kept, document = main.results.kept, main.pane.document
    return kept is not None and document.row.id == kept.target.document and main.status.message != ""


def _said(words: str) -> Callable[[Any], Shown]:
    """The bottom line has these words."""
    return _main(lambda main: words in main.status.message)


def _listed(note: str) -> Callable[[Any], Shown]:
    """The documents with this in their title, the first of them here."""
    return _main(
        lambda main: (
            note in "".join(text for text, _ in main.documents_title.right)
            and isinstance(main.documents.value_at(0), str)
        )
    )


def _look(app: Any) -> Shown:
    was = app.theme
    return lambda: app.theme != was


def _files(app: Any) -> Shown:
    full = _on("FilesScreen")(app)
    return lambda: full() and app.screen._words == ("sen",)


def _numbered(app: Any) -> Shown:
    was = app.main.pane.numbered
    return lambda: app.screen is app.main and app.main.pane.numbered != was


def steps(name: str) -> list[Step]:
    """The tour: `name` is somebody who is named often."""
    person, lines = "EntityScreen", "ConcordanceScreen"
    return [
        Step("next name, references follow", "<tab>", _main(_portal), document=True),
        Step("peek", "K", _main(lambda main: main.peek.shown)),
        Step("letters on the names", "f", _main(lambda main: bool(main.pane._labels))),
        Step("where it was introduced", "i", _moved(), "]]]]", document=True),
        Step("back", "<backspace>", _moved()),
        Step("its page", "<enter>", _on(person, rows=12)),
        Step("who's who", "w", _on("WhosWhoScreen")),
        Step("who's who, three letters", "sen", _typed("WhosWhoScreen", "sen"), "w"),
        Step("who's who, a name nobody has", "xqzvw", _on("WhosWhoScreen", "nobody is called", rows=0), "w"),
        Step("who's who, by documents", "<ctrl+o>", _on("WhosWhoScreen", "most documents"), "w", stay=True),
        Step("who's who, by name", "<ctrl+o>", _on("WhosWhoScreen", "by name"), stay=True),
        Step("who's who, latest first", "<ctrl+o>", _on("WhosWhoScreen", "latest first"), stay=True),
        Step("who's who, persons", "<tab>", _on("WhosWhoScreen", "persons")),
        Step("the page of the most named", "<enter>", _complete, f"w{name}", stay=True),
        Step("its mentions in their words", "x", _on(lines, "line")),
        Step("search", "s", _on("SearchScreen", rows=0)),
        Step("search, one word", "oil", _typed("SearchScreen", "oil"), "s"),
        Step("search, a common word", "senate", _typed("SearchScreen", "senate"), "s"),
        Step("search, a name", f"@{name.split()[0]}", _typed("SearchScreen", f"@{name.split()[0]}"), "s"),
        Step("a hit, opened", "<enter>", _moved(_arrived), "soil"),
        Step("the next match", "n", _moved()),
        Step("the next result", ")", _moved(_arrived)),
        Step("words in their lines", "<tab>", _on(lines, "line"), "soil"),
        Step("a common word in its lines", "<tab>", _on(lines, "line"), "ssenate", stay=True),
        Step("sorted by the word after", "<o><o><o>", _on(lines, "by the word after"), stay=True),
        Step("sorted back", "<O>", _on(lines, "by the third word before"), stay=True),
        Step("narrowed down", "bill", _on(lines, "“bill”"), "/", stay=True),
        Step("a line, opened", "<enter>", _moved(_arrived), "<enter>"),
        Step("concordance of the name here", "x", _on(lines, "line"), "<tab>"),
        Step("two together", "x", _on("TogetherScreen", "sentence", rows=0), "p.o", document=True),
        Step("palette", ":", _on("PaletteScreen", rows=30)),
        Step("palette, a word", "commit", _typed("PaletteScreen", "commit"), ":"),
        Step("keys", "?", _on("HelpScreen", rows=20)),
        Step("keys, all", "<tab>", _on("HelpScreen", rows=60), "?"),
        Step("themes", "T", _on("ThemesScreen"), stay=True),
        Step("another theme", "<down>", _look),
        Step("references", "r", _main(lambda main: main.references.has_focus), stay=True),
        Step("a reference further down", "<down><down>", _moved()),
        Step(
            "references, narrowed down",
            "said",
            _main(lambda main: main.beside._narrowed is not None and main.beside._narrowed.wanted == "said"),
            "r/",
        ),
        Step("documents, to the last", "G", _main(lambda main: isinstance(main.documents.value, str)), "1"),
        Step("documents, by title", "<o>", _listed("by title"), "1", stay=True),
        Step("documents, as taken in", "<o>", _listed("as taken in"), stay=True),
        Step("documents, by date again", "<o>", _by_date),
        Step("documents, narrowed down", "oil", _listed("“oil”"), "1/"),
        Step("the next document", ">", _moved()),
        Step("a mention in another document", "]", _moved(), "[["),
        Step("jump list", "'", _on("JumpsScreen")),
        Step("saved searches", "S", _on("SearchesScreen")),
        Step("notes and tags", "A", _on("NotesScreen")),
        Step("files", "E", _on("FilesScreen")),
        Step("files, a word", "sen", _files, "E"),
        Step("documents like this", "D", _on("DuplicatesScreen")),
        Step("grade", "Q", _on("GradingScreen", rows=0)),
        Step("review", "v", _on("ReviewScreen", "of", rows=5)),
        Step("same as", "=", _on("SameAsScreen"), "<tab>"),
        Step("find, as typed", "the", _said("“the”"), "/", document=True),
        Step("find by pattern", r"[A-Z]\w+ [A-Z]\w+", _said(r"“[A-Z]\w+ [A-Z]\w+”"), "\\", document=True),
        Step("a page down", "<space>", _moved(), document=True),
        Step("to the end", "G", _moved(), document=True),
        Step("paragraph numbers", "<enter>", _numbered, ":paragraph numbers"),
        Step("the text alone", "z", _main(lambda main: main.has_class("-alone"))),
        Step("all panes again", "z", _main(lambda main: not main.has_class("-alone"))),
    ]


def _complete(app: Any) -> Shown:
    return lambda: (
        type(app.screen).__name__ == "EntityScreen" and app.screen._complete and _lists(app)[0].count > 12
    )


def _by_date(app: Any) -> Shown:
    return _main(
        lambda main: (
            "taken" not in "".join(text for text, _ in main.documents_title.right)
            and isinstance(main.documents.value_at(0), str)
        )
    )(app)
