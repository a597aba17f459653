"""A part that is made when one of its commands is first carried out: what the first screen does not need costs its start nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from reader.tui.screens.base import handler_name

__all__ = ["Late"]

P = TypeVar("P")


class Late(Generic[P]):
    """Stands for the part that `make` makes, which carries out these commands (their ids, between blanks)."""

    def __init__(self, commands: str, make: Callable[[], P]) -> None:
        self.handlers = frozenset(map(handler_name, commands.split()))
        self._make = make
        self._made: P | None = None

    @property
    def part(self) -> P:
        """The part itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getattr__(self, name: str) -> Callable[[], Any]:
        if name not in self.handlers:
            raise AttributeError(name)
        return partial(self._carry_out, name)

    def _carry_out(self, handler: str) -> Any:
        return getattr(self.part, handler)()
