"""Main text of web pages: ours and that of peers in one run, on pages written for this project and on those of the formats corpus.

Our pages mark their main text with `data-main`. For the corpus the reference says which visible text nodes are main, by number, for a page of
a given hash: the pages themselves stay where they are.
"""

from __future__ import annotations

import collections
import hashlib
import re
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "formats"
PAGES = ROOT / "tests" / "sources" / "pages"
GOLD = re.compile(r"\s+data-main(?=[\s>])")
_TOKEN = re.compile(r"\w+")

REFERENCE: dict[str, tuple[str, tuple[tuple[int, int], ...]]] = {
    "tika/big-preamble.html": ("130cc20ffeff", ((1, 84), (119, 123), (135, 138))),
    "tika/boilerplate-whitespace.html": ("a0d2dd746430", ((0, 9),)),
    "tika/boilerplate.html": ("c0c2c4657070", ((2, 10),)),
    "tika/cec67b-testHTML.html": ("6bee15945667", ((0, 3),)),
    "tika/testArabicMisleadingCharset.html": ("9c2fcdef6c46", ((0, 3),)),
    "tika/testBoilerplateMissingSpace.html": ("2d14c3ac0e14", ((0, 44),)),
    "tika/testHTMLNoisyMetaEncoding_1.html": ("b3048e341959", ((0, 4),)),
    "tika/testXHTML.html": ("59d19def32bd", ((0, 4),)),
    "tika/tika434.html": ("8a8867f6cedb", ((91, 96), (97, 104), (106, 111), (116, 135))),
}
"""Path in the corpus -> (beginning of the file's sha256, the runs of text nodes that are main)."""


def tokens(text: str) -> collections.Counter[str]:
    """The words of a text, as a bag."""
    return collections.Counter(_TOKEN.findall(text))


def gold_and_rest(html: str) -> tuple[str, str]:
    """The text of the elements marked data-main, and all other visible text."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    main = " ".join(node.text(separator=" ") for node in tree.css("body [data-main]"))
    for node in tree.css("[data-main], script, style, head"):
        node.decompose()
    return main, tree.body.text(separator=" ") if tree.body else ""


def overlap(gold: str, got: str) -> tuple[float, float]:
    """(precision, recall) of tokens, as bags."""
    wanted, given = tokens(gold), tokens(got)
    shared = sum((wanted & given).values())
    return shared / max(1, sum(given.values())), shared / max(1, sum(wanted.values()))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / max(1e-9, precision + recall)


def ours(html: str) -> str:
    """What the reader shows without unfolding anything, and the furniture that belongs to a release."""
    from reader.model import Document
    from reader.sources import load

    document = load("page.html", data=html.encode())
    if not isinstance(document, Document):
        return ""
    kept = ("date", "release", "source", "contact", "end", "about")
    return "\n".join(
        document.text[block.start : block.end]
        for block in document.blocks
        if block.kind != "boilerplate" or block.label in kept
    )


def _nodes(html: str) -> list[str]:
    """The visible text nodes of a page in order."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    for node in tree.css("script, style, noscript, head, template"):
        node.decompose()
    text = tree.body.text(separator="\n") if tree.body else ""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _written() -> dict[str, tuple[str, str, str]]:
    """Name -> (page, main text, the rest) of the pages of this project."""
    pages = {}
    for path in sorted(PAGES.glob("*.html")):
        html = path.read_text(encoding="utf-8")
        pages[path.stem] = (GOLD.sub("", html), *gold_and_rest(html))
    return pages


def _found() -> dict[str, tuple[str, str, str]]:
    """The same of the corpus, if it lies there and is what the reference was made for."""
    from reader.sources.encodings import decode
    from reader.sources.parsers.html import _declared

    pages = {}
    for name, (digest, runs) in REFERENCE.items():
        path = CORPUS / name
        data = path.read_bytes() if path.exists() else b""
        if not hashlib.sha256(data).hexdigest().startswith(digest):
            print(f"  {name} is not there, or another one than the reference was made for")
            continue
        html = decode(data, _declared(data[:8192])).text
        nodes = _nodes(html)
        main = {number for start, end in runs for number in range(start, end)}
        pages[name] = (
            html,
            " ".join(node for n, node in enumerate(nodes) if n in main),
            " ".join(node for n, node in enumerate(nodes) if n not in main),
        )
    return pages


def _leftover(gold: str, rest: str, got: str) -> float:
    """How much of the text that is not main was given all the same."""
    furniture = tokens(rest) - tokens(gold)
    return sum((furniture & (tokens(got) - tokens(gold))).values()) / max(1, sum(furniture.values()))


def pages() -> None:
    """Main-text token F1 and the share of menu text that is left, ours and the peers'."""
    from sources_peers import texts_by_peers

    ours("<p>The parser and its library are loaded before anything is timed.</p>")
    for title, given in (
        ("pages written for this project", _written()),
        ("pages of the formats corpus", _found()),
    ):
        if not given:
            continue
        results: dict[str, dict[str, tuple[str, float]]] = {"ours": {}}
        for name, (html, _, _) in given.items():
            start = time.perf_counter()
            text = ours(html)
            results["ours"][name] = (text, time.perf_counter() - start)
        results.update(texts_by_peers({name: html for name, (html, _, _) in given.items()}))
        print(f"  {title} ({len(given)}): precision/recall each")
        for system, texts in results.items():
            scores = [overlap(given[name][1], texts[name][0]) for name in given]
            left = [
                _leftover(given[name][1], given[name][2], texts[name][0])
                for name in given
                if given[name][2].strip()
            ]
            mean = sum(f1(*score) for score in scores) / len(scores)
            spent = sum(texts[name][1] for name in given) / len(given) * 1000
            each = "  ".join(
                f"{Path(name).stem[:14]} {p:.2f}/{r:.2f}" for name, (p, r) in zip(given, scores, strict=True)
            )
            print(
                f"  {system:20} F1 {mean:.3f}  menu text left {sum(left) / max(1, len(left)):5.1%}  {spent:6.1f} ms a page   {each}"
            )
