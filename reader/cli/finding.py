"""One thing that the doctor looked at."""

from __future__ import annotations

from reader.values import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, whether the reader can work with it, and what may be done (also if it works)."""

    what: str
    value: str
    works: bool = True
    advice: str = ""
