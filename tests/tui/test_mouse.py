"""The mouse is the reader's or the terminal's, and can change hands."""

from __future__ import annotations

import pytest
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.mouse import mouse_is_on, set_mouse
from tests.tui.made import reader


class _App:
    def __init__(self, driver: object) -> None:
        self._driver = driver


def _driver(mouse: bool) -> tuple[LinuxDriver, list[str]]:
    """A driver of Textual's whose output is kept."""
    driver, sent = LinuxDriver.__new__(LinuxDriver), []
    driver._mouse = mouse
    driver.write = sent.append  # type: ignore[method-assign]
    driver.flush = lambda: None  # type: ignore[method-assign]
    return driver, sent


@pytest.mark.parametrize("on", [True, False])
def test_what_is_sent_is_what_textual_itself_would_send(on: bool) -> None:
    driver, sent = _driver(not on)
    app = _App(driver)
    assert set_mouse(app, on) and mouse_is_on(app) == on
    assert f"\x1b[?1000{'h' if on else 'l'}" in "".join(sent)


def test_a_mouse_that_was_taken_back_is_given_up_when_the_reader_is_left() -> None:
    driver, sent = _driver(False)
    set_mouse(_App(driver), True)
    sent.clear()
    driver._disable_mouse_support()
    assert "\x1b[?1000l" in "".join(sent)


async def test_a_terminal_without_one_says_so() -> None:
    async with reader() as open_:
        await open_.press("colon")
        await open_.type("mouse on or off")
        await open_.press("enter")
        assert "mouse" in open_.said
