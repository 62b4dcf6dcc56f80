"""Report texts: the words of `analyze` and of its page, by language.  Data are graph/report/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["ReportTexts", "references", "report_languages", "report_texts"]


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """Fixed words of one language.   table: by key."""

    lang: str
    table: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return a text with its places filled; raises KeyError for a key that there is not."""
        text = self.table[key]
        return text.format(**values) if values else text

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number as the language does.

        >>> report_texts("id").number(1234.5, 1)
        '1.234,5'
        """
        from babel.numbers import format_decimal

        places = "." + "0" * digits if digits else ""
        return str(format_decimal(value, format=f"#,##0{places}", locale=self.lang))

    def percent(self, share: float | None) -> str:
        """Write a share; a dash where there is none."""
        from babel.numbers import format_percent

        return "–" if share is None else str(format_percent(share, locale=self.lang))

    def day(self, text: str) -> str:
        """Write a year, a month or a day that stands as YYYY, YYYY-MM or YYYY-MM-DD."""
        from datetime import date

        from babel.dates import format_date, format_skeleton

        year, *rest = (int(part) for part in text.split("-"))
        if not rest:
            return str(year)
        day = date(year, rest[0], rest[1] if len(rest) > 1 else 1)
        if len(rest) > 1:
            return str(format_date(day, format="d MMM y", locale=self.lang))
        return str(format_skeleton("yMMM", day, locale=self.lang))


@cache
def report_texts(lang: str) -> ReportTexts:
    """Return the texts of a language; English where there are none for it."""
    known = report_languages()
    return ReportTexts(lang if lang in known else "en", _tables()[lang if lang in known else "en"])


@cache
def report_languages() -> tuple[str, ...]:
    """The languages that there are texts for, sorted."""
    return tuple(sorted(_tables()))


@cache
def references(measure: str) -> tuple[str, ...]:
    """What the method note of a measure refers to, in order of number."""
    return tuple(tomllib.loads((_folder() / "references.toml").read_text(encoding="utf-8"))[measure])


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    found = (file for file in _folder().iterdir() if file.name.startswith("texts."))
    return {file.name.split(".")[1]: tomllib.loads(file.read_text(encoding="utf-8")) for file in found}


def _folder() -> Traversable:
    return files(__package__ or "diplograph.graph") / "report"
