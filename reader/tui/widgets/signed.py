"""A line to type in that leaves some signs to somebody else."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input

__all__ = ["SignedLine"]


class SignedLine(Input):
    """Hands each key to `take` first, and types only what that leaves."""

    def __init__(self, take: Callable[[str], bool], value: str, prompt: str) -> None:
        super().__init__(value, placeholder=prompt, id="picker-query", select_on_focus=False)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        """Keys that are taken are not typed."""
        if self._take(event.key):
            event.stop()
            event.prevent_default()
