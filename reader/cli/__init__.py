"""The command line: one module a command, each importing what it needs when it runs."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    # The reader looks at the names of the commands before its first screen, where every import counts.
    from collections.abc import Sequence

__all__ = ["COMMANDS", "run"]

COMMANDS: dict[str, str] = {
    "index": "Take documents into a library, or bring it up to date.",
    "documents": "List the documents.",
    "entities": "List who and what is named.",
    "mentions": "List every mention, with its place and why it belongs there.",
    "show": "Print one document.",
    "entity": "Print all about one person, organisation or place.",
    "search": "Find passages in all documents.",
    "concordance": "Print every mention of a name, or hit of a query, with the words around it.",
    "suggestions": "List entities that may be the same.",
    "decide": "Put names right: merge, split, rename, retype, ignore, add, confirm, undo.",
    "decisions": "List what was decided, and what contradicts itself.",
    "notes": "List notes and tags, or write them out with citations.",
    "trail": "Print where you have been, and why.",
    "extract": "Recognise and resolve names in files or JSON lines, without a library.",
    "train": "Teach the model by what was decided in this library.",
    "diff": "Say what differs, in words, between two documents.",
    "grade": "Say how far a source or a document can be relied on.",
    "report": "Say what happened to each file at indexing.",
    "doctor": "Check this installation, the terminal and the folders.",
    "themes": "List the themes, or check one.",
    "keys": "List the keys, or check your own.",
}
"""Every command and what it does, in the order in which help shows them: the module of the same name defines it."""


def run(arguments: Sequence[str]) -> int:
    """Run a command and give back its exit status."""
    from reader.cli.app import run

    return run(arguments)
