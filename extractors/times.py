"""Times: time words plus the day of publication to a When.  Knows no actor and no RDF; never guesses a date.

Rows of lang/<language>/times.toml say which words mean what; choices are in docs/decisions/010-times.md.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .errors import PackError
from .model import Precision, When
from .registry import read_table

__all__ = ["TimeTable", "find_times", "load_times", "resolve_time"]

_FILE = "times.toml"
_ROW_KEYS = frozenset({"say", "unit", "shift", "times", "pick", "fixed", "alone"})
_TABLE_KEYS = frozenset({"day_first", "months", "weekdays", "numbers", "units", "time"})
_UNITS = frozenset({"day", "week", "month", "year"})
_PICKS = frozenset({"latest", "past", "future", "closest"})
_ORDERS = frozenset({"yes", "no", "unknown"})
_SLOTS = {
    "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "year": r"(?P<year>1[5-9]\d\d|20\d\d)",
    "month_number": r"(?P<month_number>0[1-9]|1[0-2])",
    "first": r"(?P<first>\d{1,2})",
    "second": r"(?P<second>\d{1,2})",
    "any_day": r"(?:[12]\d|3[01]|0?[1-9])",
    "any_year": r"(?:1[5-9]\d\d|20\d\d|\d\d)",
}
_TOKEN = re.compile(r"\{(\w+)\}|([\[\]])|(\s+)|(.)")
_BEFORE, _AFTER = r"(?<![\w$€£/.,-])", r"(?![\w%])(?![/,.-]\w)"
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TimeRow:
    """What some patterns mean.

    unit, shift: so many units from the day of publication.   times: +1 or -1 times the number that was said.
    pick: which of several days or months of that name.   fixed: always that day.   alone: only as a whole text.
    """

    patterns: tuple[re.Pattern[str], ...]
    unit: str | None
    shift: int | None
    times: int | None
    pick: str | None
    fixed: date | None
    alone: bool


@dataclass(frozen=True, slots=True)
class TimeTable:
    """The time words of one language.   day_first: order of a numeric date, None where usage is split."""

    lang: str
    rows: tuple[TimeRow, ...]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    day_first: bool | None


def resolve_time(words: str, published: date | None, table: TimeTable) -> When | None:
    """Resolve a time expression against the day of publication.

    words:      as it stands in the text, nothing else beside it, e.g. "Senin lalu".
    published:  local calendar day of the article; None: only dates that name their year are resolved.
    Returns None if no row has the words: the caller keeps "unknown".

    >>> resolve_time("Senin lalu", date(2024, 5, 15), load_times("id")).start
    datetime.date(2024, 5, 13)
    """
    words = words.strip(" .,;:")
    for row, match in _every_match(words, table, alone=True):
        if match.span() == (0, len(words)):
            when = _meaning(row, match, published, table)
            if when:
                return when
    return None


def find_times(text: str, published: date | None, table: TimeTable) -> list[tuple[int, int, When]]:
    """Find the time expressions of a sentence, in order: (start, end, When), half open, in characters of `text`.

    Of expressions that overlap, the longest is taken; what cannot be resolved is left out.
    """
    hits = sorted(
        _every_match(text, table, alone=False), key=lambda hit: (hit[1].start() - hit[1].end(), hit[1].start())
    )
    taken: list[tuple[int, int, When | None]] = []
    for row, match in hits:
        start, end = match.span()
        if all(end <= other[0] or other[1] <= start for other in taken):
            taken.append((start, end, _meaning(row, match, published, table)))
    return sorted((start, end, when) for start, end, when in taken if when is not None)


@cache
def load_times(lang: str) -> TimeTable:
    """Read the time words of one language.  Raises PackError, with file and entry, for a malformed table."""
    where = f"{lang}/{_FILE}"
    table = read_table(lang, _FILE)
    _check_keys(table, _TABLE_KEYS, where)
    order = table.get("day_first")
    if order not in _ORDERS:
        raise PackError(where, f"day_first must be one of {', '.join(sorted(_ORDERS))}, not {order!r}")
    months, weekdays, numbers = (_numbered(table, key, where) for key in ("months", "weekdays", "numbers"))
    units = _inverse(table, "units", where)
    if set(units.values()) - _UNITS:
        raise PackError(f"{where} [units]", f"known units are {', '.join(sorted(_UNITS))}")
    slots = {
        **_SLOTS,
        "month": _either("month", months),
        "full_month": _either("month", _full_names(table["months"])),
        "weekday": _either("weekday", weekdays),
        "unit": _either("unit", units),
        "number": rf"(?P<number>\d{{1,3}}|{_words(numbers)})",
    }
    rows = table.get("time", [])
    if not isinstance(rows, list):
        raise PackError(where, "no [[time]] rows")
    read = tuple(_row(row, slots, weekdays, f"{where} time {number}") for number, row in enumerate(rows, 1))
    day_first = {"yes": True, "no": False}.get(str(order))
    return TimeTable(lang, read, months, weekdays, numbers, units, day_first)


def _every_match(text: str, table: TimeTable, *, alone: bool) -> Iterator[tuple[TimeRow, re.Match[str]]]:
    for row in table.rows:
        if alone or not row.alone:
            for pattern in row.patterns:
                for match in pattern.finditer(text):
                    yield row, match


def _meaning(row: TimeRow, match: re.Match[str], published: date | None, table: TimeTable) -> When | None:
    """What a match means; None where it needs a day of publication that is unknown, or names no real day."""
    said = {slot: word for slot, word in match.groupdict().items() if word is not None}
    try:
        if row.fixed:
            return _day(row.fixed)
        if "month" in said or "first" in said or ("year" in said and row.unit is None):
            return _calendar(row, said, published, table)
        if published is None:
            return None
        if "weekday" in said:
            return _day(_weekday(row, table.weekdays[said["weekday"]], published))
        unit, shift = row.unit, row.shift or 0
        if row.times is not None:
            number = said["number"]
            unit, shift = table.units[said["unit"]], row.times * (table.numbers.get(number) or int(number))
        return _shifted(published, unit or "day", shift)
    except (ValueError, OverflowError):  # 31 February, the year 0
        return None


def _calendar(row: TimeRow, said: Mapping[str, str], published: date | None, table: TimeTable) -> When | None:
    """A date of the calendar; without a year it is the one that the row picks around the day of publication."""
    day, month = _day_and_month(said, table)
    if "year" in said:
        return _span(int(said["year"]), month, day)
    if published is None or month is None:
        return None
    if row.unit == "year":
        return _span(published.year + (row.shift or 0), month, day)
    spans = [_span(published.year + offset, month, day) for offset in (-1, 0, 1)]
    return _picked(spans, row.pick, published)


def _day_and_month(said: Mapping[str, str], table: TimeTable) -> tuple[int | None, int | None]:
    if "first" not in said:
        month = int(said["month_number"]) if "month_number" in said else table.months.get(said.get("month", ""))
        return (int(said["day"]) if "day" in said else None), month
    first, second = int(said["first"]), int(said["second"])
    if table.day_first is None and max(first, second) <= 12 and first != second:
        return None, None  # 9/10 is the ninth of October or the tenth of September
    month_first = second > 12 if table.day_first is None else not table.day_first
    return (second, first) if month_first else (first, second)


def _picked(spans: list[When], pick: str | None, published: date) -> When | None:
    before = [span for span in spans if span.end < published]
    after = [span for span in spans if span.start > published]
    if pick == "past":
        return before[-1] if before else None
    if pick == "future":
        return after[0] if after else None
    return min(spans, key=lambda span: (abs((span.start - published).days), span.start))


def _weekday(row: TimeRow, weekday: int, published: date) -> date:
    monday = published - timedelta(days=published.isoweekday() - 1)
    if row.unit == "week":
        return monday + _WEEK * (row.shift or 0) + timedelta(days=weekday - 1)
    back = (published.isoweekday() - weekday) % 7
    if row.pick == "future":
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back or (7 if row.pick == "past" else 0))


def _shifted(published: date, unit: str, shift: int) -> When:
    if unit == "day":
        return _day(published + timedelta(days=shift))
    if unit == "week":
        return _week(published + _WEEK * shift)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return _span(months // 12, months % 12 + 1, None)
    return _span(published.year + shift, None, None)


def _week(day: date) -> When:
    """Monday to Sunday; a week has no precision of its own, so it takes the month or the year that holds all of it."""
    start = day - timedelta(days=day.isoweekday() - 1)
    end = start + timedelta(days=6)
    return When(start, end, Precision.MONTH if start.month == end.month else Precision.YEAR)


def _day(day: date) -> When:
    return When(day, day, Precision.DAY)


def _span(year: int, month: int | None, day: int | None) -> When:
    if month is None:
        return When(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if day is None:
        return When(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH)
    return _day(date(year, month, day))


def _row(row: object, slots: Mapping[str, str], weekdays: Mapping[str, int], where: str) -> TimeRow:
    if not isinstance(row, Mapping):
        raise PackError(where, "must be a table")
    _check_keys(row, _ROW_KEYS, where)
    say = row.get("say")
    if not isinstance(say, list) or not say:
        raise PackError(where, "'say' must be a list of patterns")
    if row.get("unit") not in {None, *_UNITS} or row.get("pick") not in {None, *_PICKS}:
        raise PackError(where, f"unit is one of {', '.join(sorted(_UNITS))}; pick one of {', '.join(sorted(_PICKS))}")
    fixed = row.get("fixed")
    if fixed is not None and not isinstance(fixed, date):
        raise PackError(where, f"fixed must be a day, not {fixed!r}")
    return TimeRow(
        patterns=tuple(_pattern(str(text), slots, weekdays, where) for text in say),
        unit=row.get("unit"),
        shift=row.get("shift"),
        times=row.get("times"),
        pick=row.get("pick"),
        fixed=fixed,
        alone=bool(row.get("alone", False)),
    )


def _pattern(text: str, slots: Mapping[str, str], weekdays: Mapping[str, int], where: str) -> re.Pattern[str]:
    """A `say` pattern as a regular expression; the letter it begins with may be upper or lower case."""
    parts: list[str] = []
    begun = False
    for slot, bracket, blank, char in _TOKEN.findall(text):
        if slot and slot not in slots:
            raise PackError(where, f"no slot {{{slot}}}; there are {', '.join(sorted(slots))}")
        if slot:
            parts.append(slots[slot])
        elif bracket:
            parts.append("(?:" if bracket == "[" else ")?")
        elif blank:
            parts.append(r"\s+")
        elif begun or not char.isalpha():
            parts.append(re.escape(char))
        else:
            # inside a sentence "Minggu lalu" is last Sunday, "minggu lalu" last week; its first word may be either
            inside = "(?<![\\s\\S])" if text.split()[0].capitalize() in weekdays else ""
            parts.append(f"(?:{char.lower()}|{inside}{char.upper()})")
        begun = begun or bool(slot or char)
    try:
        return re.compile(f"{_BEFORE}{''.join(parts)}{_AFTER}")
    except re.error as error:
        raise PackError(where, f"{text!r}: {error}") from error


def _numbered(table: Mapping[str, object], key: str, where: str) -> Mapping[str, int]:
    return {word: int(number) for word, number in _inverse(table, key, where).items()}


def _inverse(table: Mapping[str, object], key: str, where: str) -> Mapping[str, str]:
    """word → the key that lists it."""
    rows = table.get(key)
    if not isinstance(rows, Mapping) or not rows:
        raise PackError(where, f"no [{key}]")
    found: dict[str, str] = {}
    for name, words in rows.items():
        for word in words if isinstance(words, list) else ():
            if word in found:
                raise PackError(f"{where} [{key}] {name}", f"{word!r} stands twice")
            found[str(word)] = str(name)
    return found


def _full_names(months: object) -> Mapping[str, object]:
    """The first name of each month: an abbreviation alone ("Jan") may be anything."""
    return {words[0]: words for words in months.values() if words} if isinstance(months, Mapping) else {}


def _either(slot: str, words: Mapping[str, object]) -> str:
    return f"(?P<{slot}>{_words(words)})"


def _words(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _check_keys(table: Mapping[str, object], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
