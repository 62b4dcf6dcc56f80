"""Tables: rows and columns to aligned text, CSV or JSON.  Knows no store and no terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Cell", "Table", "cell_text"]

Cell = str | int | float | bool | None  # None: unknown or none; an empty place in text and CSV, null in JSON
GAP = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has one cell a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def of(cls, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Table:
        """Make a table of any rows.  Raises ValueError for a row of another length."""
        table = cls(tuple(columns), tuple(tuple(row) for row in rows))
        if any(len(row) != len(table.columns) for row in table.rows):
            raise ValueError(f"a row has not {len(table.columns)} cells")
        return table

    def to_text(self) -> str:
        """Return the table in aligned columns under a ruled head, numbers to the right.

        >>> print(Table.of(["actor", "ties"], [["Turkey", 12], ["Iran", 7]]).to_text())
        actor   ties
        ------  ----
        Turkey    12
        Iran       7
        """
        cells = [[cell_text(cell) for cell in row] for row in self.rows]
        columns = list(zip(self.columns, *cells, strict=True))
        widths = [max(map(len, column)) for column in columns]
        right = [bool(self.rows) and all(_is_number(row[i]) for row in self.rows) for i in range(len(columns))]
        lines = [self.columns, tuple("-" * width for width in widths), *cells]
        return "\n".join(_line(line, widths, right) for line in lines)

    def to_csv(self) -> str:
        """Return the table as CSV with a head, lines ending in one line feed."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return out.getvalue().rstrip("\n")

    def to_json(self) -> str:
        """Return the rows as a JSON list of objects."""
        records = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return json.dumps(records, ensure_ascii=False, indent=2)


def cell_text(cell: Cell) -> str:
    """Return what stands in a cell, on one line."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.3f}"
    return " ".join(str(cell).split())


def _is_number(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool))


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    placed = [
        cell.rjust(width) if is_right else cell.ljust(width)
        for cell, width, is_right in zip(cells, widths, right, strict=True)
    ]
    return GAP.join(placed).rstrip()
