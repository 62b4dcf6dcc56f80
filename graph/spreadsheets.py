"""Spreadsheets: rows as CSV in which no cell is a formula.  Knows no statement."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

__all__ = ["write_rows"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], out: TextIO) -> None:
    """Write rows under a header; None is an empty cell.

    A text that begins with = + - @ (or a tab) gets an apostrophe before it, which spreadsheets take for "this is text".
    """
    plain = csv.writer(out, lineterminator="\n")
    # The writer quotes a cell for the line's own end only; a lone carriage return would break the row for others.
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(columns)
    for row in rows:
        cells = [_cell(value) for value in row]
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)


def _cell(value: object) -> str:
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else str(value)
