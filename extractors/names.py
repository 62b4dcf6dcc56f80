"""Names: which actor a word names, by tables of names, demonyms, capitals, seats and office holders.

Knows no grammar; never guesses: an alias that may mean two actors means none, unless the sentence names one of them.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from .aliases import (
    BLOCKED,
    PERSON,
    PLACE,
    SORTS,
    Aliases,
    Key,
    Line,
    Name,
    cut,
    is_surname,
    loosened,
    read_aliases,
)
from .registry import actor_label, load_actors

__all__ = ["ArticleNames", "Name", "NameMatch", "NameTable", "actor_label", "load_actors", "load_names"]

_NAME = "name"
_NOBODY = ""  # among the actors of a surname: the article named such a person as one out of office
_ALIKE = 0.7  # "Fouad" and "Fuad", "Aleksander" and "Alexander"; not "Laura" and "George"
_LEAST_STEM = 4  # letters of a name that an ending may hang on: "Norwegialah"
_GIVEN_NAMES = 3  # how many words before a surname may be the person's own


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Where a sentence names an actor.   start, end: token positions, half open.   sort: of what sort the name is."""

    start: int
    end: int
    actor: str
    sort: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """An alias in a line: its first part, the part after its last, and what it may mean."""

    at: int
    end: int
    readings: tuple[Name, ...]

    @property
    def only(self) -> Name | None:
        """The one meaning; None where two actors may be meant.  What blocks wins, a country beats a person."""
        for sort in (BLOCKED, *SORTS, PERSON, PLACE):
            chosen = [reading for reading in self.readings if reading.sort == sort]
            if chosen:
                return chosen[0] if len({reading.actor for reading in chosen}) == 1 else None
        return None


