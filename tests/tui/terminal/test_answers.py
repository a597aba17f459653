"""Reports never become keys, and no report ever eats a key, however the input is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from reader.tui.terminal.answers import PATCH, Answers

KEYS = [
    "j",
    "k",
    "1",
    "3",
    "m",
    "M",
    "R",
    ";",
    "é",
    "\t",
    "\r",
    "\x1b[A",
    "\x1b[1;5C",
    "\x1b[5~",
    "\x1bOP",
    "\x1b[Z",
    "\x1bj",
]
REPORTS = ["\x1b[12;40R", "\x1b[2;1R", "\x1b[24;80R"]
STRAYS = [
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22c",
    "\x1b[>41;370;0c",
    "\x1b[?1;2c",
    "\x1b[?5u",
    "\x1b[0n",
    "\x1b[?69;2$y",
    "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1bP0+r\x1b\\",
]


class Ear:
    """Answers with a record of the reports it heard; `time` moves by hand."""

    def __init__(self, expecting: bool = True) -> None:
        self.heard: list[tuple[int, int]] = []
        self.time = 0.0
        self.expecting = expecting
        self._answers = Answers(self._take, lambda: self.expecting)

    def _take(self, row: int, column: int) -> bool:
        if self.expecting:
            self.heard.append((row, column))
        return self.expecting

    def __call__(self, *pieces: str, apart: float = 0.001) -> str:
        """What the app gets of these pieces, `apart` seconds between them, and of the silence after."""
        got = []
        for piece in pieces:
            self.time += apart
            got.append(self._answers.feed(piece, self.time))
        for _ in range(20):
            self.time += 0.05
            got.append(self._answers.overdue(self.time))
        return "".join(got)


def keys_of(text: str) -> list[str]:
    """The keys that Textual makes of it."""
    parser = XTermParser()
    return [message.key for message in parser.feed(text) if isinstance(message, events.Key)]


def cut(text: str, places: list[int]) -> list[str]:
    """The text in pieces."""
    at = sorted({place % (len(text) + 1) for place in places})
    return [text[start:end] for start, end in zip([0, *at], [*at, len(text)], strict=True)]


@given(
    st.lists(st.sampled_from(KEYS + REPORTS + STRAYS), max_size=12), st.lists(st.integers(0, 400), max_size=8)
)
def test_every_key_arrives_and_no_report_does_however_the_input_is_cut(
    parts: list[str], places: list[int]
) -> None:
    ear = Ear()
    assert ear(*cut("".join(parts), places)) == "".join(part for part in parts if part in KEYS)
    assert len(ear.heard) == sum(part in REPORTS for part in parts)


@pytest.mark.parametrize(
    "half", ["\x1b[12;", "\x1b[12", "\x1b[12;40", "\x1b[<35;12", "\x1b[?2026;", "\x1b]11;rgb:00"]
)
def test_the_rest_of_a_report_that_never_comes_costs_no_key_and_makes_none(half: str) -> None:
    assert Ear()(half) == ""
    ear = Ear()
    assert ear(half, apart=0.01) + ear("j") == "j"
    assert keys_of(Ear()(half, "k", "\x1b[A") if not half.startswith("\x1b]") else "k\x1b[A") == ["k", "up"]


def test_half_a_report_that_comes_much_later_is_no_report() -> None:
    ear = Ear()
    assert ear("\x1b[12;") == ""
    assert ear.time > PATCH
    assert ear("4") == "4"
    assert not ear.heard


def test_f3_with_modifiers_stays_a_key_also_while_an_answer_is_awaited() -> None:
    assert keys_of(Ear()("\x1b[1;2R")) == ["shift+f3"]
    assert keys_of(Ear()("\x1b[1;5R")) == ["ctrl+f3"]
    assert keys_of(Ear(expecting=False)("\x1b[1;2R")) == ["shift+f3"]
    ear = Ear()
    ear("\x1b[1;2R")
    assert not ear.heard


def test_a_report_that_nobody_asked_for_goes_to_the_app() -> None:
    assert Ear(expecting=False)("\x1b[7;7R") == "\x1b[7;7R"


def test_escape_is_held_only_while_an_answer_is_awaited() -> None:
    quick = Answers(lambda row, column: True, lambda: False)
    assert quick.feed("\x1b", 1.0) == "\x1b"
    slow = Answers(lambda row, column: True, lambda: True)
    assert slow.feed("\x1b", 1.0) == ""
    assert slow.overdue(1.05) == ""
    assert slow.overdue(1.11) == "\x1b"


@given(st.lists(st.integers(0, 60), max_size=6))
def test_nothing_in_a_paste_is_taken_out(places: list[int]) -> None:
    paste = "\x1b[200~a\x1b[3;4Rb\x1b]11;rgb:0\x07c\x1b[201~"
    pieces = cut(paste, places)
    if len(pieces[0]) >= len("\x1b[200~") or len(pieces) == 1:
        ear = Ear(expecting=False)
        assert ear(*pieces) == paste
        assert ear("\x1b[0nj") == "j"


def test_a_mouse_report_in_two_pieces_stays_one() -> None:
    assert Ear()("\x1b[<35;1", "2;3M") == "\x1b[<35;12;3M"
