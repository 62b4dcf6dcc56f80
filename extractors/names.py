"""Names: which actor a word names, by tables of names, demonyms, capitals, seats and office holders.

Knows no grammar and no sentence but the words it is given; never guesses: an alias that may mean two actors means none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

from .errors import PackError
from .registry import actor_label, iter_aliases, load_actors, load_persons, load_registry, read_table, territories

__all__ = ["Name", "NameMatch", "NameTable", "actor_label", "load_actors", "load_names"]

Key: TypeAlias = tuple[str, ...]

_SORTS = ("name", "demonym", "capital", "seat", "office")  # an alias of two sorts is read as the first
_PERSON = "person"
_BLOCKED = "blocked"
_CONTEXT = "context"
_SECTIONS = frozenset({*_SORTS, _BLOCKED, _CONTEXT, "labels"})
_CONTEXT_KEYS = ("not_after", "not_before", "titles", "openers", "suffixes")
_GRACE = timedelta(days=365)  # news goes on calling a former minister by name for about a year
_LOOSE_TYPES = frozenset({"Organization", "Group"})
_PART = re.compile(r"[^\s\-‐‑,()/$]+|[,()/$]")
_POSSESSIVE = re.compile(r"['’]([sS])\b")
_APOSTROPHES = re.compile(r"['’‘ʻʼ`´]")
_ARTICLES = frozenset({"Al", "AL", "El", "el"})
_ARTICLE = "al"
_FOLDED = str.maketrans("ıøØłŁđĐəƏð", "ioOlLdDeEd")
_UNFIT = re.compile(r"[(&]| - ")  # "Congo - Kinshasa", "Myanmar (Burma)": labels of a map, never of a text


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of an alias.

    actor: None where it only looks like a name.   since, until: days it is read on.   dated: not read without a day.
    """

    actor: str | None
    sort: str
    since: date | None = None
    until: date | None = None
    dated: bool = False

    def holds(self, published: date | None) -> bool:
        """Whether a text of that day may mean it; without a day, any may."""
        if published is None:
            return not self.dated
        return (self.since is None or self.since <= published) and (
            self.until is None or published <= self.until + _GRACE
        )

    def serves(self, published: date | None) -> bool:
        """Whether the person is in office on that very day."""
        return published is None or self.until is None or published <= self.until


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Where a sentence names an actor.   start, end: token positions, half open.   sort: of what sort the name is."""

    start: int
    end: int
    actor: str
    sort: str


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a name that change what it is.

    not_after, not_before: beside them it is part of something else ("Radio Israel").   titles: stand before a surname.
    openers: begin a sentence with a capital.   suffixes: endings that hang on by a hyphen.
    """

    not_after: frozenset[str]
    not_before: frozenset[str]
    titles: frozenset[str]
    openers: frozenset[str]
    suffixes: frozenset[str]


