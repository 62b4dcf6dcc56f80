"""Aliases: how names are spelled, cut into parts that compare, and read from the tables.  Knows no sentence's meaning.

Raises PackError, with file and entry, for a malformed table or a name of an actor that the registry lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from .errors import PackError
from .registry import Person, load_persons, load_registry, read_table, territories

__all__ = [
    "BLOCKED",
    "PERSON",
    "PLACE",
    "SORTS",
    "Aliases",
    "Beside",
    "Context",
    "Key",
    "Line",
    "Name",
    "cut",
    "is_surname",
    "read_aliases",
]

Key: TypeAlias = tuple[str, ...]

SORTS = ("name", "demonym", "capital", "seat", "office")  # an alias of two sorts is read as the first
PERSON = "person"
BLOCKED = "blocked"
PLACE = "place"
_PLACES = "places.toml"
_FILE = "names.toml"
_SECTIONS = frozenset({*SORTS, BLOCKED, "labels", "context", "beside", "together"})
_GRACE = timedelta(days=365)  # news goes on calling a former minister by name for about a year
_LOOSE_TYPES = frozenset({"Organization", "Group"})
_PART = re.compile(r"[^\s\-‐‑,()/$]+|[,()/$]")
_POSSESSIVE = re.compile(r"['’]([sS])\b")
_APOSTROPHES = re.compile(r"['’‘ʻʼ`´]")
_ARTICLES = frozenset({"Al", "AL", "El", "el"})
_ARTICLE = "al"
_FOLDED = str.maketrans("ıøØłŁđĐəƏð", "ioOlLdDeEd")
_UNFIT = re.compile(r"[(&]| - ")  # "Congo - Kinshasa", "Myanmar (Burma)": labels of a map, never of a text
_GIVEN_LAST = re.compile(r"\w+ \w+-\w+")  # "Ban Ki-moon": the surname comes first


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of an alias.

    actor: None where it only looks like a name.   since, until: days it is read on.   dated: not read without a day.
    others: further actors that the same words name ("the two Koreas").
    given: of a person, the first words of the full names.   surname_first: "Hu Jintao".
    """

    actor: str | None
    sort: str
    since: date | None = None
    until: date | None = None
    dated: bool = False
    given: frozenset[str] = frozenset()
    surname_first: bool = False
    others: tuple[str, ...] = ()

    def holds(self, published: date | None) -> bool:
        """Whether a text of that day may mean it; without a day, any may that is not `dated`."""
        if published is None:
            return not self.dated
        return (self.since is None or self.since <= published) and (
            self.until is None or published <= self.until + _GRACE
        )

    def serves(self, published: date | None) -> bool:
        """Whether the person is in office on that very day."""
        return published is None or self.until is None or published <= self.until


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a name that change what it is.

    not_after, not_before: beside them it is part of something else ("Radio Israel").   titles: stand before a surname.
    openers: have a capital and are no given names.   suffixes: endings that hang on by a hyphen.
    articles: stand before a name and are no part of it.   common: surnames that are also everyday words.
    private: said of a person, they take the office away ("former", "opposition").
    """

    not_after: frozenset[str]
    not_before: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    suffixes: frozenset[str]
    articles: frozenset[str]
    common: frozenset[str]
    private: frozenset[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """Names that mean an actor only where something beside them says so ("the North", of Korea).

    actors, words: one of them must stand in the sentence (an actor may also stand earlier in the article).
    """

    actor: str
    keys: frozenset[Key]
    actors: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Aliases:
    """All names of one language."""

    readings: Mapping[Key, tuple[Name, ...]]
    context: Context
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence cut into comparable parts; owners: the token that each part stands in."""

    parts: Key
    owners: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[str], suffixes: frozenset[str]) -> Line:
        """Cut words; an ending that hangs on by a hyphen ("Indonesia-nya") falls away."""
        parts: list[str] = []
        owners: list[int] = []
        for token, word in enumerate(words):
            pieces = cut(word)
            if len(pieces) > 1 and pieces[-1] in suffixes:
                pieces = pieces[:-1]
            parts += pieces
            owners += [token] * len(pieces)
        return cls(tuple(parts), tuple(owners))

    def begins(self, at: int) -> bool:
        """Whether a token begins at this part."""
        return at == 0 or self.owners[at - 1] != self.owners[at]

    def ends(self, end: int) -> bool:
        """Whether a token ends before this part."""
        return end == len(self.parts) or self.owners[end - 1] != self.owners[end]


