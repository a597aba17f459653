"""Markdown: front matter and blocks; the text keeps its marks."""

from __future__ import annotations

from reader.model import Document
from reader.sources import load

TEXT = """---
title: "Harbour search ends"
date: 2019-10-04
author: Jane Doe
---

# Harbour search ends

The first paragraph
goes on here.

- one
- two
  goes on

> quoted

```
code # not a heading
```

| a | b |
|---|---|

Second heading
--------------

Last words.
"""


def loaded(text: str) -> Document:
    document = load("a.md", data=text.encode())
    assert isinstance(document, Document)
    return document


def test_blocks_are_found_by_their_marks() -> None:
    document = loaded(TEXT)
    kinds = [(block.kind, block.label) for block in document.blocks]
    assert kinds == [
        ("note", "front matter"), ("heading", ""), ("paragraph", ""), ("list", "-"), ("list", "-"), ("quote", ""), ("code", ""), ("table", ""),
        ("heading", ""), ("boilerplate", "end"), ("paragraph", ""),
    ]  # fmt: skip
    assert document.text == TEXT


def test_front_matter_gives_metadata() -> None:
    metadata = loaded(TEXT).metadata
    assert metadata.title is not None and metadata.title.value == "Harbour search ends"
    assert (
        metadata.date is not None
        and metadata.date.value == "2019-10-04"
        and metadata.date.evidence.rule == "front matter"
    )
    assert metadata.author is not None and metadata.author.value == "Jane Doe"


def test_the_marks_of_a_heading_are_no_part_of_the_title() -> None:
    title = loaded("# Harbour search ends\n\nSome text follows here.\n").metadata.title
    assert title is not None and title.value == "Harbour search ends"