class NameTable:
    """The names of one language."""

    def __init__(self, lang: str, readings: Mapping[Key, tuple[Name, ...]], context: Context) -> None:
        self.lang = lang
        self._context = context
        self._readings = readings
        self._longest: dict[str, int] = {}
        for key in readings:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def __len__(self) -> int:
        return len(self._readings)

    def matches(self, words: Sequence[str], published: date | None) -> list[NameMatch]:
        """Find the actors that a sentence names: the longest alias wins, matches do not overlap.

        words: the tokens of the sentence.   published: who holds an office is decided by that day; None: anybody may.
        An alias that may mean two actors, and one that is part of another name, gives nothing.
        """
        line = _Line.of(words, self._context.suffixes)
        found: list[NameMatch] = []
        at = 0
        while at < len(line.parts):
            end, reading = self._read(line, at, published)
            if reading and reading.actor and not self._is_other(words, line, at, end, reading, found):
                found.append(NameMatch(line.owners[at], line.owners[end - 1] + 1, reading.actor, reading.sort))
            at = end
        return found

    def lookup(self, words: str, published: date | None = None) -> NameMatch | None:
        """What a whole string names, None if it is not one alias; positions count its words.

        >>> load_names("en").lookup("the Kremlin") is None, load_names("en").lookup("Kremlin").actor
        (True, 'RUS')
        """
        tokens = words.split()
        found = self.matches(tokens, published)
        return found[0] if found and (found[0].start, found[0].end) == (0, len(tokens)) else None

    def _read(self, line: _Line, at: int, published: date | None) -> tuple[int, Name | None]:
        """The end of the longest alias at a part, and what it means; the next part and None where there is none."""
        longest = self._longest.get(line.parts[at], 0) if line.begins(at) else 0
        for end in range(min(at + longest, len(line.parts)), at, -1):
            if not line.ends(end):
                continue
            readings = self._eligible(line.parts[at:end], published)
            if readings:
                return end, _only(readings)
        return at + 1, None

    def _eligible(self, key: Key, published: date | None) -> list[Name]:
        readings = self._readings.get(key) or (self._readings.get(_loosened(key)) if len(key) > 1 else None)
        held = [reading for reading in readings or () if reading.holds(published)]
        return [reading for reading in held if reading.serves(published)] or held

    def _is_other(
        self, words: Sequence[str], line: _Line, at: int, end: int, reading: Name, found: list[NameMatch]
    ) -> bool:
        """Whether the words around make it part of something else, or another person of that surname."""
        first, last = line.owners[at], line.owners[end - 1] + 1
        before = words[first - 1] if first else ""
        after = words[last] if last < len(words) else ""
        if before in self._context.not_after or after in self._context.not_before:
            return True
        if reading.sort != _PERSON or end - at > 1 or not before[:1].isupper():
            return False
        follows_name = bool(found) and found[-1].end == first and found[-1].sort != _PERSON
        opens = first == 1 and before in self._context.openers
        return not (follows_name or opens or before in self._context.titles)


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a sentence cut into comparable parts; owners: the token that each part stands in."""

    parts: Key
    owners: tuple[int, ...]

    @classmethod
    def of(cls, words: Sequence[str], suffixes: frozenset[str]) -> _Line:
        parts: list[str] = []
        owners: list[int] = []
        for token, word in enumerate(words):
            cut = _parts(word)
            if len(cut) > 1 and cut[-1] in suffixes:
                cut = cut[:-1]
            parts += cut
            owners += [token] * len(cut)
        return cls(tuple(parts), tuple(owners))

    def begins(self, at: int) -> bool:
        """Whether a token begins at this part."""
        return at == 0 or self.owners[at - 1] != self.owners[at]

    def ends(self, end: int) -> bool:
        """Whether a token ends before this part."""
        return end == len(self.parts) or self.owners[end - 1] != self.owners[end]


@cache
def load_names(lang: str) -> NameTable:
    """Read the names of one language.

    Raises PackError, with file and entry, for a malformed table or a name of an actor the registry lacks.
    """
    where = f"{lang}/names.toml"
    table = read_table(lang, "names.toml")
    unknown = sorted(set(table) - _SECTIONS)
    if unknown:
        raise PackError(where, f"unknown table [{unknown[0]}]; known are {', '.join(sorted(_SECTIONS))}")
    readings: dict[Key, list[Name]] = {}
    for alias, name in _rows(lang, table, where):
        for key in _keys(alias, name):
            known = readings.setdefault(key, [])
            if name not in known:
                known.append(name)
    return NameTable(lang, {key: tuple(names) for key, names in readings.items()}, _context(table, where))


def _rows(lang: str, table: Mapping[str, object], where: str) -> Iterator[tuple[str, Name]]:
    registry = load_registry()
    for code, label in territories(lang).items():
        if not registry[code].silent and not _UNFIT.search(label):
            yield label, Name(code, _SORTS[0], registry[code].since)
    for sort in _SORTS:
        for code, alias in iter_aliases(table, sort, where):
            yield alias, Name(code, sort, registry[code].since)
    for person in load_persons():
        name = Name(person.actor, _PERSON, person.since, person.until, person.dated)
        for alias in person.names:
            yield alias, name
            if any(f"{_ARTICLE}-{alias}" in other for other in person.names):
                yield f"{_ARTICLE}-{alias}", name
    for phrase in _words(table.get(_BLOCKED, {}), "phrases", f"{where} [{_BLOCKED}]"):
        yield phrase, Name(None, _BLOCKED)


def _keys(alias: str, name: Name) -> Iterator[Key]:
    """How an alias is looked up; bodies and groups also with its later words in lower case ("Security council")."""
    key = _parts(alias)
    if not key:
        raise PackError(f"names of {name.actor}", f"{alias!r} has no letter")
    yield key
    if name.sort == _PERSON and _ARTICLE in key[1:]:
        yield tuple(part for part in key if part != _ARTICLE)
    if len(key) > 1 and name.actor and name.sort != _PERSON and load_registry()[name.actor].type in _LOOSE_TYPES:
        yield _loosened(key)


def _parts(text: str) -> Key:
    """Cut a text at blanks and hyphens, and drop what writers vary: accents, apostrophes, the case of 'al-'.

    >>> _parts("Al-Qa'ida"), _parts("Lord's"), _parts("Erdoğan")
    (('al', 'Qaida'), ('Lord', 's'), ('Erdogan',))
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_FOLDED))
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = _APOSTROPHES.sub("", _POSSESSIVE.sub(r" \1", text))
    return tuple(_ARTICLE if part in _ARTICLES else part for part in _PART.findall(text))


def _loosened(key: Key) -> Key:
    return (key[0], *(part.lower() for part in key[1:]))


def _only(readings: Sequence[Name]) -> Name | None:
    """The one meaning of an alias; None where it may mean two actors.  What blocks wins, a country beats a person."""
    for sort in (_BLOCKED, *_SORTS, _PERSON):
        chosen = [reading for reading in readings if reading.sort == sort]
        if chosen:
            return chosen[0] if len({reading.actor for reading in chosen}) == 1 else None
    return None


def _context(table: Mapping[str, object], where: str) -> Context:
    rows = table.get(_CONTEXT, {})
    where = f"{where} [{_CONTEXT}]"
    unknown = sorted(set(rows) - set(_CONTEXT_KEYS)) if isinstance(rows, Mapping) else []
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(_CONTEXT_KEYS)}")
    return Context(**{key: frozenset(_words(rows, key, where)) for key in _CONTEXT_KEYS})


def _words(rows: object, key: str, where: str) -> list[str]:
    value = rows.get(key, []) if isinstance(rows, Mapping) else None
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise PackError(where, f"{key!r} must be a list of words")
    return value