@lru_cache(maxsize=1 << 15)
def cut(text: str) -> Key:
    """Cut a text at blanks and hyphens, and drop what writers vary: accents, apostrophes, the case of 'al-'.

    >>> cut("Al-Qa'ida"), cut("Lord's"), cut("Erdoğan")
    (('al', 'Qaida'), ('Lord', 's'), ('Erdogan',))
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_FOLDED))
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = _APOSTROPHES.sub("", _POSSESSIVE.sub(r" \1", text))
    return tuple(_ARTICLE if part in _ARTICLES else part for part in _PART.findall(text))


def loosened(key: Key) -> Key:
    """A key with its later words in lower case: how bodies and groups are also looked up ("Security council")."""
    return (key[0], *(part.lower() for part in key[1:]))


def is_surname(key: Key) -> bool:
    """Whether a key of a person is no full name: one word, or one after the article ('al-Maliki')."""
    return len(key) == 1 or (len(key) == 2 and key[0] == _ARTICLE)


def read_aliases(lang: str) -> Aliases:
    """Read the names of one language, with the territories of CLDR and the office holders of every language."""
    where = f"{lang}/{_FILE}"
    table = read_table(lang, _FILE)
    _check_keys(table, _SECTIONS, where)
    readings: dict[Key, list[Name]] = {}
    for alias, name in _rows(lang, table, where):
        for key in _keys(alias, name):
            known = readings.setdefault(key, [])
            if name not in known:
                known.append(name)
    for code, place in _coded(read_table(_PLACES), _PLACES):
        readings.setdefault(cut(place), [Name(code, PLACE)])  # a name of anything else comes first
    return Aliases(
        {key: tuple(names) for key, names in readings.items()}, _context(table, where), tuple(_besides(table, where))
    )


def _rows(lang: str, table: Mapping[str, object], where: str) -> Iterator[tuple[str, Name]]:
    registry = load_registry()
    for code, label in territories(lang).items():
        if not registry[code].silent and not _UNFIT.search(label):
            yield label, Name(code, SORTS[0], registry[code].since)
    for sort in SORTS:
        for code, alias in _coded(table.get(sort, {}), f"{where} [{sort}]"):
            yield alias, Name(code, sort, registry[code].since)
    for person in load_persons():
        yield from _person_rows(person)
    for names, actors in _together(table, where):
        for alias in names:
            yield alias, Name(actors[0], SORTS[0], others=tuple(actors[1:]))
    for phrase in _words(table.get(BLOCKED, {}), "phrases", f"{where} [{BLOCKED}]"):
        yield phrase, Name(None, BLOCKED)


def _person_rows(person: Person) -> Iterator[tuple[str, Name]]:
    """Each name of a person; where a full name has the article, the surname is also read with it."""
    full = [cut(name) for name in person.names if not is_surname(cut(name))]
    surname_first = person.surname_first or any(_GIVEN_LAST.fullmatch(name) for name in person.names)
    name = Name(
        person.actor,
        PERSON,
        person.since,
        person.until,
        person.dated,
        frozenset(key[0] for key in full),
        surname_first,
    )
    for alias in person.names:
        yield alias, name
        if any((_ARTICLE, *cut(alias)) == key[-len(cut(alias)) - 1 :] for key in full):
            yield f"{_ARTICLE}-{alias}", name


def _keys(alias: str, name: Name) -> Iterator[Key]:
    key = cut(alias)
    if not key:
        raise PackError(f"names of {name.actor}", f"{alias!r} has no letter")
    yield key
    if name.sort == PERSON:
        if _ARTICLE in key[1:]:
            yield tuple(part for part in key if part != _ARTICLE)
    elif len(key) > 1 and name.actor and load_registry()[name.actor].type in _LOOSE_TYPES:
        yield loosened(key)


def _coded(section: object, where: str) -> Iterator[tuple[str, str]]:
    """(code, alias) of a section: code = [aliases]."""
    if not isinstance(section, Mapping):
        raise PackError(where, "must be a table: code = [names]")
    for code in section:
        if code not in load_registry():
            raise PackError(where, f"no actor {code!r} in actors.toml")
        for alias in _words(section, code, f"{where} {code}"):
            yield code, alias


def _besides(table: Mapping[str, object], where: str) -> Iterator[Beside]:
    section = table.get("beside", {})
    for code, row in section.items() if isinstance(section, Mapping) else ():
        here = f"{where} [beside.{code}]"
        _check_keys(row, frozenset({"names", "actors", "words"}), here)
        actors = frozenset(_words(row, "actors", here))
        unknown = sorted({code, *actors} - set(load_registry()))
        if unknown:
            raise PackError(here, f"no actor {unknown[0]!r} in actors.toml")
        keys = frozenset(cut(name) for name in _words(row, "names", here))
        yield Beside(code, keys, actors, frozenset(_words(row, "words", here)))


def _together(table: Mapping[str, object], where: str) -> Iterator[tuple[list[str], list[str]]]:
    """The phrases that name several actors at once, with those actors."""
    rows = table.get("together", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        here = f"{where} [[together]] {number}"
        _check_keys(row, frozenset({"names", "actors"}), here)
        actors = _words(row, "actors", here)
        unknown = sorted(set(actors) - set(load_registry()))
        if unknown or len(actors) < 2:
            raise PackError(
                here, f"no actor {unknown[0]!r} in actors.toml" if unknown else "actors must be two or more"
            )
        yield _words(row, "names", here), actors


def _context(table: Mapping[str, object], where: str) -> Context:
    rows = table.get("context", {})
    here = f"{where} [context]"
    _check_keys(rows, frozenset(Context.__slots__), here)
    return Context(**{key: frozenset(_words(rows, key, here)) for key in Context.__slots__})


def _words(rows: object, key: str, where: str) -> list[str]:
    value = rows.get(key, []) if isinstance(rows, Mapping) else None
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise PackError(where, f"{key!r} must be a list of words")
    return value


def _check_keys(rows: object, known: frozenset[str], where: str) -> None:
    unknown = sorted(set(rows) - known) if isinstance(rows, Mapping) else ["no table"]
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
