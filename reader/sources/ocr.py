"""Text in pictures, through the host's own tesseract, where it is installed and the user asked for it.

A picture is handed over on standard input and text comes back on standard output: nothing is written, no shell is involved, and
time and size are bounded. tesseract is a program of its own (Apache-2.0); nothing of it is a dependency.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from reader.errors import SourceError
from reader.sources.layout import marker_of

__all__ = ["MOST_PIXELS", "paragraphs", "recognise_picture", "tesseract"]

MOST_PIXELS = 60_000_000
"""Pictures larger than this are not recognised: a page at 600 dots an inch has 35 million."""

_SECONDS = 120.0
_LONGEST = 4_000_000


def tesseract() -> str | None:
    """Where the program lies, None if it is not installed."""
    return shutil.which("tesseract")


def recognise_picture(picture: bytes, languages: str, seconds: float = _SECONDS) -> str:
    """The text in a picture (PNG, JPEG, TIFF, PNM …); SourceError where it cannot be recognised, in at most `seconds`."""
    program = tesseract()
    if program is None:
        raise SourceError(
            "tesseract is not installed, which recognises text in pictures",
            remedy="install it (apt install tesseract-ocr), or index without --ocr",
        )
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", languages],
            input=picture,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            "recognising its text took too long", remedy="recognise it apart: ocrmypdf"
        ) from None
    except OSError as error:
        raise SourceError(
            f"tesseract cannot be started ({error.strerror})", remedy="install it again"
        ) from None
    if done.returncode:
        raise SourceError(*_refusal(done.stderr.decode("utf-8", "replace"), languages))
    return done.stdout[:_LONGEST].decode("utf-8", "replace").replace("\f", "\n\n").strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of recognised text: lines joined (and words that were divided) where they fill the width."""
    done: list[str] = []
    for chunk in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        width = max(map(len, lines), default=0)
        full = False
        for line in lines:
            if full and not marker_of(line, 0, len(line)):
                divided = re.search(r"[^\W\d_][-\u2010]$", done[-1]) and line[0].islower()
                done[-1] = f"{done[-1][:-1]}{line}" if divided else f"{done[-1]} {line}"
            else:
                done.append(line)
            full = len(line) >= width * 0.7 and width >= 25
    return done


def _refusal(told: str, languages: str) -> tuple[str, str, str]:
    """What, where and the remedy of tesseract's own complaint."""
    if "Error opening data file" in told or "Failed loading language" in told:
        package = languages.partition("+")[0].replace("_", "-")
        return (
            f"tesseract does not know all of these languages: {languages}",
            "",
            f"install them (apt install tesseract-ocr-{package} …)",
        )
    last = told.strip().splitlines()[-1:] or ["it said nothing"]
    return (f"tesseract could not read the picture ({last[0][:120]})", "", "see whether it opens elsewhere")
