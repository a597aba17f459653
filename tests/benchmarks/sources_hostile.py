"""Hostile shapes and damaged files: how fast each is read, and whether any loader is surprised.

A loader may say that a file is damaged; it may not stumble over it. What `load_all` catches as anything but its own kind of error is a
finding here (AttributeError, KeyError …), printed with the seed that makes it again.
"""

from __future__ import annotations

import collections
import os
import random
import re
import signal
import time
from types import FrameType

from sources_formats import files

_SURPRISE = re.compile(
    r"(?:AttributeError|TypeError|KeyError|IndexError|UnboundLocalError|NameError|AssertionError|RecursionError|ZeroDivisionError|UnicodeDecodeError|UnicodeEncodeError|OverflowError|error): "
)
_SLOWEST = 20


def speed() -> None:
    """Megabytes a second of shapes that cost most; nothing may take time out of proportion to its length."""
    from reader.sources import load_all

    head = "From: a@b\nSubject: x\nDate: y\n"
    shapes: dict[str, tuple[str, str | bytes]] = {
        "one line": ("a.txt", "word " * 400_000),
        "one word": ("a.txt", "a" * 2_000_000),
        "short lines": ("a.txt", "ab\n" * 600_000),
        "wrapped": ("a.txt", "the next word would not have fitted on this line, so it was broken\n" * 25_000),
        "centred": ("a.txt", ("                    A LINE IN THE MIDDLE\n\n" * 3 + "v.\n\n") * 5_000),
        "footnotes": (
            "a.txt",
            "".join(f"A paragraph of the text.\n\n{n}\n\nA note.\n\n-{n}-\n\n" for n in range(1, 15_000)),
        ),
        "page marks": ("a.txt", "Skip to main content\n" * 20_000),
        "digits": ("a.txt", "12-34 " * 330_000),
        "dashes": ("a.txt", "-" * 2_000_000),
        "brackets": ("a.txt", "(" * 2_000_000),
        "at signs": ("a.txt", "a@" * 1_000_000),
        "references": ("a.txt", "&amp;" * 400_000),
        "escapes": ("a.txt", "\x1b[" * 1_000_000),
        "quotes": ("a.txt", "> " * 1_000_000),
        "spaces": ("a.txt", " " * 2_000_000 + "x"),
        "nested html": ("a.html", "<div>" * 300_000 + "x"),
        "unclosed html": ("a.html", "<html><a href='" * 130_000),
        "comments": ("a.html", "<!-- -->" * 200_000),
        "table html": ("a.html", "<html>" + "<table><tr><td>" * 100_000),
        "list html": ("a.html", "<ul>" + "<li>a" * 100_000),
        "rtf braces": ("a.rtf", "{\\rtf1 " + "{" * 500_000),
        "rtf rows": ("a.rtf", "{\\rtf1 " + "a\\cell b\\row " * 60_000 + "}"),
        "mail parts": (
            "a.eml",
            head + "Content-Type: multipart/mixed; boundary=B\n\n" + "--B\n\nx\n" * 100_000,
        ),
        "mail headers": ("a.eml", head + "X-A: b\n" * 200_000 + "\nbody"),
        "recipients": ("a.eml", head + "To: " + "Rob Jones <a@b.example>, " * 40_000 + "\n\nbody"),
        "replies": ("a.eml", head + "\n" + "From: a\nSent: b\nSubject: c\n\n" * 20_000),
        "feed": ("a.rss", "<rss>" + "<item>" * 100_000),
        "outline": ("a.opml", "<opml><body>" + "<outline text='a'/>" * 60_000 + "</body></opml>"),
        "web archive": ("a.warc", "WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" * 40_000),
        "json": ("a.jsonl", '{"text": "x"}\n' * 50_000),
        "json nested": ("a.json", '{"a":' * 100_000),
        "csv": ("a.csv", "a,b\n" + "1,2\n" * 200_000),
    }
    for name, (file, text) in shapes.items():
        data = text.encode() if isinstance(text, str) else text
        start = time.perf_counter()
        for _ in load_all(file, data=data):
            pass
        took = time.perf_counter() - start
        print(f"  {name:14} {len(data) / 1e6 / took:8.2f} MB/s")


class _TooSlow(Exception):
    """A file that was not read in time."""


def _alarm(signum: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _damaged(data: bytes, other: bytes, generator: random.Random) -> bytes:
    """A copy with some places changed, cut, repeated, or taken from another file."""
    changed = bytearray(data)
    for _ in range(generator.choice((1, 1, 3, 10, 50))):
        at = generator.randrange(max(1, len(changed)))
        change = generator.randrange(7)
        if change == 0:
            changed[at : at + 1] = bytes([generator.randrange(256)])
        elif change == 1:
            del changed[at : at + generator.randrange(1, 200)]
        elif change == 2:
            changed[at:at] = changed[at : at + generator.randrange(1, 400)] * generator.choice((1, 2, 50))
        elif change == 3:
            changed[at : at + 4] = generator.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"((((", b"<<<<")
            )
        elif change == 4:
            start = generator.randrange(max(1, len(other)))
            changed[at:at] = other[start : start + generator.randrange(1, 300)]
        elif change == 5:
            changed[at : at + 1] = bytes([changed[at] ^ (1 << generator.randrange(8))]) if changed else b"a"
        else:
            del changed[at:]
    return bytes(changed)


