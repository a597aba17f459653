"""Who is who: mentions become local entities (one document), local entities become entities (the collection)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.resolve.across import Collection
    from reader.resolve.local import within

__all__ = ["Collection", "within"]


def __getattr__(name: str) -> Any:
    if name == "within":
        from reader.resolve.local import within

        return within
    if name == "Collection":
        from reader.resolve.across import Collection

        return Collection
    raise AttributeError(name)
