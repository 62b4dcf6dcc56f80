"""The registry of actors: codes, types, labels, and the office holders who speak for them.  Knows no sentence.

Read from lang/actors.toml, lang/persons.toml and, for each language, lang/<language>/names.toml; territory names
come from CLDR.  Every mistake in a table is a PackError that names the file and the entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from .errors import PackError
from .model import Actor

__all__ = [
    "Entry",
    "Person",
    "actor_label",
    "load_actors",
    "load_persons",
    "load_registry",
    "read_table",
    "territories",
]

_PACKAGE = "diplograph.extractors"
_REGISTRY = "actors.toml"
_PERSONS = "persons.toml"
_NAMES = "names.toml"
_DATED = "dated"
_SURNAME_FIRST = "surname_first"
_ENGLISH = "en"
_ENTRY_KEYS = frozenset({"cldr", "wikidata", "since", "silent"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the registry knows of an actor in any language.

    cldr: its territory in CLDR.   since: first day on which the name means it.   silent: has a code, is never read.
    wikidata: its Q-id, None where it is not sure.
    """

    code: str
    type: str
    cldr: str | None = None
    wikidata: str | None = None
    since: date | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks for an actor, under which names, and from which day to which (None: open).

    dated: a lesser office of one better known for another: read only where the day of publication is known.
    surname_first: "Hu Jintao".
    """

    actor: str
    names: tuple[str, ...]
    since: date | None
    until: date | None
    dated: bool = False
    surname_first: bool = False


@cache
def load_registry() -> Mapping[str, Entry]:
    """Every actor by its code.  Raises PackError for a malformed row or a code that stands twice."""
    entries: dict[str, Entry] = {}
    for kind, rows in read_table(_REGISTRY).items():
        for code, row in _as_table(rows, f"{_REGISTRY} [{kind}]").items():
            where = f"{_REGISTRY} [{kind}] {code}"
            if code in entries or code != code.upper():
                raise PackError(where, "a code must be upper case and stand once")
            entries[code] = _entry(code, kind, _as_table(row, where), where)
    return MappingProxyType(entries)


@cache
def load_actors() -> Mapping[str, Actor]:
    """Every actor that can stand in a statement, by code, with its English label."""
    return MappingProxyType(
        {code: Actor(code, entry.type, actor_label(code, _ENGLISH)) for code, entry in load_registry().items()}
    )


@cache
def load_persons() -> tuple[Person, ...]:
    """The office holders, in the order of the table.  Raises PackError for a malformed row."""
    table = dict(read_table(_PERSONS))
    dated = _as_table(table.pop(_DATED, {}), f"{_PERSONS} [{_DATED}]")
    surname_first = _as_list(table.pop(_SURNAME_FIRST, []), f"{_PERSONS} {_SURNAME_FIRST}")
    return tuple(
        replace(
            _person(code, row, f"{_PERSONS} {code} row {number}"), dated=is_dated, surname_first=code in surname_first
        )
        for section, is_dated in ((table, False), (dated, True))
        for code, rows in section.items()
        for number, row in enumerate(_as_list(rows, f"{_PERSONS} {code}"), 1)
    )


def actor_label(code: str, lang: str) -> str:
    """Name an actor for people: the language's own label, else CLDR's, else the English one, else the code.

    >>> actor_label("DEU", "id"), actor_label("UN", "id"), actor_label("HAMAS", "id")
    ('Jerman', 'Perserikatan Bangsa-Bangsa', 'Hamas')
    """
    return _labels(lang).get(code) or _labels(_ENGLISH).get(code) or code


@cache
def territories(lang: str) -> Mapping[str, str]:
    """CLDR's name of each state of the registry in one language, by code; empty for a language CLDR lacks."""
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(lang).territories
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    return MappingProxyType(
        {code: str(names[entry.cldr]) for code, entry in load_registry().items() if entry.cldr and entry.cldr in names}
    )


def read_table(*path: str) -> Mapping[str, object]:
    """Read one packaged TOML file under lang/.  Raises PackError where it is missing or no TOML."""
    where = "/".join(path)
    try:
        return tomllib.loads(files(_PACKAGE).joinpath("lang", *path).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackError(where, "missing; a language needs it") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(where, f"not TOML: {error}") from error


@cache
def _labels(lang: str) -> Mapping[str, str]:
    own = _as_table(read_table(lang, _NAMES).get("labels", {}), f"{lang}/{_NAMES} [labels]")
    return MappingProxyType({**territories(lang), **{code: str(label) for code, label in own.items()}})


def _entry(code: str, kind: str, row: Mapping[str, object], where: str) -> Entry:
    unknown = sorted(set(row) - _ENTRY_KEYS)
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(_ENTRY_KEYS))}")
    since = row.get("since")
    if since is not None and not isinstance(since, date):
        raise PackError(where, f"since must be a date, not {since!r}")
    cldr, wikidata = (str(row[key]) if key in row else None for key in ("cldr", "wikidata"))
    return Entry(code, kind, cldr, wikidata, since, bool(row.get("silent", False)))


def _person(code: str, row: object, where: str) -> Person:
    """A row is names, then the first and the last year or day in office; the last is left out while it lasts."""
    cells = _as_list(row, where)
    names = tuple(cell for cell in cells if isinstance(cell, str))
    times = cells[len(names) :]
    if code not in load_registry():
        raise PackError(where, f"no actor {code!r} in {_REGISTRY}")
    if not names or len(times) > 2 or any(isinstance(cell, str) for cell in times):
        raise PackError(where, "a row is names, then at most two years or days")
    if len(set(names)) < len(names):
        raise PackError(where, f"{names[0]} has a name twice")
    since = _day(times[0], first=True, where=where) if times else None
    until = _day(times[1], first=False, where=where) if len(times) == 2 else None
    if since and until and until < since:
        raise PackError(where, f"{names[0]} leaves office ({until}) before entering it ({since})")
    return Person(code, names, since, until)


def _day(cell: object, *, first: bool, where: str) -> date:
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, int) or not 1900 <= cell <= 2100:
        raise PackError(where, f"{cell!r} is no year or day")
    return date(cell, 1, 1) if first else date(cell, 12, 31)


def _as_table(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise PackError(where, "must be a table")
    return value


def _as_list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise PackError(where, "must be a list")
    return value
