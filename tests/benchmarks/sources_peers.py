"""Runs trafilatura and readability-lxml in an environment of their own: they are compared with, never depended on.

This file is two things: `texts_by_peers`, which makes the environment (once, in the user's cache, or where VGT_PEERS says) and asks it, and
the program that it runs there: pages as JSON lines in, their main text and the seconds it took out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

PEERS = ("trafilatura", "trafilatura, recall", "readability-lxml")
PACKAGES = ("trafilatura", "lxml_html_clean", "readability-lxml")


def environment() -> Path | None:
    """The Python of the peers' environment; None (and why, on standard error) if it cannot be made."""
    place = Path(os.environ.get("VGT_PEERS") or Path.home() / ".cache" / "vgt-reader" / "benchmark-peers")
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        for packages in (("pip",), PACKAGES):
            done = subprocess.run(
                [python, "-m", "pip", "install", "-q", "-U", *packages],
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                print(
                    f"  the peers cannot be installed: {done.stderr.strip().splitlines()[-1:]}",
                    file=sys.stderr,
                )
                return None
    return python


def texts_by_peers(pages: dict[str, str]) -> dict[str, dict[str, tuple[str, float]]]:
    """For each peer and page: (text, seconds). Empty if they are not to be had."""
    python = environment()
    if python is None:
        return {}
    given = "\n".join(json.dumps([name, html]) for name, html in pages.items())
    done = subprocess.run(
        [python, __file__], input=given, capture_output=True, text=True, check=True, timeout=600
    )
    found: dict[str, dict[str, tuple[str, float]]] = {peer: {} for peer in PEERS}
    for line in done.stdout.splitlines():
        peer, name, text, seconds = json.loads(line)
        found[peer][name] = (text, seconds)
    return found


def _answer() -> None:
    """Inside the peers' environment."""
    import trafilatura
    from lxml import html as lxml_html
    from readability import Document

    def readable(page: str) -> str:
        return str(lxml_html.fromstring(Document(page).summary()).text_content())

    systems = (
        lambda page: trafilatura.extract(page) or "",
        lambda page: trafilatura.extract(page, favor_recall=True) or "",
        readable,
    )
    pages = [json.loads(line) for line in sys.stdin]
    for peer, system in zip(PEERS, systems, strict=True):
        for name, page in pages:
            start = time.perf_counter()
            try:
                text = system(page)
            except Exception as error:  # noqa: BLE001 - a peer that fails has found nothing
                text = ""
                print(f"{peer} on {name}: {type(error).__name__}", file=sys.stderr)
            print(json.dumps([peer, name, text, time.perf_counter() - start]))


if __name__ == "__main__":
    _answer()
