"""Furniture learned from a collection."""

from __future__ import annotations

from reader.sources import load_text
from reader.sources.repeated import RepeatedLines

BODY = "The agency said on day {0} that its officers had searched {0} boats and some warehouses in harbour number {0}x. "


def release(number: int, line: str = "The Harbour Desk brings you the news of the coast every week."):  # type: ignore[no-untyped-def]
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
    return load_text(f"News item {words[number]}\n{BODY.format(words[number])}\n{line}\n")


def test_a_line_of_most_documents_of_a_source_is_furniture() -> None:
    repeated = RepeatedLines()
    documents = [release(number) for number in range(8)]
    for document in documents:
        repeated.observe("desk", document)
    marked = repeated.mark("desk", documents[0])
    assert [block.label for block in marked.blocks if block.kind == "boilerplate"] == ["repeated"]
    assert marked.text == documents[0].text
    assert repeated.mark("elsewhere", documents[0]) == documents[0]


def test_a_few_documents_teach_nothing() -> None:
    repeated = RepeatedLines()
    for number in range(3):
        repeated.observe("desk", release(number))
    assert repeated.mark("desk", release(0)) == release(0)


def test_a_document_of_nothing_else_keeps_its_text() -> None:
    repeated = RepeatedLines()
    line = "The Harbour Desk brings you the news of the coast every week."
    for number in range(8):
        repeated.observe("desk", release(number))
    alone = load_text(line)
    assert repeated.mark("desk", alone) == alone
