"""Documents as hypothesis makes them."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st

from reader.model import Block, BlockKind

WORDS = st.text(st.sampled_from("abcdefg,.é’中文👩\u0301"), min_size=1, max_size=9)
GAPS = st.sampled_from([" ", " ", " ", "\n", "  ", "\n  ", "\t"])
KINDS: tuple[BlockKind, ...] = (
    "heading",
    "standfirst",
    "dateline",
    "paragraph",
    "paragraph",
    "list",
    "quote",
    "table",
    "code",
    "note",
    "boilerplate",
    "boilerplate",
)


@st.composite
def bodies(draw: st.DrawFn, kind: BlockKind) -> str:
    """The text of one block."""
    words = draw(st.lists(WORDS, min_size=1, max_size=12))
    gaps = st.one_of(GAPS, st.sampled_from([" | ", " | ", "|", "\n| "])) if kind == "table" else GAPS
    body = words[0] + "".join(draw(gaps) + word for word in words[1:])
    marker = {"list": "- ", "note": "[1] ", "quote": draw(st.sampled_from(["", "> "]))}.get(kind, "")
    return marker + (body.replace("\n", "\n> ") if marker == "> " else body)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, tuple[Block, ...]]:
    """A text and the blocks that cover it."""
    text = draw(st.sampled_from(["", "\n\n"]))
    blocks: list[Block] = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=5)):
        if blocks:
            inline = {blocks[-1].kind, kind} == {"dateline", "paragraph"} and draw(st.booleans())
            text += " " if inline else draw(st.sampled_from(["\n", "\n\n"]))
        body = draw(bodies(kind))
        label = draw(st.sampled_from(["menu", "contact"])) if kind == "boilerplate" else ""
        blocks.append(Block(kind, len(text), len(text) + len(body), draw(st.integers(0, 2)), label))
        text += body
    return text, tuple(blocks)


@pytest.fixture
def long_document() -> tuple[str, tuple[Block, ...]]:
    """About 2 MB in 20,000 paragraphs."""
    paragraph = "Some words of a paragraph that goes on for a line or two, so that it has to be wrapped at least once."
    text = "\n\n".join([paragraph] * 20_000)
    step = len(paragraph) + 2
    return text, tuple(Block("paragraph", at, at + len(paragraph)) for at in range(0, len(text), step))