class NameTable:
    """The names of one language."""

    def __init__(self, lang: str, aliases: Aliases) -> None:
        self.lang = lang
        self._readings, self._context, self._beside = aliases.readings, aliases.context, aliases.beside
        self._longest: dict[str, int] = {}
        for key in self._readings:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))
        own = {key: names for key, names in self._readings.items() if any(n.actor and n.sort in SORTS for n in names)}
        self._parts = frozenset(part for key in (*self._readings, *self._beside_keys) for part in key)
        self._ends = frozenset(key[-1] for key in own)  # "Selatan" of "Afrika Selatan" with them

    @property
    def _beside_keys(self) -> Iterator[Key]:
        return (key for row in self._beside for key in row.keys)

    def __len__(self) -> int:
        return len(self._readings)

    def matches(self, words: Sequence[str], published: date | None) -> list[NameMatch]:
        """Find the actors that a sentence names, in order: the longest alias wins, matches do not overlap.

        A phrase that names several actors ("the two Koreas") gives as many matches in the same place.
        words: the tokens of the sentence.   published: who holds an office is decided by that day; None: anybody may.
        An alias that may mean two actors, and one that is part of another name, gives nothing.
        """
        return self.read(words, published, surnames={}, earlier=frozenset())[0]

    def lookup(self, words: str, published: date | None = None) -> NameMatch | None:
        """What a whole string names, None if it is not one alias; positions count its words.

        >>> load_names("en").lookup("on the Kremlin") is None, load_names("en").lookup("Kremlin").actor
        (True, 'RUS')
        """
        tokens = words.split()
        found = self.matches(tokens, published)
        return found[0] if found and (found[0].start, found[0].end) == (0, len(tokens)) else None

    def read(
        self,
        words: Sequence[str],
        published: date | None,
        *,
        surnames: Mapping[str, Collection[str]],
        earlier: Collection[str],
    ) -> tuple[list[NameMatch], list[tuple[str, str]]]:
        """`matches`, given the surnames and actors of the article so far; also the (surname, actor) pairs it gives.

        surnames: surname → actors of the persons of that name that the article has named in full.
        """
        line = self._restored(Line.of(words, self._context.suffixes))
        hits = list(self._hits(line, published))
        found: list[NameMatch] = []
        doubtful: list[_Hit] = []
        others: list[_Hit] = []
        introduced: list[tuple[str, str]] = []
        for hit in hits:
            reading = hit.only
            if reading is None:
                doubtful.append(hit)
            elif reading.actor:
                match = self._match(words, line, hit, reading, found)
                if match and self._is_another(words, line, hit, reading, surnames):
                    others.append(hit)
                elif match:
                    found += [match, *(replace(match, actor=other) for other in reading.others)]
                introduced += self._introduced(words, line, hit, reading, match)
        named = {match.actor for match in found}
        found += self._settled(line, doubtful, named)
        covered = {line.owners[part] for hit in hits if hit not in others for part in range(hit.at, hit.end)}
        found += self._remembered(words, line, covered, surnames)
        found += self._meant_beside(words, line, covered, named | set(earlier))
        return sorted(found, key=lambda match: match.start), introduced

    def _restored(self, line: Line) -> Line:
        """A line whose names have lost what hangs on them ("Norwegialah")."""
        parts = [self._restore(line, at) for at in range(len(line.parts))]
        return replace(line, parts=tuple(parts))

    def _restore(self, line: Line, at: int) -> str:
        part = line.parts[at]
        if part in self._parts or not part[:1].isupper() or not (line.begins(at) and line.ends(at + 1)):
            return part
        for ending in self._context.suffixes:
            stem = part.removesuffix(ending)
            if stem != part and len(stem) >= _LEAST_STEM and stem in self._ends:
                return stem
        return part

    def _hits(self, line: Line, published: date | None) -> Iterator[_Hit]:
        at = 0
        while at < len(line.parts):
            hit = self._longest_at(line, at, published)
            if hit:
                yield hit
            at = hit.end if hit else at + 1

    def _longest_at(self, line: Line, at: int, published: date | None) -> _Hit | None:
        longest = self._longest.get(line.parts[at], 0) if line.begins(at) else 0
        for end in range(min(at + longest, len(line.parts)), at, -1):
            if line.ends(end) and (readings := self._eligible(line.parts[at:end], published)):
                return _Hit(at, end, tuple(readings))
        return None

    def _eligible(self, key: Key, published: date | None) -> list[Name]:
        readings = self._readings.get(key) or (self._readings.get(loosened(key)) if len(key) > 1 else None)
        held = [reading for reading in readings or () if reading.holds(published)]
        return [reading for reading in held if reading.serves(published)] or held

    def _match(
        self, words: Sequence[str], line: Line, hit: _Hit, reading: Name, found: Sequence[NameMatch]
    ) -> NameMatch | None:
        """The match of a hit; None where the words around make it part of something else, or another person."""
        first, last = line.owners[hit.at], line.owners[hit.end - 1] + 1
        if words[first] in self._context.articles and last - first > 1:
            first += 1
        before = words[first - 1] if first else ""
        after = words[last] if last < len(words) else ""
        if before in self._context.not_after or after in self._context.not_before:
            return None
        if reading.sort == PERSON:
            begun = self._start(words, first, last, reading, found) if self._is_bare(line, hit) else first
            if begun is None or self._is_private(words, begun, found):
                return None
            first = begun
        return NameMatch(first, last, reading.actor or "", reading.sort)

    @staticmethod
    def _is_bare(line: Line, hit: _Hit) -> bool:
        return is_surname(line.parts[hit.at : hit.end])

    def _begins_a_name(self, words: Sequence[str], first: int, last: int) -> bool:
        """Whether a bare surname is an everyday word that opens a sentence, or the given name of someone else."""
        before, after = words[first - 1] if first else "", words[last] if last < len(words) else ""
        if not first and words[first] in self._context.common:
            return True
        names_another = after[:1].isupper() and not self._is_no_given_name(after) and not self._readings.get(cut(after))
        return names_another and before not in self._context.titles

    def _start(
        self, words: Sequence[str], first: int, last: int, reading: Name, found: Sequence[NameMatch]
    ) -> int | None:
        """Where the name that ends in a bare surname begins; None if it is not that person's."""
        if self._begins_a_name(words, first, last):
            return None
        if not first or not words[first - 1][:1].isupper() or self._is_no_given_name(words[first - 1]):
            return first
        if any(match.start < first <= match.end and match.sort != PERSON for match in found):
            return first
        for start in range(first - 1, max(first - 1 - _GIVEN_NAMES, -1), -1):
            if not words[start][:1].isupper() or self._is_no_given_name(words[start]):
                return None
            if any(_are_alike(words[start], own) for own in reading.given):
                return start
        return None

    def _is_private(self, words: Sequence[str], start: int, found: Sequence[NameMatch]) -> bool:
        """Whether the titles before a person say that the office is over or another's: 'former Iranian president'."""
        at = start - 1
        while at >= 0:
            if words[at] in self._context.private:
                return True
            is_title = words[at] in self._context.titles or words[at].capitalize() in self._context.titles
            if not is_title and not any(match.start <= at < match.end for match in found):
                return False
            at -= 1
        return False

    def _is_no_given_name(self, word: str) -> bool:
        return word in self._context.titles or word in self._context.openers

    def _settled(self, line: Line, doubtful: Sequence[_Hit], named: Collection[str]) -> Iterator[NameMatch]:
        """Aliases of two actors, one of which the sentence names elsewhere: 'the Saudi king, King Abdullah'."""
        for hit in doubtful:
            chosen = [reading for reading in hit.readings if reading.actor in named]
            if len({reading.actor for reading in chosen}) == 1:
                start, end = line.owners[hit.at], line.owners[hit.end - 1] + 1
                yield NameMatch(start, end, chosen[0].actor or "", chosen[0].sort)

    def _remembered(
        self, words: Sequence[str], line: Line, covered: set[int], surnames: Mapping[str, Collection[str]]
    ) -> Iterator[NameMatch]:
        """Bare surnames of persons that the article has named in full."""
        for at, part in enumerate(line.parts):
            token = line.owners[at]
            actors = set(surnames.get(part, ())) - {_NOBODY}
            if len(actors) != 1 or token in covered or not (line.begins(at) and line.ends(at + 1)):
                continue
            before = words[token - 1] if token else ""
            if not before[:1].isupper() or self._is_no_given_name(before):
                covered.add(token)
                yield NameMatch(token, token + 1, min(actors), PERSON)

    def _meant_beside(
        self, words: Sequence[str], line: Line, covered: Collection[int], named: Collection[str]
    ) -> Iterator[NameMatch]:
        """Names like 'the North', where the sentence or the article so far says of what."""
        for row in self._beside:
            if not (row.actors & set(named) or row.words & set(words)):
                continue
            for at in range(len(line.parts)):
                for key in row.keys:
                    end = at + len(key)
                    if line.parts[at:end] == key and line.begins(at) and line.ends(end):
                        start, last = line.owners[at], line.owners[end - 1] + 1
                        start += words[start] in self._context.articles and last - start > 1
                        if not self._is_part_of_name(words, start, last, covered):
                            yield NameMatch(start, last, row.actor, _NAME)

    def _is_part_of_name(self, words: Sequence[str], start: int, last: int, covered: Collection[int]) -> bool:
        before = words[start - 1] if start else ""
        after = words[last] if last < len(words) else ""
        is_opened = before in self._context.articles or self._is_no_given_name(before)
        return (
            any(token in covered for token in range(start, last))
            or after[:1].isupper()
            or (before[:1].isupper() and not is_opened)
        )

    def _is_another(
        self, words: Sequence[str], line: Line, hit: _Hit, reading: Name, surnames: Mapping[str, Collection[str]]
    ) -> bool:
        """Whether the article gave a bare surname to somebody else, or to one out of office; a title gives it back."""
        bearers = surnames.get(line.parts[hit.end - 1])
        is_bare_person = reading.sort == PERSON and self._is_bare(line, hit)
        if not bearers or not is_bare_person or self._is_titled(words, line, hit):
            return False
        return reading.actor not in bearers

    def _is_titled(self, words: Sequence[str], line: Line, hit: _Hit) -> bool:
        first = line.owners[hit.at]
        return first > 0 and words[first - 1] in self._context.titles

    def _introduced(
        self, words: Sequence[str], line: Line, hit: _Hit, reading: Name, match: NameMatch | None
    ) -> Iterator[tuple[str, str]]:
        """(surname, actor) of a person named in full or by title; _NOBODY for another so named, or out of office."""
        key = line.parts[hit.at : hit.end]
        if reading.sort != PERSON or (match and is_surname(key) and not self._is_titled(words, line, hit)):
            return
        surname = key[0] if reading.surname_first else key[-1]
        if surname[:1].isupper() and surname not in self._context.common | self._context.titles:
            yield surname, match.actor if match else _NOBODY


