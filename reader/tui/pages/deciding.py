"""Decisions in words: what one would change, what was done, what is taken back. And who may be meant, as rows to pick from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import EntityType
from reader.readmodel import EntityRow
from reader.tui.items import EntityLink, Item, plain
from reader.tui.paint import aligned, kind_of, wrapped
from reader.tui.questions_deciding import Candidates, Preview

if TYPE_CHECKING:
    from reader.decisions import Decision

__all__ = [
    "KINDS",
    "a_kind",
    "about",
    "candidate_items",
    "counted",
    "done_words",
    "preview_words",
    "state_words",
]

KINDS: tuple[tuple[str, EntityType], ...] = (("p", "person"), ("o", "organisation"), ("l", "place"))
"""The letters that stand for the kinds in a choice (`l`: location)."""


def counted(mentions: int, documents: int) -> str:
    """ "12 mentions in 4 documents"; "1 mention" where there is only that."""
    said = f"{mentions:,} mention{'' if mentions == 1 else 's'}"
    if mentions == documents == 1:
        return said
    return f"{said} in {documents:,} document{'' if documents == 1 else 's'}"


def a_kind(type: str) -> str:
    """ "a person", "an organisation"."""
    return f"an {type}" if type[:1] in "aeiou" else f"a {type}"


def _who(preview: Preview, index: int) -> str:
    """What the entity at `index` is called now."""
    if preview.entities:
        return preview.entities[index].name
    return preview.decision.entities[index].name if preview.decision.entities else "nobody"


def _become(preview: Preview, done: bool) -> str:
    """A merge, a split, a new name: whose the mentions are."""
    decision, many = preview.decision, counted(preview.mentions, preview.documents)
    one = preview.mentions == 1
    be = ("is now" if one else "are now") if done else ("becomes" if one else "become")
    if decision.verb == "rename":
        be = f"{be} called" if done else "will be called"
    name = _who(preview, -1)
    if decision.verb == "rename" or decision.name:
        name = decision.name
    if decision.verb == "split" and len(decision.entities) == 1 and name == _who(preview, 0):
        name = f"another {name}"
    return f"{many} {be} {name}"


def _ignored(preview: Preview, tense: str) -> str:
    decision = preview.decision
    many = counted(preview.mentions, preview.documents)
    if decision.word:
        return f"“{decision.word}” names nobody: {many}"
    if decision.mentions:
        return f"“{decision.mentions[0].text}” here names nobody{tense}"
    return f"{_who(preview, 0)} is nobody's name: {many}"


def _confirmed(preview: Preview, be: str) -> str:
    decision = preview.decision
    if decision.mentions:
        return f"“{decision.mentions[0].text}” here {be}"
    return f"{_who(preview, 0)} {be}: {counted(preview.mentions, preview.documents)}"


def _added(preview: Preview, tense: str) -> str:
    decision = preview.decision
    name = decision.name or (_who(preview, 0) if decision.entities else decision.word)
    if not name and decision.mentions:
        name = decision.mentions[0].text
    if not decision.everywhere:
        return f"“{decision.mentions[0].text}” here names {name}, {a_kind(decision.type)}{tense}"
    places = f"{preview.mentions:,} place{'' if preview.mentions == 1 else 's'}"
    documents = f"{preview.documents:,} document{'' if preview.documents == 1 else 's'}"
    return f"“{decision.word}” names {name}, {a_kind(decision.type)}, in {places} of {documents}{tense}"


def _graded(preview: Preview, done: bool) -> str:
    decision = preview.decision
    what = f"the source {decision.word}" if decision.word else "this document"
    many = (
        f" ({preview.documents:,} document{'' if preview.documents == 1 else 's'})" if decision.word else ""
    )
    if not decision.name:
        return f"{what} {'has' if done else 'will have'} no grade{many}"
    return f"{what} {'is' if done else 'will be'} graded {decision.name}{many}"


_WORDS: dict[str, Callable[[Preview, bool], str]] = {
    "merge": lambda made, done: _become(made, done),
    "split": lambda made, done: _become(made, done),
    "rename": lambda made, done: _become(made, done),
    "retype": lambda made, done: (
        f"{_who(made, 0)} is {a_kind(made.decision.type)}: {counted(made.mentions, made.documents)}"
    ),
    "ignore": lambda made, done: _ignored(made, " any more" if done else ""),
    "add": lambda made, done: _added(made, " now" if done else ""),
    "confirm": lambda made, done: _confirmed(made, "is confirmed" if done else "is right"),
    "never": lambda made, done: (
        f"{_who(made, 0)} and {_who(made, 1)} are not the same"
        + ("; it is not suggested again" if done else "")
    ),
    "pin": lambda made, done: f"{_who(made, 0)} {'stays' if done else 'will stay'} on top",
    "grade": lambda made, done: _graded(made, done),
}


def preview_words(preview: Preview) -> str:
    """What the decision would change, in one line."""
    return _said(preview, done=False)


def done_words(preview: Preview) -> str:
    """What the decision changed, in one line."""
    return _said(preview, done=True)


def _said(preview: Preview, done: bool) -> str:
    decision = preview.decision
    if decision.verb == "undo" and preview.undone is not None:
        many = f" ({counted(preview.mentions, preview.documents)})" if preview.mentions else ""
        again = decision.target != preview.undone.id
        verb = (
            ("decided again" if done else "decide again")
            if again
            else ("taken back" if done else "take back")
        )
        return f"{verb}: {about(preview.undone)}{many}"
    said = _WORDS[decision.verb](preview, done)
    return f"{said}; but {preview.problem}" if preview.problem and not done else said


def about(decision: Decision) -> str:
    """A decision of the log in a few words: "merge R. Jones = Rob Jones"."""
    names = [entity.name for entity in decision.entities]
    if decision.verb == "merge":
        return f"merge {' = '.join(names)}"
    if decision.verb == "never":
        return f"never the same: {' and '.join(names)}"
    words = [decision.verb, *names]
    words += [f"“{decision.word}”"] if decision.word else []
    words += [f"“{mention.text}”" for mention in decision.mentions[:2] if not decision.word]
    if decision.documents:
        words.append(f"in {len(decision.documents):,} document{'' if len(decision.documents) == 1 else 's'}")
    to = decision.name or (decision.type if decision.verb == "retype" else "")
    return " ".join(words) + (f" → {to}" if to and to not in names else "")


def state_words(row: EntityRow) -> str:
    """ "confirmed · on top" as far as it is so; "" for a machine's guess."""
    words = ["confirmed"] if row.state == "confirmed" else []
    return " · ".join(words + (["on top"] if row.pinned else []))


def candidate_items(found: Candidates, width: int) -> list[Item]:
    """Who may be meant, to pick from: the machine's suggestions with their reasons, then names."""
    items: list[Item] = []
    if found.suggested:
        items += plain((("the machine thinks of", "line--heading"),))
    for row, score, reason in found.suggested:
        lines = wrapped(f"{score:.2f} · {reason}", max(8, width - 6), 1)
        items.append(_row(row, width))
        items += plain(*((("     ", ""), (line, "line--quiet")) for line in lines))
    if found.alike:
        items += plain((("named alike", "line--heading"),))
        items += [_row(row, width) for row in found.alike]
    if found.named and items:
        items += plain((("others", "line--heading"),))
    return items + [_row(row, width) for row in found.named]


def _row(row: EntityRow, width: int) -> Item:
    numbers = f"{row.mentions:>7,} in {row.documents:>5,} "
    right = f"{row.type:<12}{numbers}" if width >= 60 else numbers
    left = ((" ", ""), (row.name, kind_of(row.type)))
    return Item((aligned(left, ((right, "line--quiet"),), width),), EntityLink(row.id))
