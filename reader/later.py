"""Modules that are loaded when something of them is first asked for.

Before the first screen only what it needs is imported (`tests/contracts/test_first_screen.py` counts). What a module needs for one of its
functions alone is imported in that function; what many functions of it need, but none on the way to the first screen, it has like this,
so that people and tools see an ordinary import:

    if TYPE_CHECKING:
        from reader.library import entities
    else:
        (entities,) = later("reader.library", "entities")
"""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["later"]


class _Later:
    """Stands for a module."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        module = sys.modules.get(self._name)
        # A module that another thread is just importing is waited for.
        if module is None or getattr(module.__spec__, "_initializing", False):
            from importlib import import_module

            module = import_module(self._name)
        return getattr(module, attribute)

    def __repr__(self) -> str:
        return f"<{self._name}, later>"


def later(package: str, *names: str) -> tuple[Any, ...]:
    """What stands for these modules of the package, and loads each when it is used."""
    return tuple(_Later(f"{package}.{name}") for name in names)
