"""Any interleaving and any split of what an app writes leaves the screen that the plain driver would leave."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.tui.terminal.abilities import Abilities
from reader.tui.terminal.difference import Rectangle
from reader.tui.terminal.painter import Painter
from tests.terminal.ttyprobe import Terminal

COLUMNS, LINES = 30, 9
PANE = Rectangle(8, 1, 22, 8)
FULL = Abilities(repeat=True, margins=True)
PLAIN = FULL._replace(margins=False)
CONSOLE = Abilities(repeat=False, scroll_by_count=False, column_absolute=False)
LEAST = Abilities(False, False, False, False, False, False, False)
KINDS = st.sampled_from([FULL, PLAIN, CONSOLE, LEAST])
COLOURS = st.sampled_from(
    ["0", "1;31", "44", "38;5;12;48;5;236", "38;2;1;2;3;48;2;9;9;9", "4;7", "3;2", "9;91", "22;49"]
)
TEXTS = st.text(st.sampled_from("ab   cd─éö—xxxxxx"), min_size=1, max_size=13)
HARMLESS = st.sampled_from(
    [
        "\x1b[?25l",
        "\x1b]52;c;YQ==\x07",
        "\x1b]0;title\x1b\\",
        "\x07",
        "\x1b[?2004h",
        "\x1b[>1u",
        "\x1b[?7l",
        "\x1b[2 q",
    ]
)
UNKNOWN = st.sampled_from(
    ["\x1b[2J", "\x1b[K", "\x1b[3;3H\x1b[4X", "\x1b[5S", "\r", "\x1b[1;4r\x1b[r", "\x1bPq#0~\x1b\\", "\x08"]
)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """What Textual paints at once: styled runs at places, a reset behind each, perhaps as a link."""
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        line, column = draw(st.integers(1, LINES)), draw(st.integers(1, COLUMNS - 26))
        run = f"\x1b[{draw(COLOURS)}m{draw(TEXTS)}\x1b[0m"
        if draw(st.booleans()):
            run = f"\x1b]8;id=1;file:///a\x1b\\{run}\x1b]8;;\x1b\\"
        parts.append(f"\x1b[{line};{column}H{run}")
    return "".join(parts)


def whole(lines: int, columns: int, seed: int) -> str:
    """A frame that paints every cell; a pane in the middle shows another part for each seed."""
    rows = []
    for y in range(lines):
        left, right = f"left {y}".ljust(8)[:8], f"right {y}".ljust(max(0, columns - 22))[: columns - 22]
        middle = f"{chr(97 + (y + seed) % 26) * 6} {(y + seed) ** 5:07}"[:14].ljust(14)
        rows.append(
            f"\x1b[{y + 1};1H\x1b[32;40m{left}\x1b[0m\x1b[37;44m{middle}\x1b[0m\x1b[33m{right}\x1b[0m"
        )
    return "".join(rows)


STEPS = st.one_of(
    frames(),
    st.integers(0, 6),
    HARMLESS,
    UNKNOWN.map(lambda sequence: ("unknown", sequence)),
    st.tuples(st.just("resize"), st.integers(COLUMNS, COLUMNS + 6), st.integers(LINES, LINES + 3)),
    st.just("garbage on the terminal"),
)


class Both:
    """A plain terminal that gets everything, and a lean one behind a painter."""

    def __init__(self, abilities: Abilities) -> None:
        self.columns, self.lines = COLUMNS, LINES
        self.plain, self.lean = Terminal(COLUMNS, LINES), Terminal(COLUMNS, LINES)
        for terminal in (self.plain, self.lean):
            terminal.feed(b"\x1b[?1049h\x1b[?7l")
        self.painter = Painter(COLUMNS, LINES, abilities)

    def write(self, data: str) -> None:
        self.plain.feed(data.encode())
        self.lean.feed(self.painter.take(data).encode())

    def push(self) -> None:
        self.lean.feed(self.painter.emit([PANE]).encode())

    def resize(self, columns: int, lines: int) -> None:
        self.columns, self.lines = columns, lines
        for terminal in (self.plain, self.lean):
            terminal.resize(columns, lines)
        self.painter.resize(columns, lines)
        self.write(whole(lines, columns, 0))

    def spoil(self) -> None:
        """Somebody else writes to the terminal, and the user asks for the screen again."""
        self.lean.feed(b"\x1b[2;5H\x1b[31mbroadcast message\r\n\x1b[2;6r\x1b[3;3Hat 12:00\x1b[?7h")
        self.painter.draw_again()

    def do(self, step: object, cuts: list[int]) -> None:
        if isinstance(step, tuple) and step[0] == "resize":
            self.resize(step[1], step[2])
        elif isinstance(step, tuple):
            self.split(step[1], cuts)
            self.write(whole(self.lines, self.columns, 0))
        elif isinstance(step, int):
            self.split(whole(self.lines, self.columns, step), cuts)
        elif step == "garbage on the terminal":
            self.spoil()
        else:
            self.split(str(step), cuts)

    def split(self, data: str, cuts: list[int]) -> None:
        at = sorted({cut % (len(data) + 1) for cut in cuts})
        for start, end in zip([0, *at], [*at, len(data)], strict=True):
            self.write(data[start:end])


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=1, max_size=9), KINDS, st.data())
def test_the_screen_is_that_of_the_plain_driver(
    steps: list[object], abilities: Abilities, data: st.DataObject
) -> None:
    both = Both(abilities)
    both.write(whole(LINES, COLUMNS, 0))
    for step in steps:
        both.do(step, data.draw(st.lists(st.integers(0, 2000), max_size=4)))
        if data.draw(st.booleans()):
            both.push()
    both.push()
    assert both.lean.cells() == both.plain.cells()
    assert both.lean.screen.margins in (None, both.plain.screen.margins)


def test_with_margins_a_pane_scrolls_without_its_neighbours() -> None:
    sizes = {}
    for abilities in (FULL, PLAIN):
        both = Both(abilities)
        both.write(whole(LINES, COLUMNS, 0))
        both.push()
        both.write(whole(LINES, COLUMNS, 1))
        output = both.painter.emit([PANE])
        both.lean.feed(output.encode())
        assert both.lean.cells() == both.plain.cells()
        sizes[abilities.margins] = len(output)
        assert ("\x1b[?69h" in output) == abilities.margins
    assert sizes[True] < sizes[False]


def test_drawing_again_sends_everything_and_leaves_a_known_state() -> None:
    both = Both(FULL)
    both.write(whole(LINES, COLUMNS, 0))
    both.push()
    assert both.painter.emit() == ""
    both.painter.draw_again()
    assert both.painter.owes
    output = both.painter.emit()
    assert "\x1b[2J" in output and "\x1b[r" in output and "right 8" in output


def test_a_question_is_asked_below_the_first_line_where_the_cursor_is_known() -> None:
    both = Both(PLAIN)
    both.write("\x1b[1;1Hab")
    both.push()
    place = both.painter.question_place()
    assert place is not None
    way, row, column = place
    both.lean.feed(way.encode())
    assert row >= 2
    assert (both.lean.screen.cursor.y + 1, both.lean.screen.cursor.x + 1) == (row, column)
    assert Painter(10, 1, PLAIN).question_place() is None


def test_an_unknown_sequence_finds_cursor_and_colours_as_the_app_left_them() -> None:
    both = Both(PLAIN)
    both.write("\x1b[3;5H\x1b[31mab")
    passed = both.painter.take("\x1bPq picture\x1b\\")
    assert passed.endswith("\x1b[31m\x1bPq picture\x1b\\") or "\x1b[31mab" in passed
    both.lean.feed(passed.encode())
    assert (both.lean.screen.cursor.y, both.lean.screen.cursor.x) == (2, 6)
    assert both.painter.owes


def test_a_link_stays_on_its_words() -> None:
    both = Both(PLAIN)
    both.write("\x1b[1;1H\x1b]8;id=1;https://e.org\x1b\\\x1b[34mhere\x1b[0m\x1b]8;;\x1b\\ and on")
    output = both.painter.emit()
    assert "\x1b]8;id=1;https://e.org\x1b\\" in output
    assert output.index("here") < output.index("\x1b]8;;\x1b\\") < output.index("and")
