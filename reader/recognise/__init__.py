"""Who and what a document names: `Recogniser` (the model and the rules) and `sentences`.

Importing this costs nothing; the model's libraries are loaded when a `Recogniser` is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.recognise.sentences import sentences

if TYPE_CHECKING:
    from reader.recognise.recogniser import Recogniser

__all__ = ["Recogniser", "sentences"]


def __getattr__(name: str) -> Any:
    if name == "Recogniser":
        from reader.recognise.recogniser import Recogniser

        return Recogniser
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
