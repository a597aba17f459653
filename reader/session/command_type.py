"""What a command is: something the user can ask for, the group that help shows it in, and where its keys work."""

from __future__ import annotations

from typing import Literal, get_args

from reader.values import dataclass

__all__ = ["GROUPS", "Command", "Context", "Group", "overlap"]

Group = Literal["moving", "names", "repair", "jumping", "searching", "notes", "views", "application"]
GROUPS: tuple[Group, ...] = get_args(Group)
"""In the order in which help shows them."""

Context = Literal["everywhere", "text", "list", "review"]
"""Where a key works: "text" the reading pane, "list" any list (documents, references), "everywhere" both.

"review" is the page of what is unsure, whose keys come before those that work everywhere."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can ask for.

    `id` never changes (the user's keymap names it), `title` is short enough for the footer, `help` is one sentence,
    `keys` are Textual's names of the default keys. A command without keys is reached through the palette.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    group: Group
    help: str
    context: Context = "everywhere"


def overlap(one: Context, other: Context) -> bool:
    """Whether a key of the one context can be pressed in the other too."""
    return one == other or ("everywhere" in (one, other) and "review" not in (one, other))
