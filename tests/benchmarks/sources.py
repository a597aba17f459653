"""Sources measured: main text of web pages against trafilatura and resiliparse, speed by format, the collections' shares.

    python tests/benchmarks/sources.py [pages] [senate] [formats] [compare] [speed] [fuzz]

trafilatura and resiliparse are compared if they are installed; the development corpora are used if they lie in ../shared.
"""

from __future__ import annotations

import collections
import gzip
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
PAGES = ROOT / "tests" / "sources" / "pages"
_GOLD = re.compile(r"\s+data-main(?=[\s>])")
_TOKEN = re.compile(r"\w+")


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
    wanted, given = collections.Counter(_TOKEN.findall(gold)), collections.Counter(_TOKEN.findall(got))
    shared = sum((wanted & given).values())
    return shared / max(1, sum(given.values())), shared / max(1, sum(wanted.values()))


def _ours(html: str) -> str:
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


def _trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html) or ""


def _trafilatura_recall(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, favor_recall=True) or ""


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, preserve_formatting=True))


def pages() -> None:
    """Main text on the pages of tests/sources/pages (written for this project; precision = how little menu text is left)."""
    systems: dict[str, Callable[[str], str]] = {
        "ours": _ours, "trafilatura": _trafilatura, "trafilatura, recall": _trafilatura_recall, "resiliparse": _resiliparse
    }  # fmt: skip
    for name, system in systems.items():
        scores = []
        spent = time.perf_counter()
        try:
            for page in sorted(PAGES.glob("*.html")):
                html = page.read_text(encoding="utf-8")
                gold, _ = gold_and_rest(html)
                precision, recall = overlap(gold, system(_GOLD.sub("", html)))
                scores.append(
                    (page.stem, precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
                )
        except ImportError as error:
            print(f"{name:20} not installed ({error.name})")
            continue
        spent = time.perf_counter() - spent
        mean = sum(score[3] for score in scores) / len(scores)
        print(
            f"{name:20} F1 {mean:.3f}  {spent * 1000 / len(scores):6.1f} ms a page   "
            + "  ".join(f"{s[0]} {s[1]:.2f}/{s[2]:.2f}" for s in scores)
        )


def _releases() -> Iterable[dict[str, str]]:
    with gzip.open(CORPORA / "senate" / "releases.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def senate() -> None:
    """Titles, dates and furniture in the Senate releases, and the rate."""
    from reader.model import Document
    from reader.sources import load

    counts: collections.Counter[str] = collections.Counter()
    characters = folded = 0
    spent = time.perf_counter()
    for release in _releases():
        document = load(release["id"], data=release["text"].encode())
        assert isinstance(document, Document), document
        counts["documents"] += 1
        for name in ("title", "date", "place", "agency", "source", "language"):
            counts[name] += getattr(document.metadata, name) is not None
        characters += len(document.text)
        for block in document.blocks:
            if block.kind == "boilerplate":
                folded += block.end - block.start
                counts[f"label {block.label}"] += 1
    spent = time.perf_counter() - spent
    print(
        f"senate: {counts['documents'] / spent:.0f} documents/s, {characters / 1e6 / spent:.2f} MB/s; furniture {folded / characters:.2%} of the text"
    )
    print("  " + ", ".join(f"{name} {number}" for name, number in counts.most_common()))


def formats() -> None:
    """Every file of corpora/formats: what became of it, and the time by format."""
    from reader.model import Document
    from reader.sources import load_all

    results: collections.Counter[tuple[str, str]] = collections.Counter()
    seconds: collections.Counter[str] = collections.Counter()
    size: collections.Counter[str] = collections.Counter()
    slowest = (0.0, "")
    for path in sorted((CORPORA / "formats").rglob("*")):
        if not path.is_file() or path.name == "README.md":
            continue
        start = time.perf_counter()
        for result in load_all(path):
            if isinstance(result, Document):
                results[path.suffix, f"document ({result.format})"] += 1
            else:
                results[path.suffix, f"failure: {result.what[:70]}"] += 1
        took = time.perf_counter() - start
        seconds[path.suffix] += took
        size[path.suffix] += path.stat().st_size
        slowest = max(slowest, (took, path.name))
    for (suffix, what), number in sorted(results.items()):
        print(f"  {suffix:6} {number:4}  {what}")
    for suffix in sorted(seconds):
        print(f"  {suffix:6} {size[suffix] / 1e6 / max(seconds[suffix], 1e-9):7.1f} MB/s")
    print(f"  slowest {slowest[1]} {slowest[0]:.2f} s")


def compare() -> None:
    """Token overlap with pdftotext (PDF) and antiword (DOC) where they are installed: how much of their text we have, and they of ours."""
    import shutil
    import subprocess

    from reader.model import Document
    from reader.sources import load

    for suffix, command in (
        (".pdf", ["pdftotext", "{}", "-"]),
        (".doc", ["antiword", "-m", "UTF-8.txt", "{}"]),
    ):
        if shutil.which(command[0]) is None:
            print(f"  {command[0]} is not installed")
            continue
        precisions, recalls, only = [], [], []
        for path in sorted((CORPORA / "formats").rglob(f"*{suffix}")):
            done = subprocess.run(
                [part.format(path) for part in command], capture_output=True, timeout=60, check=False
            )
            theirs = done.stdout.decode("utf-8", "replace").replace("-\n", "")
            document = load(path)
            ours = document.text if isinstance(document, Document) else ""
            if len(_TOKEN.findall(theirs)) >= 5 and not ours:
                only.append(path.name)
            elif len(_TOKEN.findall(theirs)) >= 5:
                precision, recall = overlap(theirs, ours)
                precisions.append(precision)
                recalls.append(recall)
                if recall < 0.9:
                    print(f"    {path.name}: {recall:.2f} of their tokens")
        mean = [sum(values) / max(1, len(values)) for values in (precisions, recalls)]
        f1 = 2 * mean[0] * mean[1] / max(1e-9, sum(mean))
        print(
            f"  {suffix} against {command[0]}: {len(recalls)} files, token F1 {f1:.3f} (precision {mean[0]:.3f}, recall {mean[1]:.3f}); text that only they found: {only or 'none'}"
        )


def fuzz() -> None:
    """Damaged copies of the development files for VGT_FUZZ_SECONDS (30): whatever comes of it, no exception and no hang."""
    import os
    import random

    from reader.sources import load_all

    files = [
        path
        for path in sorted((CORPORA / "formats").rglob("*"))
        if path.is_file() and path.stat().st_size < 200_000
    ]
    seconds = float(os.environ.get("VGT_FUZZ_SECONDS", "30"))
    seed = int(os.environ.get("VGT_FUZZ_SEED", "1"))
    generator = random.Random(seed)
    end = time.monotonic() + seconds
    count, slowest = 0, (0.0, "", 0)
    while time.monotonic() < end:
        path = generator.choice(files)
        data = bytearray(path.read_bytes())
        for _ in range(generator.choice((1, 3, 10, 50))):
            at = generator.randrange(max(1, len(data)))
            change = generator.randrange(5)
            if change == 0:
                data[at : at + 1] = bytes([generator.randrange(256)])
            elif change == 1:
                del data[at : at + generator.randrange(1, 200)]
            elif change == 2:
                data[at:at] = data[at : at + generator.randrange(1, 400)] * generator.choice((1, 2, 50))
            elif change == 3:
                data[at : at + 4] = generator.choice(
                    (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"((((", b"<<<<")
                )
            else:
                del data[at:]
        start = time.perf_counter()
        for _ in load_all(path.name, data=bytes(data)):
            pass
        slowest = max(slowest, (time.perf_counter() - start, path.name, count))
        count += 1
    print(f"  {count} damaged files, no exception; slowest {slowest[0]:.2f} s ({slowest[1]})")


def speed() -> None:
    """Plain text with hostile shapes: nothing may be slower than 1 MB/s."""
    from reader.sources import load_all

    shapes = {
        "one line": "word " * 400_000,
        "one word": "a" * 2_000_000,
        "short lines": "ab\n" * 600_000,
        "wrapped": ("the next word would not have fitted on this line, so it was broken\n" * 25_000),
        "digits": "12-34 " * 330_000,
        "dashes": "-" * 2_000_000,
        "brackets": "(" * 2_000_000,
        "at signs": "a@" * 1_000_000,
        "escapes": "\x1b[" * 1_000_000,
        "quotes": "> " * 1_000_000,
        "spaces": " " * 2_000_000 + "x",
        "nested html": "<div>" * 300_000 + "x",
        "unclosed html": "<html><a href='" * 130_000,
        "comments": "<!-- -->" * 200_000,
        "rtf braces": "{\\rtf1 " + "{" * 500_000,
        "rtf hex": "{\\rtf1 " + ("a" * 3999 + "z") * 200,
        "mail parts": "From: a@b\nSubject: x\nDate: y\nContent-Type: multipart/mixed; boundary=B\n\n"
        + "--B\n\nx\n" * 100_000,
        "mail headers": "From: a@b\nSubject: x\n" + "X-A: b\n" * 200_000 + "\nbody",
        "feed": "<rss>" + "<item>" * 100_000,
        "json": '{"text": "x"}\n' * 50_000,
        "table html": "<html>" + "<table><tr><td>" * 100_000,
    }
    for name, text in shapes.items():
        start = time.perf_counter()
        for _ in load_all("shape.jsonl" if name == "json" else "shape", data=text.encode()):
            pass
        took = time.perf_counter() - start
        print(f"  {name:14} {len(text) / 1e6 / took:8.2f} MB/s")


def main() -> None:
    """Runs the parts that are named on the command line, or all."""
    parts = {
        "pages": pages,
        "senate": senate,
        "formats": formats,
        "compare": compare,
        "speed": speed,
        "fuzz": fuzz,
    }
    for name in sys.argv[1:] or parts:
        print(name)
        parts[name]()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
