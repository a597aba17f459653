"""What the lean driver sends leaves the same screen as what the app wrote, whatever was written and however it was cut."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.terminal.abilities import Abilities
from reader.tui.terminal.difference import Difference, Rectangle
from reader.tui.terminal.screen import FrameParser, Screen
from reader.tui.terminal.styles import StyleTable
from tests.terminal.ttyprobe import Terminal

COLUMNS, LINES = 30, 8
SGR = st.sampled_from(
    [
        "0",
        "1",
        "31",
        "1;32;44",
        "38;5;12",
        "48;5;236",
        "38;2;1;2;3;48;2;9;9;9",
        "4",
        "7",
        "3;2",
        "39",
        "22;49",
        "9;91",
    ]
)
WORDS = st.text(st.sampled_from("ab  cd─éö—x"), min_size=1, max_size=14)
WIDE = st.text(st.sampled_from("ab 日本語é"), min_size=1, max_size=COLUMNS // 2)
FULL = Abilities(repeat=True)
LEAST = Abilities(False, False, False, False, True, False, False)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """One frame as Textual writes it: places, styled runs with a reset behind each."""
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        line, column = draw(st.integers(1, LINES)), draw(st.integers(1, COLUMNS - 16))
        parts.append(f"\x1b[{line};{column}H")
        room = COLUMNS - column + 1
        for _ in range(draw(st.integers(1, 2))):
            text = draw(WORDS)
            room -= len(text) * 2
            if room < 0:
                break
            parts.append(f"\x1b[{draw(SGR)}m{text}\x1b[0m")
    return "".join(parts)


def shifted(lines: list[str], by: int) -> str:
    """A frame that shows `lines` rotated, as a pane that scrolled would."""
    rows = lines[by:] + lines[:by]
    return "".join(f"\x1b[{y + 1};1H\x1b[37;44m{row:<{COLUMNS}}\x1b[0m" for y, row in enumerate(rows[:LINES]))


class Pair:
    """The same output sent plainly and through the driver's two halves."""

    def __init__(self, abilities: Abilities) -> None:
        self.plain, self.lean = Terminal(COLUMNS, LINES), Terminal(COLUMNS, LINES)
        for terminal in (self.plain, self.lean):
            terminal.feed(b"\x1b[?1049h\x1b[?7l")
        table = StyleTable()
        self.parser = FrameParser(Screen(COLUMNS, LINES), table)
        self.difference = Difference(COLUMNS, LINES, table, abilities)
        self.lean.feed(self.difference.clear().encode())
        self.sent = 0
        self.pane = Rectangle(0, 0, COLUMNS, LINES)

    def write(self, data: str, *, push: bool = True) -> None:
        self.plain.feed(data.encode())
        assert self.parser.feed(data) == []
        if push:
            self.push()

    def push(self) -> None:
        output = self.difference.emit(self.parser.screen, self.parser.dirty, [self.pane])
        self.parser.dirty.clear()
        self.sent += len(output)
        self.lean.feed(output.encode())

    def same(self) -> bool:
        return bool(self.plain.cells() == self.lean.cells())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(frames(), min_size=1, max_size=6), st.sampled_from([FULL, LEAST]), st.data())
def test_the_screen_is_the_same_after_every_frame(
    drawn: list[str], abilities: Abilities, data: st.DataObject
) -> None:
    pair = Pair(abilities)
    for frame in drawn:
        pair.write(frame, push=data.draw(st.booleans()))
    pair.push()
    assert pair.same()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(frames(), min_size=1, max_size=4), st.data())
def test_any_split_of_the_writes_gives_the_same_screen(drawn: list[str], data: st.DataObject) -> None:
    whole, table = "".join(drawn), StyleTable()
    once, pieces = FrameParser(Screen(COLUMNS, LINES), table), FrameParser(Screen(COLUMNS, LINES), table)
    once.feed(whole)
    at = 0
    while at < len(whole):
        step = data.draw(st.integers(1, 9))
        pieces.feed(whole[at : at + step])
        at += step
    assert once.screen.characters == pieces.screen.characters
    assert once.screen.styles == pieces.screen.styles


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("abcde ", min_size=4, max_size=COLUMNS), min_size=LINES + 4, max_size=LINES + 4),
    st.lists(st.integers(-3, 3), min_size=1, max_size=5),
    st.sampled_from([FULL, LEAST]),
)
def test_scrolling_leaves_no_stale_cell(lines: list[str], moves: list[int], abilities: Abilities) -> None:
    pair = Pair(abilities)
    at = 0
    pair.write(shifted(lines, 0))
    for move in moves:
        at = (at + move) % len(lines)
        pair.write(shifted(lines, at))
        assert pair.same()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WIDE, min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from([FULL, LEAST])
)
def test_wide_characters_keep_their_columns(drawn: list[list[str]], abilities: Abilities) -> None:
    pair = Pair(abilities)
    for rows in drawn:
        pair.write(
            "".join(
                f"\x1b[{y + 1};1H\x1b[32m{row}{' ' * (COLUMNS - cell_len(row))}\x1b[0m"
                for y, row in enumerate(rows)
            )
        )
        assert pair.same()


