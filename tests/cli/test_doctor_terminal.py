"""The doctor says what this terminal can and what to change; it asks the terminal itself, and never waits long."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.terminal import terminal_findings
from tests.terminal.ttyprobe import Probe

CODE = "from reader.cli.terminal import terminal_findings as f\nfor each in f(): print(each.what, '|', each.value, '|', each.advice)\nprint('the end')"


def said(profile: str, **environment: str) -> str:
    with Probe([sys.executable, "-c", CODE], 200, 24, env=dict(environment), profile=profile) as probe:
        probe.wait_for("the end", 30)
        return probe.text()


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("modern", "left and right margins, paints at once"),
        ("plain", "answers in"),
        ("none", "does not answer"),
    ],
)
def test_the_terminal_itself_is_asked(profile: str, words: str) -> None:
    text = said(profile)
    assert words in text
    assert ("margins" in text) == (profile == "modern")
    assert "[2;2R" not in text


@pytest.mark.parametrize(
    ("term", "words", "advice"),
    [
        ("xterm-256color", "scrolling, erasing, repeating", ""),
        ("tmux-256color", "scrolling, erasing", ""),
        ("no-such-terminal", "what changed", "ncurses-term"),
    ],
)
def test_what_is_sent_follows_terminfo(term: str, words: str, advice: str) -> None:
    # A process can read terminfo for one terminal only.
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "TERM": term},
        capture_output=True,
        text=True,
        check=True,
    )
    output = next(line for line in done.stdout.splitlines() if line.startswith("output"))
    assert words in output and advice in output
    assert ("repeating" in output) == ("repeating" in words)


def test_plain_output_is_told_with_its_price() -> None:
    found = {
        finding.what: finding for finding in terminal_findings({"TERM": "xterm", "VGT_PLAIN_OUTPUT": "1"})
    }
    assert "VGT_PLAIN_OUTPUT" in found["output"].advice


def test_the_page_about_ssh_names_what_the_doctor_advises() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "ssh.md").read_text(encoding="utf-8")
    for words in (
        "Compression yes",
        "SendEnv COLORTERM",
        "AcceptEnv",
        "escape-time",
        "set-clipboard",
        "terminal-features",
        "VGT_PLAIN_OUTPUT",
        "half_page_at_edge",
        "ForceCommand",
        "ncurses-term",
    ):
        assert words in page, words
