"""Topics: the dispute or field of policy that a statement is about.  Knows no relation and no RDF.

Words (lang/<language>/topics.toml) and actors (lang/topics.toml) point to a topic; particular disputes come before
fields of policy, and without a pointer there is no topic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from .errors import PackError
from .registry import load_registry, read_table

__all__ = ["TopicTable", "load_topics"]

_FILE = "topics.toml"
_ROW_KEYS = frozenset({"slug", "about", "pairs", "lone"})
_WORD_KEYS = frozenset({"words", "near"})
_NEVER = re.compile(r"(?!)")
_GAPS = re.compile(r"[\s\-‐‑–—/,]+")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """What points to one topic.

    words: enough alone.   near: enough beside an actor of `about`.   pairs: two actors that are enough together.
    lone: actors any of which is enough where nothing else points anywhere.
    """

    slug: str
    words: re.Pattern[str]
    near: re.Pattern[str]
    about: frozenset[str]
    pairs: frozenset[frozenset[str]]
    lone: frozenset[str]


@dataclass(frozen=True, slots=True)
class TopicTable:
    """The topics of one language, in the order in which they are tried."""

    lang: str
    rows: tuple[TopicRow, ...]

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every topic that can be found."""
        return tuple(row.slug for row in self.rows)

    def topic_of(self, text: str, actors: Collection[str]) -> str | None:
        """Name the topic of a statement, None where nothing points to one.

        text: the sentence (or a question).   actors: codes of all that take part in the statement.

        >>> load_topics("en").topic_of("Iran will go on enriching uranium", {"IRN"})
        'iran-nuclear'
        """
        folded, parties = _folded(text), frozenset(actors)
        for row in self.rows:
            if row.words.search(folded) or (parties & row.about and row.near.search(folded)):
                return row.slug
            if any(pair <= parties for pair in row.pairs):
                return row.slug
        return next((row.slug for row in self.rows if parties & row.lone), None)


@cache
def load_topics(lang: str) -> TopicTable:
    """Read the topics of one language.

    Raises PackError, with file and entry, for a malformed table, an unknown actor, or words of an unknown topic.
    """
    words = read_table(lang, _FILE)
    rows = read_table(_FILE).get("topic")
    if not isinstance(rows, list) or not rows:
        raise PackError(_FILE, "no [[topic]] rows")
    read = tuple(_row(row, words, lang, f"{_FILE} topic {number}") for number, row in enumerate(rows, 1))
    slugs = [row.slug for row in read]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise PackError(f"{_FILE} {slug}", "stands twice")
    for slug in words:
        if slug not in slugs:
            raise PackError(f"{lang}/{_FILE} {slug}", f"no such topic in {_FILE}")
    return TopicTable(lang, read)


def _row(row: object, words: Mapping[str, object], lang: str, where: str) -> TopicRow:
    if not isinstance(row, Mapping) or not isinstance(row.get("slug"), str):
        raise PackError(where, "a row is a table with a slug")
    _check_keys(row, _ROW_KEYS, where)
    slug = row["slug"]
    own = words.get(slug, {})
    if not isinstance(own, Mapping):
        raise PackError(f"{lang}/{_FILE} {slug}", "must be a table of words and near")
    _check_keys(own, _WORD_KEYS, f"{lang}/{_FILE} {slug}")
    pairs = row.get("pairs", [])
    return TopicRow(
        slug=slug,
        words=_pattern(own.get("words", []), f"{lang}/{_FILE} {slug} words"),
        near=_pattern(own.get("near", []), f"{lang}/{_FILE} {slug} near"),
        about=_codes(row.get("about", []), where),
        pairs=frozenset(_codes(pair, where) for pair in pairs),
        lone=_codes(row.get("lone", []), where),
    )


def _pattern(words: object, where: str) -> re.Pattern[str]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise PackError(where, "must be a list of words")
    if not words:
        return _NEVER
    either = "|".join(re.escape(_folded(word)).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _codes(codes: object, where: str) -> frozenset[str]:
    unknown = [code for code in codes if code not in load_registry()] if isinstance(codes, list) else [codes]
    if unknown:
        raise PackError(where, f"no actor {unknown[0]!r} in actors.toml")
    return frozenset(codes) if isinstance(codes, list) else frozenset()


def _folded(text: str) -> str:
    """Lower case, hyphens as blanks, no accents, one kind of apostrophe: how texts and words are compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(char for char in text if not unicodedata.combining(char))
    return _GAPS.sub(" ", text.casefold())


def _check_keys(table: Mapping[str, object], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
