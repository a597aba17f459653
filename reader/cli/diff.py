"""`vgt-reader diff`: what differs between two documents, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import options
from reader.cli.libraries import opened
from reader.cli.output import count, json_line, plain, say, write
from reader.session import passages

if TYPE_CHECKING:
    from reader.library import Change

__all__ = ["command"]


@click.command(
    "diff",
    help="Print what differs in words between two documents: [-taken out-] {+put in+}. With one, against the one that lists show for it.",
)
@click.argument("left")
@click.argument("right", required=False)
@options.library
@options.as_json
def command(left: str, right: str | None, library: str | None, as_json: bool) -> None:
    """Compare two documents."""
    with opened(library) as store:
        one = store.document(store.find_document(left))
        if right is None:
            group = store.group(one.row.id).twins
            shown = group[0].row.id
            other = shown if shown != one.row.id else group[min(1, len(group) - 1)].row.id
            one, two = (store.document(other), one) if other == shown else (one, store.document(other))
        else:
            two = store.document(store.find_document(right))
        changes = store.differences(one.row.id, two.row.id)
        left, right = one.text[:], two.text[:]
        found = list(passages(left, right, changes))
        if as_json:
            for change in changes:
                write(json_line(_value(change, left, right)))
            return
        for sign, document in (("-", one), ("+", two)):
            write(
                plain(f"{sign * 3} {document.row.id}  {document.row.date or 'undated'}  {document.row.title}")
            )
        for before, out, put, behind in found:
            taken = f" [-{out}-]" if out else ""
            given = f" {{+{put}+}}" if put else ""
            write(plain(f"… {before}{taken}{given} {behind} …"))
        say("the same words" if not found else count(len(found), "difference"))


def _value(change: Change, left: str, right: str) -> dict[str, Any]:
    """A change; spans are code points of the two texts."""
    return {
        "same": change.same,
        "start": change.start,
        "end": change.end,
        "other_start": change.other_start,
        "other_end": change.other_end,
        "text": None if change.same else left[change.start : change.end],
        "other_text": None if change.same else right[change.other_start : change.other_end],
    }
