"""The bottom line: what is said has all of it, what goes on in the background only the rest."""

from __future__ import annotations

import pytest

from reader.tui.paint import width_of
from reader.tui.widgets.status import StatusLine

HINTS = (("Tab", "next name"), ("?", "keys"), ("q", "quit"))
NOTES = (("taking in 52% · 6,114 of 11,759 · 24/s", "status--problem"),)


def line(message: str, width: int) -> str:
    status = StatusLine()
    status.show((("¶3/12  40%", ""),), NOTES, HINTS)
    status.say(message)
    pieces = status._line(width)
    assert width_of(pieces) <= width
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_message_has_the_whole_line(width: int) -> None:
    message = "x" * (width - 1)
    assert line(message, width) == f" {message}"


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_message_that_is_too_long_is_cut_by_the_edge_alone(width: int) -> None:
    said = line("word " * 40, width)
    assert said.endswith("…") and len(said) >= width - 5 and "taking" not in said


def test_what_goes_on_stands_beside_a_message_where_both_fit_and_never_in_part() -> None:
    assert line("saved", 80).endswith(NOTES[0][0])
    for width in range(20, 100):
        said = line("←→ move · + longer", width)
        assert ("taking in" in said) == (NOTES[0][0] in said)


@pytest.mark.parametrize("width", [36, 40, 48])
def test_in_a_narrow_terminal_the_place_has_the_room_of_the_titles(width: int) -> None:
    status = StatusLine()
    status.show((("¶2/8  10%   mention 3/12", ""),), (), HINTS)
    said = "".join(text for text, _ in status._line(width)).split()
    assert "3/12" in said and "?" in said and "q" in said


@pytest.mark.parametrize("width", [60, 64, 68, 72])
def test_what_goes_on_loses_its_last_parts_whole_where_there_is_no_room(width: int) -> None:
    status = StatusLine()
    status.show((("¶1/4  100%   United States 1/3", ""),), (("taking in · 544 so far · 42/s", ""),), HINTS)
    said = "".join(text for text, _ in status._line(width))
    assert len(said) <= width and "taking in" in said and "…" not in said
    assert ("42/s" in said) == ("so far · 42/s" in said)
