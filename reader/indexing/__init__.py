"""From paths to a library: discover, plan, read and recognise in worker processes, link, write; stoppable at any point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.indexing.extracting import Extracted, extract_files, extract_lines
    from reader.indexing.files import roots_of
    from reader.indexing.progress import OnProgress, Phase, Progress
    from reader.indexing.run import index
    from reader.indexing.summary import Summary
    from reader.indexing.watching import watch

__all__ = [
    "Extracted",
    "OnProgress",
    "Phase",
    "Progress",
    "Summary",
    "extract_files",
    "extract_lines",
    "index",
    "roots_of",
    "watch",
]

_HOMES = {
    "Extracted": "extracting",
    "OnProgress": "progress",
    "Phase": "progress",
    "Progress": "progress",
    "Summary": "summary",
    "extract_files": "extracting",
    "extract_lines": "extracting",
    "index": "run",
    "roots_of": "files",
    "watch": "watching",
}


def __getattr__(name: str) -> Any:
    """Loaded when first asked for: a listing needs no worker pool."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