class ArticleNames:
    """The names of one article, read in order: a person named in full may later go by the surname alone.

    It stands where a NameTable stands, remembers what it has read, and serves one article only.
    """

    def __init__(self, table: NameTable) -> None:
        self._table = table
        self._surnames: dict[str, set[str]] = {}
        self._earlier: set[str] = set()

    def matches(self, words: Sequence[str], published: date | None) -> list[NameMatch]:
        """Find the actors that the next sentence of the article names (see NameTable.matches)."""
        found, introduced = self._table.read(words, published, surnames=self._surnames, earlier=self._earlier)
        self._earlier |= {match.actor for match in found}
        for surname, actor in introduced:
            self.introduce(surname, actor)
        return found

    def introduce(self, surname: str, actor: str) -> None:
        """From here on a surname stands for an actor, unless the article gives it to others as well."""
        self._surnames.setdefault(surname, set()).add(actor)


@cache
def load_names(lang: str) -> NameTable:
    """Read the names of one language.  Raises PackError, with file and entry, for a malformed table."""
    return NameTable(lang, read_aliases(lang))


def _are_alike(word: str, given: str) -> bool:
    """Whether a given name is a spelling of another."""
    return word[:1] == given[:1] and difflib.SequenceMatcher(None, word, given).ratio() >= _ALIKE