def test_half_of_an_overwritten_wide_character_becomes_a_blank() -> None:
    screen = Screen(COLUMNS, LINES)
    parser = FrameParser(screen, StyleTable())
    parser.feed("\x1b[1;1H日本\x1b[1;2Ha")
    assert screen.characters[0][:4] == [" ", "a", "本", ""]


def test_a_scrolled_pane_costs_about_its_new_line() -> None:
    lines = [f"{n:>3} some words of a line {n}" for n in range(LINES + 2)]
    pair = Pair(FULL)
    pair.write(shifted(lines, 0))
    before = pair.sent
    pair.write(shifted(lines, 1))
    assert pair.same()
    assert pair.sent - before < 2 * COLUMNS + 60


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.text("abcde ", min_size=4, max_size=14), min_size=LINES + 4, max_size=LINES + 4),
    st.lists(st.text("vwxyz ", max_size=12), min_size=LINES, max_size=LINES),
    st.lists(st.integers(-5, 5), min_size=1, max_size=5),
    st.sampled_from([FULL, LEAST]),
)
def test_a_pane_that_scrolls_leaves_its_neighbour_as_it_is(
    lines: list[str], beside: list[str], moves: list[int], abilities: Abilities
) -> None:
    pair, at = Pair(abilities), 0
    pair.pane = Rectangle(14, 0, COLUMNS, LINES)
    for move in [0, *moves]:
        at = (at + move) % len(lines)
        rows = (lines[at:] + lines[:at])[:LINES]
        pair.write(
            "".join(
                f"\x1b[{y + 1};1H\x1b[44m{left:<14}\x1b[0m\x1b[32m{right:<{COLUMNS - 14}}\x1b[0m"
                for y, (left, right) in enumerate(zip(beside, rows, strict=True))
            )
        )
        assert pair.same()


def test_only_the_rows_move_whose_neighbours_may() -> None:
    lines = [f"{n} moves along" for n in range(LINES + 2)]
    beside = ["a title here", "and more of it", "", "", "", "", "", ""]
    pair = Pair(FULL)
    pair.pane = Rectangle(14, 0, COLUMNS, LINES)

    def frame(at: int) -> str:
        both = zip(beside, lines[at : at + LINES], strict=True)
        return "".join(
            f"\x1b[{y + 1};1H{left:<14}{right:<{COLUMNS - 14}}" for y, (left, right) in enumerate(both)
        )

    pair.write(frame(0))
    pair.parser.feed(frame(1))
    sent = pair.difference.emit(pair.parser.screen, pair.parser.dirty, [pair.pane])
    assert sent.startswith("\x1b[3;8r\x1b[S\x1b[r")
    assert "title" not in sent


def test_marks_that_move_are_sent_style_by_style() -> None:
    pair = Pair(FULL)
    plain, marked = "\x1b[31mname\x1b[0m", "\x1b[1;32mname\x1b[0m"
    pair.write(f"\x1b[1;3H{plain}\x1b[2;9H{marked}\x1b[4;3H{plain}\x1b[6;9H{marked}")
    pair.parser.feed(f"\x1b[1;3H{marked}\x1b[2;9H{plain}\x1b[4;3H{marked}\x1b[6;9H{plain}")
    sent = pair.difference.emit(pair.parser.screen, pair.parser.dirty)
    # The first look is the one that the terminal writes in already.
    assert sent.count("m") - sent.count("name") == 1


def test_writing_what_is_shown_already_sends_nothing() -> None:
    pair = Pair(FULL)
    frame = "\x1b[2;3H\x1b[1;31mname\x1b[0m"
    pair.write(frame)
    before = pair.sent
    pair.write(frame)
    assert pair.sent == before


def test_mode_switches_pass_and_unknown_sequences_are_told() -> None:
    parser = FrameParser(Screen(COLUMNS, LINES), StyleTable())
    assert parser.feed("\x1b[?25l") == [("pass", "\x1b[?25l")]
    assert parser.feed("\x1b]52;c;YQ==\x07") == [("pass", "\x1b]52;c;YQ==\x07")]
    assert parser.feed("\x1b[2J") == [("unknown", "\x1b[2J")]
    assert parser.feed("\x1b[58;5;1m") == [("unknown", "\x1b[58;5;1m")]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("a\x1b[]?0123;mHhlJ\x07\\P日\n\r\x08"), max_size=60), st.integers(1, 7))
def test_garbage_never_breaks_the_parser(text: str, step: int) -> None:
    parser = FrameParser(Screen(COLUMNS, LINES), StyleTable())
    for at in range(0, len(text), step):
        parser.feed(text[at : at + step])
    assert all(len(row) == COLUMNS for row in parser.screen.characters)
    assert all(len(row) == COLUMNS for row in parser.screen.styles)