def fuzz() -> None:
    """Damaged copies of the corpus for VGT_FUZZ_SECONDS (30), the same time for every format; seed VGT_FUZZ_SEED (1)."""
    from reader.model import Failure
    from reader.sources import load_all

    by_format: dict[str, list[tuple[str, bytes]]] = collections.defaultdict(list)
    for path in files():
        if path.stat().st_size < 200_000:
            by_format[path.suffix].append((path.name, path.read_bytes()))
    by_format.update(_made())
    seconds, seed = float(os.environ.get("VGT_FUZZ_SECONDS", "30")), int(os.environ.get("VGT_FUZZ_SEED", "1"))
    findings: dict[str, str] = {}
    total, slowest = 0, (0.0, "")
    signal.signal(signal.SIGALRM, _alarm)
    for suffix, samples in sorted(by_format.items()):
        end = time.monotonic() + seconds / len(by_format)
        count = 0
        while time.monotonic() < end:
            generator = random.Random(f"{seed} {suffix} {count}")
            name, data = generator.choice(samples)
            made = _damaged(data, generator.choice(samples)[1], generator)
            start = time.perf_counter()
            signal.alarm(_SLOWEST)
            try:
                for result in load_all(name, data=made):
                    if isinstance(result, Failure) and _SURPRISE.search(result.what):
                        findings.setdefault(
                            f"{suffix}: {result.what[:120]}", f"{seed} {suffix} {count} ({name})"
                        )
            except _TooSlow:
                findings[f"{suffix}: not read in {_SLOWEST} s"] = f"{seed} {suffix} {count} ({name})"
            except Exception as error:  # noqa: BLE001 - it promises never to raise
                findings[f"{suffix}: raised {type(error).__name__}: {str(error)[:100]}"] = (
                    f"{seed} {suffix} {count} ({name})"
                )
            finally:
                signal.alarm(0)
            slowest = max(slowest, (time.perf_counter() - start, name))
            count += 1
        total += count
    print(
        f"  {total} damaged files of {len(by_format)} formats; slowest {slowest[0]:.2f} s ({slowest[1]}); {len(findings)} surprises"
    )
    for what, where in sorted(findings.items()):
        print(f"    {what}   [{where}]")


def _made() -> dict[str, list[tuple[str, bytes]]]:
    """Samples of the formats that the corpus lacks."""
    import gzip
    import io
    import json
    import zipfile

    text = b"The search of the harbour went on until midnight, and eleven boats were found by the two crews."
    page = b"<html><head><title>Harbour</title></head><body><p>" + text + b"</p></body></html>"
    response = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(page)
    )
    warc = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://d.example/a\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (len(response), response)
    )
    rows = [
        {"id": n, "title": "Harbour", "content": {"rendered": text.decode()}, "date": "2019-10-04"}
        for n in range(3)
    ]

    def zipped(parts: dict[str, str]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as file:
            for name, content in parts.items():
                file.writestr(name, content)
        return stream.getvalue()

    slide = "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><a:p><a:r><a:t>Harbour</a:t></a:r></a:p></p:sp></p:sld>"
    sheet = "<worksheet><sheetData><row><c t='s'><v>0</v></c><c><v>7</v></c></row></sheetData></worksheet>"
    return {
        ".warc": [("a.warc", warc * 2), ("a.warc.gz", gzip.compress(warc) * 2)],
        ".json": [
            ("a.json", json.dumps({"articles": rows}).encode()),
            ("a.jsonl", b"\n".join(json.dumps(row).encode() for row in rows)),
        ],
        ".csv": [
            ("a.csv", b'title,text,date\nHarbour,"' + text + b'",2019-10-04\n'),
            ("b.csv", b"a;b\n1;2\n"),
        ],
        ".opml": [
            (
                "a.opml",
                b"<opml><head><title>A</title></head><body><outline text='a'><outline xmlUrl='b'/></outline></body></opml>",
            )
        ],
        ".rss": [
            (
                "a.rss",
                b"<rss><channel><title>D</title><item><title>Harbour</title><pubDate>Fri, 04 Oct 2019 10:00:00 GMT</pubDate><description>"
                + text
                + b"</description></item></channel></rss>",
            )
        ],
        ".md": [
            (
                "a.md",
                b"---\ntitle: Harbour\ndate: 2019-10-04\n---\n\n# Harbour\n\n"
                + text
                + b"\n\n- a\n- b\n\n> quoted\n\n```\ncode\n```\n",
            )
        ],
        ".pptx": [("a.pptx", zipped({"ppt/presentation.xml": "<a/>", "ppt/slides/slide1.xml": slide}))],
        ".xlsx": [
            (
                "a.xlsx",
                zipped(
                    {
                        "xl/workbook.xml": "<a><sheet name='S'/></a>",
                        "xl/sharedStrings.xml": "<a><si><t>Harbour</t></si></a>",
                        "xl/worksheets/sheet1.xml": sheet,
                    }
                ),
            )
        ],
        ".zip": [("a.zip", zipped({"a.txt": text.decode(), "b.html": page.decode()}))],
    }
