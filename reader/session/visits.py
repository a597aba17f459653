"""What came into the library since the user was here last: the youngest document known at each visit.

Documents are remembered by the last one that had arrived, not one by one, so that a visit costs the same in any library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.values import dataclass

__all__ = ["PAUSE", "Visits"]

PAUSE = 3600.0
"""Seconds away after which opening the reader is another visit: a line that dropped and was opened again is not."""


@dataclass(slots=True)
class Visits:
    """`since` is the youngest document when the visit before this one ended (None: there was none), `latest` the youngest now."""

    since: str | None = None
    latest: str | None = None
    time: float = 0.0

    def apply(self, event: Mapping[str, object], time: float) -> None:
        """Take a line of the journal in."""
        match event:
            case {"visit": [str() | None as since, str() | None as latest]} if time >= self.time:
                self.since, self.latest, self.time = since, latest, time

    def begun(self, last_active: float, now: float) -> str | None:
        """The document behind which everything is new to somebody who was active at `last_active` and comes back `now`."""
        return self.latest if now - last_active > PAUSE else self.since

    def events(self) -> Iterator[dict[str, object]]:
        """The lines that say the same."""
        if self.time:
            yield {"t": self.time, "visit": [self.since, self.latest]}
