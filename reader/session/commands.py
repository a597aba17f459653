"""The command table: everything a key can do, once.

The footer, `?`, the palette, the user's keymap, `vgt-reader keys` and the README's list of keys are all made from it. The rows that move
through the text and those of names stand in `commands_of_names`.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.session.command_type import GROUPS, Command, Context, Group, overlap
from reader.session.commands_of_names import OF_NAMES

__all__ = ["COMMANDS", "GROUPS", "Command", "Context", "Group", "command", "commands_in", "overlap"]

COMMANDS: tuple[Command, ...] = (
    *OF_NAMES,
    Command("list.open", "open", ("enter",), "jumping", "Open the row under the cursor.", "list"),
    Command(
        "list.sort",
        "sort",
        ("o", "ctrl+o"),
        "views",
        "Sort the list another way: documents, who's who, the concordance by the words beside, date or document.",
        "list",
    ),
    Command(
        "list.sort-back", "sort back", ("O",), "views", "Sort the list as before the last change.", "list"
    ),
    Command(
        "list.filter",
        "only with …",
        ("slash",),
        "views",
        "Show only the rows that hold what you type.",
        "list",
    ),
    Command(
        "results.next",
        "next result",
        ("right_parenthesis",),
        "jumping",
        "To the next row of the list that was used last: search, references, concordance, who's who.",
    ),
    Command(
        "results.previous",
        "previous result",
        ("left_parenthesis",),
        "jumping",
        "To the row before it.",
    ),
    Command("go.back", "back", ("backspace", "H"), "jumping", "Back to the place you came from."),
    Command("go.forward", "forward", ("L",), "jumping", "Forward again."),
    Command(
        "go.list",
        "jump list",
        ("apostrophe",),
        "jumping",
        "Show where you have been and what you marked, and go there.",
    ),
    Command(
        "mark.set",
        "mark",
        ("m",),
        "jumping",
        "Mark this place with a letter; a capital can be called from all documents.",
        "text",
    ),
    Command(
        "document.next",
        "next document",
        ("greater_than_sign",),
        "jumping",
        "Open the next document of the list.",
    ),
    Command(
        "document.previous",
        "previous document",
        ("less_than_sign",),
        "jumping",
        "Open the document before it in the list.",
    ),
    Command("find.start", "find", ("slash",), "searching", "Find words in this document.", "text"),
    Command(
        "find.pattern",
        "find by pattern",
        ("backslash",),
        "searching",
        "Find what fits a regular expression in this document.",
        "text",
    ),
    Command("find.next", "next hit", ("n",), "searching", "To the next hit.", "text"),
    Command("find.previous", "previous hit", ("N",), "searching", "To the hit before.", "text"),
    Command("search.open", "search", ("s",), "searching", "Search all documents."),
    Command(
        "search.saved",
        "saved searches",
        ("S",),
        "searching",
        "List the saved searches with what is new in them, save the last one, open one again.",
    ),
    Command(
        "note.write", "note", ("a",), "notes", "Write a note on the passage, the name or the document here."
    ),
    Command("note.tag", "tags", ("e",), "notes", "Tag the passage, the name or the document here."),
    Command("note.list", "notes", ("A",), "notes", "Search all notes and tags, and go to what they are on."),
    Command(
        "note.delete",
        "delete",
        ("delete",),
        "notes",
        "Delete the note or saved search under the cursor; again: bring it back.",
        "list",
    ),
    Command("document.read", "read or unread", ("M",), "notes", "Call this document read, or unread again."),
    Command("document.new", "new", ("W",), "notes", "List the documents that came in since your last visit."),
    Command(
        "trail.export",
        "export the trail",
        (),
        "notes",
        "Write where you have been, and why, into a Markdown file in the folder where you are.",
    ),
    Command(
        "search.lines",
        "words in their lines",
        (),
        "searching",
        "Search all documents and show every match in its words, sorted by what stands beside it.",
    ),
    Command("pane.documents", "documents", ("1",), "views", "Show the documents and go there."),
    Command("pane.text", "text", ("2",), "views", "Go to the text."),
    Command("pane.references", "references", ("3",), "views", "Show the references and go there."),
    Command(
        "pane.pin",
        "pin references",
        ("circumflex_accent",),
        "views",
        "Let the references stay with the name they show; again: let them follow the cursor.",
    ),
    Command(
        "text.numbers",
        "paragraph numbers",
        (),
        "views",
        "Number the paragraphs in the margin, or not; it is kept.",
        "text",
    ),
    Command("pane.text-alone", "text alone", ("z",), "views", "Show the text alone, or all panes again."),
    Command("view.whos-who", "who's who", ("w",), "views", "List everyone and everything that is named."),
    Command(
        "view.files",
        "files",
        ("E",),
        "views",
        "Show what happened to each file: what was read, what was folded or is missing, and why.",
    ),
    Command(
        "view.duplicates",
        "like this",
        ("D",),
        "views",
        "Show which documents say what this one says, and what differs in them.",
        "text",
    ),
    Command(
        "source.grade",
        "grade the source",
        ("Q",),
        "views",
        "Say how far the source of this document, or the document, can be relied on (A1 to F6).",
        "text",
    ),
    Command("text.copy", "copy", ("y",), "views", "Copy the paragraph under the cursor.", "text"),
    Command(
        "text.cite",
        "copy with source",
        ("Y",),
        "views",
        "Copy the paragraph with its title, source, date and place in the document.",
        "text",
    ),
    Command(
        "text.boilerplate", "site furniture", ("F",), "views", "Open or fold the site furniture.", "text"
    ),
    Command(
        "index.stop",
        "stop taking in",
        (),
        "application",
        "Stop taking documents in; it goes on where it stopped when you ask for it or open the reader again.",
    ),
    Command("index.go-on", "go on taking in", (), "application", "Go on taking documents in."),
    Command(
        "app.mouse", "mouse on or off", (), "application", "Give the mouse to the terminal, or take it back."
    ),
    Command("app.first-steps", "first steps", (), "application", "Show the three first steps again."),
    Command("app.redraw", "draw again", ("ctrl+l",), "application", "Draw the whole screen again."),
    Command("app.theme", "theme", ("T",), "application", "Choose the colours."),
    Command(
        "app.palette", "commands", ("ctrl+p", "colon"), "application", "Search documents, names and commands."
    ),
    Command("app.help", "keys", ("question_mark",), "application", "Show the keys that work here."),
    Command("app.close", "close", ("escape",), "application", "One level out."),
    Command("app.quit", "quit", ("q", "ctrl+q"), "application", "Close this page; on the first page, quit."),
)

_BY_ID = {each.id: each for each in COMMANDS}


def command(id: str) -> Command:
    """The command with this id; KeyError where there is none."""
    return _BY_ID[id]


def commands_in(context: Context) -> Iterator[Command]:
    """The commands whose keys work in `context`, in the order of the table."""
    return (each for each in COMMANDS if overlap(each.context, context))
