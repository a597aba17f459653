"""Giving the mouse to the terminal (to select text with) and taking it back, while the reader runs.

Textual decides about the mouse once, when its driver is made, and has no public way to decide again: this uses `App._driver` and, of
`LinuxDriver`, `_mouse`, `_enable_mouse_support` and `_disable_mouse_support` (tests/tui/test_mouse.py checks that they are there).
"""

from __future__ import annotations

from typing import Any

__all__ = ["mouse_is_on", "set_mouse"]


def mouse_is_on(app: Any) -> bool:
    """Whether the reader has the mouse."""
    return bool(getattr(app._driver, "_mouse", False))


def set_mouse(app: Any, on: bool) -> bool:
    """Take the mouse, or give it to the terminal; False where this driver cannot."""
    driver = app._driver
    change = getattr(driver, "_enable_mouse_support" if on else "_disable_mouse_support", None)
    if change is None or not hasattr(driver, "_mouse"):
        return False
    if on:
        # The sequences are sent only by a driver that believes itself in charge of the mouse, also when the reader is left.
        driver._mouse = True
        change()
    else:
        change()
        driver._mouse = False
    driver.flush()
    return True
