"""The tree of a search query, and a query written back from its tree."""

from __future__ import annotations

from dataclasses import field

from reader.values import dataclass

__all__ = [
    "NEAR_WORDS",
    "And",
    "Dates",
    "Name",
    "Near",
    "Node",
    "Not",
    "Or",
    "Source",
    "Term",
    "Type",
    "render",
]

NEAR_WORDS = 10
"""How many words may stand between where the query does not say."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase; `prefix`: its last word may go on; `title`: in the title only."""

    text: str
    prefix: bool = False
    title: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """Every mention of whoever is called so."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """Documents whose source or agency holds these characters."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Dates:
    """Documents dated from `low` to `high`, both included at the precision given; "" is open; `undated`: without a date."""

    low: str
    high: str
    undated: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Type:
    """Documents that name a person, organisation or place; or documents of a file format."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Words, phrases and names with at most `words` words between each and the next, in any order."""

    parts: tuple[Term | Name, ...]
    words: int = NEAR_WORDS
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not answer to `part`."""

    part: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """Documents that answer to all."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that answer to any."""

    parts: tuple[Node, ...]


Node = Term | Name | Source | Dates | Type | Near | Not | And | Or


def render(node: Node) -> str:
    """A query that parses to `node`."""
    if isinstance(node, Term):
        return f'{"title:" if node.title else ""}"{node.text}"{"*" if node.prefix else ""}'
    if isinstance(node, Name):
        return f'@"{node.text}"'
    if isinstance(node, Source):
        return f'source:"{node.text}"'
    if isinstance(node, Type):
        return f'type:"{node.text}"'
    if isinstance(node, Dates):
        span = node.low if node.low == node.high else f"{node.low}..{node.high}"
        return "date:none" if node.undated else f"date:{span}"
    if isinstance(node, Near):
        return f" NEAR/{node.words} ".join(map(render, node.parts))
    if isinstance(node, Not):
        return f"NOT {_bracketed(node.part)}"
    return (" AND " if isinstance(node, And) else " OR ").join(map(_bracketed, node.parts))


def _bracketed(node: Node) -> str:
    return f"({render(node)})" if isinstance(node, (And, Or, Near)) else render(node)
