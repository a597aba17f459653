"""Every view is also a command: the page that says so is right, and what is printed is what the view shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from reader.cli.concordance import Line, sort_key
from reader.library import Library
from reader.model import paragraph_of

_ROW = re.compile(r"^\| .* \| `vgt-reader (.+)` \|$", re.MULTILINE)


def _commands(root: Path) -> list[str]:
    return _ROW.findall((root / "docs/without-a-screen.md").read_text(encoding="utf-8"))


def test_every_command_of_the_page_prints_something(command, root: Path, library: Path) -> None:
    found = _commands(root)
    assert len(found) >= 12
    for each in found:
        ran = command(*shlex.split(each), "--library", library)
        if each == "keys":
            ran = command(*shlex.split(each))
        assert ran.status == 0, (each, ran.err)
        assert ran.out.strip() or ran.err.strip(), each
        assert "\x1b" not in ran.out, each


def test_a_document_with_references_names_everyone_that_the_reader_marks(command, library: Path) -> None:
    with Library.open(library) as store:
        for row in store.documents():
            document = store.document(row.id)
            printed = command("show", row.id, "--refs", "--library", library).out
            listed = printed.partition("\nNames\n")[2]
            for mention in document.mentions:
                if mention.entity is not None:
                    assert mention.name in listed
                    assert mention.paragraph == paragraph_of(document.blocks, mention.start)


def test_the_card_says_what_the_page_shows(command, library: Path) -> None:
    with Library.open(library) as store:
        card = store.card(store.find_entities("NCA")[0].id)
    printed = command("entity", "NCA", "--library", library).out
    for alias in card.aliases:
        assert alias.text in printed
    for companion in card.companions[:5]:
        assert companion.name in printed
        if companion.passage is not None:
            assert f"{companion.passage.document} ¶{companion.passage.paragraph}" in printed
    assert card.introduced is not None and card.introduced.title in printed


def test_what_stands_above_the_first_paragraph_is_at_the_top_everywhere(command, library: Path) -> None:
    with Library.open(library) as store:
        row = next(row for row in store.documents() if store.document(row.id).mentions[0].paragraph == 0)
        mention = store.document(row.id).mentions[0]
    for ran in (
        ("show", row.id, "--refs"),
        ("entity", mention.name),
        ("concordance", mention.name),
        ("mentions", "--document", row.id),
        ("notes",),
    ):
        printed = command(*ran, "--library", library).out
        assert "¶0" not in printed, ran
        assert ran == ("notes",) or re.search(r"\btop\b", printed), ran


def test_two_names_together_are_the_sentences_of_the_view(command, library: Path) -> None:
    with Library.open(library) as store:
        left, right = (store.find_entities(name)[0].id for name in ("NCA", "VGT"))
        passages = store.passages_with(left, right, 1000)
    lines = command("concordance", "NCA", "--with", "VGT", "--library", library, "--json").lines()
    assert {(each["document"], each["start"], each["end"]) for each in lines} == {
        (each.document, each.start, each.end) for each in passages
    }
    assert lines


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("left", ("b", "a")),
        ("left1", ("b", "a")),
        ("left2", ("a",)),
        ("right", ("c", "d", "e")),
        ("right2", ("d", "e", "f")),
        ("right3", ("e", "f")),
    ],
)
def test_lines_are_sorted_by_the_word_that_is_named(order: str, key: tuple[str, ...]) -> None:
    line = Line("1", None, None, 4, 5, 1, "A b ", "x", " c D e f")
    assert sort_key(line, order) == key  # type: ignore[arg-type]


def test_a_document_without_a_title_is_called_by_its_first_words(command, library: Path) -> None:
    with Library.open(library) as store:
        row = store.document(store.find_document("001")).row
    assert row.title.startswith("The Virtual Global Taskforce (VGT) meeting was hosted in Ottawa")
    assert row.title.endswith(" …")
    assert command("documents", "--json", "--library", library).lines()[0]["title"] != row.title
