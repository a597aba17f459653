"""Names that were found and not linked yet, and what is said where a key needs more than the text has under the cursor."""

from __future__ import annotations

from reader.readmodel import LibraryStatus, MentionRow

__all__ = ["NONE_HERE", "NOT_YET", "is_under_way", "is_unlinked", "why_not"]

NONE_HERE = "no name here: {name.next} goes to the next one"

NOT_YET = "not linked yet: at the latest once all documents are in. {name.peek}, {search.open} and {find.start} work now"
"""The collection is linked now and then while documents are taken in, and at their end: until then the words of a name are all there is."""


def is_unlinked(mention: MentionRow) -> bool:
    """Whether it is a name that nobody stands behind yet; a date never has anybody."""
    return mention.entity is None and mention.type != "date"


def is_under_way(status: LibraryStatus) -> bool:
    """Whether what only the whole collection shows (who is who, what repeats what) is still to come."""
    return bool(status.waiting or (status.mentions and not status.entities))


def why_not(mention: MentionRow | None, what: str = "") -> str:
    """Why nothing can be done with this; `what` is the thing that a date lacks."""
    if mention is None:
        return NONE_HERE
    return NOT_YET if is_unlinked(mention) else f"a date has no {what or 'links'}"
