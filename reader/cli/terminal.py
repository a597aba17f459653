"""What the doctor says about the terminal: colours, size, multiplexers and their traps, encoding."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping

from reader.cli.finding import Finding

__all__ = ["colours_of", "terminal_findings"]

_SLOW = 0.15
"""Seconds of an answer from which a line is called slow."""
_WHERE = {"default-terminal": ("-gv",)}
"""Where tmux keeps an option, if not among those of the server."""


def terminal_findings(environment: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Terminal, multiplexer, connection, locale. None of it keeps the commands from working."""
    term = environment.get("TERM", "")
    size = shutil.get_terminal_size()
    here = "" if sys.stdin.isatty() and sys.stdout.isatty() else " (not a terminal now)"
    advice = ""
    if term in ("", "dumb"):
        advice = "The reader needs a real terminal; the commands work without"
    elif size.columns < 40 or size.lines < 10:
        advice = "Very small: the text alone is shown"
    colours = colours_of(environment)
    value = f"TERM={term or '(not set)'}, {colours}, {size.columns}x{size.lines}{here}"
    yield Finding("terminal", value, advice=advice)
    yield _output(environment)
    if not here:
        yield _line(environment)
    if environment.get("TMUX"):
        yield _tmux()
    elif environment.get("STY") or term.startswith("screen"):
        yield Finding(
            "screen",
            environment.get("STY", "yes"),
            advice="Copying does not leave GNU screen; in ~/.screenrc: `maptimeout 5` makes Esc fast, "
            "`truecolor on` gives all colours",
        )
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        advice = "`ssh -C` (or `Compression yes` in ~/.ssh/config) sends a fraction of the bytes"
        if not environment.get("COLORTERM"):
            advice += (
                "; COLORTERM does not cross SSH by itself: `SendEnv COLORTERM` there and `AcceptEnv COLORTERM` in the "
                "host's sshd_config give all colours"
            )
        yield Finding("connection", "SSH", advice=advice)
    yield _locale(environment)


def colours_of(environment: Mapping[str, str]) -> str:
    """How many colours the terminal will be sent."""
    if environment.get("NO_COLOR"):
        return "no colours (NO_COLOR)"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "all colours (COLORTERM)"
    term = environment.get("TERM", "")
    if "256" in term:
        return "256 colours"
    return "no colours" if term in ("", "dumb") else "16 colours"


def _output(environment: Mapping[str, str]) -> Finding:
    """How the reader's output is sent here, by what terminfo says of the terminal."""
    from reader.tui.terminal.abilities import Abilities

    if environment.get("VGT_PLAIN_OUTPUT", "") not in ("", "0"):
        advice = "It sends fifty times the bytes: unset VGT_PLAIN_OUTPUT unless the screen is wrong without"
        return Finding("output", "Textual's own (VGT_PLAIN_OUTPUT)", advice=advice)
    can = Abilities.of_terminal(environment)
    words = [
        "what changed",
        *(["scrolling"] if can.scroll_region else []),
        *(["erasing"] if can.erase_characters or can.erase_to_end else []),
        *(["repeating"] if can.repeat else []),
    ]
    advice = ""
    if not can.scroll_region and environment.get("TERM", "") not in ("", "dumb"):
        advice = (
            f"This host has no terminfo entry that lets TERM={environment.get('TERM')} scroll: install ncurses-term, or set "
            "TERM=xterm-256color if the terminal is like that"
        )
    return Finding("output", ", ".join(words), advice=advice)


def _line(environment: Mapping[str, str]) -> Finding:
    """What the terminal itself says, and how long that takes."""
    from reader.cli.asking import ask_terminal
    from reader.tui.terminal.abilities import Abilities

    told = ask_terminal(Abilities.of_terminal(environment).may_ask_margins)
    if told is None:
        advice = "The reader works, but cannot know how slow the line is: a held key may run on for a while"
        return Finding("line", "the terminal does not answer", advice=advice)
    words = [
        f"answers in {told.seconds * 1000:.0f} ms",
        *(["left and right margins"] if told.margins else []),
        *(["paints at once"] if told.synchronised else []),
    ]
    advice = ""
    if told.seconds > _SLOW:
        advice = "A slow line: `half_page_at_edge = true` in settings.toml and fewer colours (TERM=xterm) send less"
    return Finding("line", ", ".join(words), advice=advice)


def _tmux() -> Finding:
    """What tmux does with Esc and with copied text."""
    told = {}
    for option in ("escape-time", "set-clipboard", "default-terminal", "terminal-features"):
        try:
            done = subprocess.run(
                ["tmux", "show-options", *_WHERE.get(option, ("-sv",)), option],
                capture_output=True,
                text=True,
                timeout=2,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            break
        told[option] = done.stdout.strip()
    advice = []
    if told.get("escape-time", "").isdigit() and int(told["escape-time"]) > 50:
        advice.append("`set -sg escape-time 10` in ~/.tmux.conf makes Esc fast")
    if told.get("set-clipboard", "on") != "on":
        advice.append("`set -s set-clipboard on` lets copied text reach your own clipboard")
    if "256color" not in told.get("default-terminal", "256color"):
        advice.append("`set -g default-terminal tmux-256color` gives 256 colours")
    if "RGB" not in told.pop("terminal-features", "RGB") and os.environ.get("COLORTERM"):
        advice.append("`set -ga terminal-features ',*:RGB'` gives all colours")
    value = ", ".join(f"{option} {value}" for option, value in told.items()) or "cannot be asked"
    return Finding("tmux", value, advice="; ".join(advice))


def _locale(environment: Mapping[str, str]) -> Finding:
    """Whether names with accents and the reader's lines can be shown."""
    encoding = locale.getpreferredencoding(False)
    named = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "(not set)"
    advice = (
        ""
        if encoding.lower().replace("-", "") == "utf8"
        else "Set LANG=C.UTF-8: names with accents are not shown right"
    )
    return Finding("locale", f"{named}, {encoding}", advice=advice)
