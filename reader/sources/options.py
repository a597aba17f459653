"""What the user asks of the sources beyond the usual: which columns of a table hold what, and recognising text in pictures."""

from __future__ import annotations

import re

from reader.errors import SourceError
from reader.values import dataclass

__all__ = ["FIELDS", "NO_OPTIONS", "Options", "columns_of"]

FIELDS = ("text", "title", "date", "author", "source", "language", "id")
"""What a column can be mapped to."""

_LANGUAGES = re.compile(r"[A-Za-z0-9_]{2,20}(?:\+[A-Za-z0-9_]{2,20}){0,7}")


@dataclass(frozen=True, slots=True)
class Options:
    """`columns` are pairs of a field (of FIELDS) and the column it is read from; `ocr` names tesseract's languages ("eng", "eng+fra"),
    empty for no recognition. Raises SourceError for a field or a language that cannot be.
    """

    columns: tuple[tuple[str, str], ...] = ()
    ocr: str = ""

    def __post_init__(self) -> None:
        for field, _ in self.columns:
            if field not in FIELDS:
                raise SourceError(
                    f"no such field: {field}", "column map", f"map one of {', '.join(FIELDS)} to a column"
                )
        if self.ocr and not _LANGUAGES.fullmatch(self.ocr):
            raise SourceError(
                f"no such languages: {self.ocr}",
                "text recognition",
                "name them as tesseract does, for instance eng or eng+fra",
            )

    def column(self, field: str) -> str:
        """The column that the user named for a field, "" if none."""
        return next((column for name, column in self.columns if name == field), "")


NO_OPTIONS = Options()


def columns_of(text: str) -> tuple[tuple[str, str], ...]:
    """ "title=headline,text=body" as pairs for `Options.columns`; SourceError says what is wrong with it."""
    pairs: list[tuple[str, str]] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or not column or field not in FIELDS:
            raise SourceError(
                f"cannot read “{part}”",
                "column map",
                f"write field=column, with a field of {', '.join(FIELDS)}: --map title=headline,text=body",
            )
        if field in (name for name, _ in pairs):
            raise SourceError(f"{field} is mapped twice", "column map", "map each field to one column")
        pairs.append((field, column))
    return tuple(pairs)
