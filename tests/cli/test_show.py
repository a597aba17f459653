"""Numbers behind names move the text and its blocks along, and nothing else."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.cli.show import numbered
from reader.model import Block
from reader.readmodel import MentionRow


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, tuple[Block, ...], tuple[MentionRow, ...]]:
    words = draw(st.lists(st.sampled_from(["Mary", "Hill", "came", "went"]), max_size=12))
    text, mentions, blocks, start = "", [], [], 0
    for word in words:
        begin = len(text)
        text += word
        if word[0].isupper():
            mentions.append(MentionRow("d", begin, len(text), word, "person", word.lower(), word, 1.0, "", 1))
        if draw(st.booleans()):
            blocks.append(Block("paragraph", start, len(text)))
            text += "\n\n"
            start = len(text)
        else:
            text += " "
    return text, tuple(blocks), tuple(mentions)


@given(documents())
def test_without_the_numbers_it_is_the_same_text_in_the_same_blocks(
    document: tuple[str, tuple[Block, ...], tuple[MentionRow, ...]],
) -> None:
    text, blocks, mentions = document
    marked, moved, numbers = numbered(text, blocks, mentions)
    assert re.sub(r" \[\d+\]", "", marked) == text
    for block, new in zip(blocks, moved, strict=True):
        assert re.sub(r" \[\d+\]", "", marked[new.start : new.end]) == text[block.start : block.end]
        assert not marked[new.start : new.end].startswith(" [")
    for entity, number in numbers.items():
        count = sum(mention.entity == entity for mention in mentions)
        assert marked.count(f"[{number}]") == count
