"""Small marked texts: "Mr {p:Jones} of the {o:NCA}" becomes a document with its mentions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from reader.model import Block, Document, LocalEntity, Mention, Recognised
from reader.resolve import within

KINDS = {"p": "person", "o": "organisation", "l": "place", "d": "date"}
MARK = re.compile(r"\{([pold]):([^}]*)\}")


@dataclass(frozen=True)
class Told:
    """A marked text, its document, and the local entities found in it."""

    document: Document
    recognised: Recognised
    entities: tuple[LocalEntity, ...]

    def groups(self) -> list[list[str]]:
        """The entities as lists of their mentions' texts, in reading order."""
        return [
            [self.recognised.mentions[link.mention].text for link in entity.links] for entity in self.entities
        ]

    def of(self, text: str) -> LocalEntity:
        """The entity that the first mention spelt `text` belongs to."""
        index = next(i for i, mention in enumerate(self.recognised.mentions) if mention.text == text)
        return next(e for e in self.entities if any(link.mention == index for link in e.links))

    def reason(self, text: str) -> str:
        """Why the last mention spelt `text` belongs where it does."""
        index = max(i for i, mention in enumerate(self.recognised.mentions) if mention.text == text)
        return next(link.reason for e in self.entities for link in e.links if link.mention == index)


def tell(marked: str, id: str = "d1") -> Told:
    text, mentions, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        start = len(text)
        text += found[2]
        mentions.append(Mention(start, len(text), found[2], KINDS[found[1]]))  # type: ignore[arg-type]
        last = found.end()
    text += marked[last:]
    blocks = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text))
    document = Document(id, f"{id}.txt", id * 8, text, blocks)
    recognised = Recognised(tuple(mentions))
    return Told(document, recognised, within(document, recognised))


@pytest.fixture(scope="session")
def told() -> Callable[..., Told]:
    """`told(marked, id="d1")` reads a marked text."""
    return tell
