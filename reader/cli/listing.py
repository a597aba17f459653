"""What listings have in common: rows read a page at a time, and given to programs as JSON lines or as a table (CSV)."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import click

from reader.cli.output import json_line, plain, write

__all__ = ["Give", "for_programs", "paged"]

Give = Callable[[Mapping[str, Any]], None]
"""Prints one row for a program."""

F = TypeVar("F", bound=Callable[..., Any])


class _Row(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Row)


def paged(page_behind: Callable[[str | None], Sequence[R]]) -> Iterator[R]:
    """All rows of a listing that is asked for page by page (of `PAGE` rows), each behind the last row of the one before."""
    after = None
    while page := page_behind(after):
        yield from page
        after = page[-1].id


def for_programs(function: F) -> F:
    """--json and --csv: the command gets `give`, which prints a row; None where people read."""

    @functools.wraps(function)
    def command(*args: Any, as_json: bool, as_csv: bool, **rest: Any) -> Any:
        if as_json and as_csv:
            raise click.UsageError("--json and --csv cannot be had together")
        give = _give_json if as_json else _Table() if as_csv else None
        return function(*args, give=give, **rest)

    as_table = click.option("--csv", "as_csv", is_flag=True, help="A table (CSV), for spreadsheets.")
    as_lines = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
    return as_lines(as_table(command))  # type: ignore[return-value]


def _give_json(row: Mapping[str, Any]) -> None:
    write(json_line(row))


class _Table:
    """Prints rows as CSV under their names; no cell is a formula to a spreadsheet."""

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()

    def __call__(self, row: Mapping[str, Any]) -> None:
        if not self._names:
            self._names = tuple(row)
            self._write(self._names)
        self._write([_cell(row[name]) for name in self._names])

    def _write(self, cells: Sequence[str]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(cells)
        write(line.getvalue())


def _cell(value: Any) -> str:
    """A value as a cell: numbers as they are, of many values each, of things with several sides the first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    from reader.sources import harmless_cell

    return harmless_cell(plain(_words(value)))


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {one}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(
            str(next(iter(one.values()), "")) if isinstance(one, Mapping) else str(one) for one in value
        )
    return str(value)
