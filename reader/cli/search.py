"""`vgt-reader search`: passages in all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from reader.cli import options
from reader.cli.documents import like_words, own_title
from reader.cli.libraries import opened, pointing_into
from reader.cli.listing import Give, for_programs
from reader.cli.output import plain, say, write

if TYPE_CHECKING:
    from reader.readmodel import Hit

__all__ = ["command", "hit_value"]

HELP = """Find QUERY in all documents, best first.

\b
  taskforce child           both words
  "child protection unit"   these words in this order
  abuse OR exploitation     either;  abuse NOT online;  NEAR(chair board, 5);  exploit*
  title:taskforce  source:interpol  date:2017..2019  type:person
  @nca  @"Rob Jones"        someone, in every way they are named"""


def hit_value(hit: Hit, title: str | None) -> dict[str, Any]:
    """A hit as the contract of `search --json` lists it; `title` is what the document itself is called."""
    return {
        "document": hit.document,
        "title": title,
        "date": hit.date,
        "score": round(hit.score, 4),
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "like": hit.like,
        "shown_as": hit.shown_as,
    }


@click.command("search", help=HELP)
@click.argument("query", nargs=-1, required=True)
@options.library
@click.option("--order", type=click.Choice(("rank", "newest")), default="rank", show_default=True)
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most so many."
)
@click.option("--fold", is_flag=True, help="Of documents that say (nearly) the same the best alone.")
@for_programs
def command(
    query: tuple[str, ...],
    library: str | None,
    order: Literal["rank", "newest"],
    limit: int,
    fold: bool,
    give: Give | None,
) -> None:
    """Search."""
    words = " ".join(query)
    with opened(library) as store, pointing_into(words):
        found = store.search_counted(words, limit, order, folded=fold)
        for hit in found.hits:
            if give:
                give(hit_value(hit, own_title(store.document(hit.document).row)))
            else:
                like = like_words(hit.like, None if fold else hit.shown_as)
                write(plain(f"{hit.document}  {hit.date or 'undated':<10}  {hit.title}{like}"))
                write(plain(f"    {hit.snippet}"))
        if not give:
            folded = f", and {found.folded:,} like them" if found.folded else ""
            say(f"{len(found.hits):,} of {found.total:,} documents{folded}")
