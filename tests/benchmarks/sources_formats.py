"""Every file of corpora/formats: what becomes of it, how fast, in how much memory; and its text against other readers'.

Compared are pdftotext (PDF), Python's email package (mail), LibreOffice (DOC, DOCX, ODT, RTF) and antiword (DOC), each where it is installed. They
are no truth: a difference is looked at, not counted as an error.
"""

from __future__ import annotations

import collections
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sources_pages import f1, overlap, tokens

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpora" / "formats"
_OFFICE = (".doc", ".docx", ".odt", ".rtf")


def files(*suffixes: str) -> list[Path]:
    """The files of the corpus, of these suffixes or all."""
    found = sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.name != "README.md")
    return [path for path in found if not suffixes or path.suffix in suffixes]


def formats() -> None:
    """What became of each file, and by format: documents and megabytes a second, peak memory of a process that reads them all."""
    for suffix in sorted({path.suffix for path in files()}):
        process = subprocess.Popen(
            [sys.executable, __file__, suffix],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        output = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        verdict = "" if status == 0 else f"   CRASHED: {status}"
        print(f"{output.rstrip()}  peak memory {usage.ru_maxrss / 1024:4.0f} MB{verdict}")


def _read_all(suffix: str) -> None:
    """In a process of its own: reads every file of a suffix three times and says what it took."""
    from reader.model import Document
    from reader.sources import load, load_all

    load("a.txt", data=b"What every format needs is loaded before anything is timed.")
    results: collections.Counter[str] = collections.Counter()
    seconds, size, count = 0.0, 0, 0
    slowest = (0.0, "")
    for turn in range(3):
        for path in files(suffix):
            start = time.perf_counter()
            for result in load_all(path):
                if turn == 0:
                    results[
                        "documents" if isinstance(result, Document) else f"failure: {result.what[:90]}"
                    ] += 1
            took = time.perf_counter() - start
            if turn:
                seconds, size, count = seconds + took, size + path.stat().st_size, count + 1
                slowest = max(slowest, (took, path.name))
    for what, number in results.most_common():
        print(f"  {suffix:6} {number:4}  {what}")
    rates = f"{count / max(seconds, 1e-9):7.0f} files/s {size / 1e6 / max(seconds, 1e-9):6.1f} MB/s"
    print(f"  {suffix:6} {rates}  slowest {slowest[0] * 1000:.0f} ms ({slowest[1]})", end="")


def compare() -> None:
    """Token F1 of our text against other readers', by format."""
    _against("pdftotext", ".pdf", _by_command(["pdftotext", "{}", "-"], ".pdf"))
    _against("antiword", ".doc", _by_command(["antiword", "-m", "UTF-8.txt", "{}"], ".doc"))
    for suffix in _OFFICE:
        _against("LibreOffice", suffix, _by_office(suffix))
    _against("Python's email", ".eml", ((path, _by_email(path)) for path in files(".eml")))


_Texts = Iterator[tuple[Path, str]]


def _by_command(command: list[str], suffix: str) -> _Texts:
    if shutil.which(command[0]) is None:
        print(f"  {command[0]} is not installed")
        return
    for path in files(suffix):
        done = subprocess.run(
            [part.format(path) for part in command], capture_output=True, timeout=60, check=False
        )
        yield path, re.sub(r"([^\W\d_])-\n(?=[a-z])", r"\1", done.stdout.decode("utf-8", "replace"))


def _by_office(suffix: str) -> _Texts:
    """All files of a suffix as plain text, by one start of LibreOffice without a network or a profile of the user's."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("  LibreOffice is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            folder,
            *map(str, files(suffix)),
        ]
        subprocess.run(command, capture_output=True, timeout=600, check=False)
        for path in files(suffix):
            made = Path(folder) / f"{path.stem}.txt"
            if made.exists():
                yield path, made.read_text(encoding="utf-8", errors="replace")


def _by_email(path: Path) -> str:
    """The subject and the text that Python's own package prefers."""
    import email
    import email.policy

    from selectolax.lexbor import LexborHTMLParser

    try:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            tree = LexborHTMLParser(text)
            text = tree.body.text(separator=" ") if tree.body else ""
        shown = " ".join(f"{name} {message[name]}" for name in ("From", "To", "Cc", "Date") if message[name])
        return f"{message['subject'] or ''} {shown} {text}"
    except Exception:  # noqa: BLE001 - it raises what it likes on broken mails
        return ""


def _against(name: str, suffix: str, theirs: _Texts) -> None:
    from reader.model import Document
    from reader.sources import load

    scores: list[tuple[float, float, str]] = []
    only_they, only_we = [], []
    for path, text in theirs:
        document = load(path)
        own = document.text if isinstance(document, Document) else ""
        if len(tokens(text)) >= 5 and not own:
            only_they.append(path.name)
        elif len(tokens(own)) >= 5 and not text.strip():
            only_we.append(path.name)
        elif len(tokens(text)) >= 5:
            scores.append((*overlap(text, own), path.name))
    if not scores:
        return
    mean = sum(f1(p, r) for p, r, _ in scores) / len(scores)
    precision, recall = (sum(score[n] for score in scores) / len(scores) for n in (0, 1))
    print(
        f"  {suffix:6} against {name:14} {len(scores):3} files: token F1 {mean:.3f} (precision {precision:.3f}, recall {recall:.3f}); text only they found: {only_they or 'none'}; only we: {len(only_we)}"
    )
    for p, r, file in sorted(scores, key=lambda score: score[1])[:6]:
        if r < 0.9:
            print(f"           {file}: {r:.2f} of their words, {p:.2f} of ours are theirs")


_PARTS: dict[str, Callable[[], None]] = {"formats": formats, "compare": compare}

if __name__ == "__main__":
    _read_all(sys.argv[1])
