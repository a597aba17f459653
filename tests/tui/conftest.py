"""Every app in these tests runs in a terminal of 256 colours, whatever the machine that tests says."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _a_colour_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("NO_COLOR", "COLORTERM", "COLORFGBG", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
