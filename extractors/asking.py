"""Asking: how a language puts its questions, read from lang/<language>/questions.toml.  Knows no sentence and no RDF.

A row of the table is a pattern over a whole question: it tells what is asked for, or says the same in plainer words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .errors import PackError
from .model import Form
from .registry import read_table

__all__ = ["FormRow", "QuestionTable", "Rewrite", "load_coverage", "load_questions"]

_FILE = "questions.toml"
_WORDS = ("alone", "who", "nouns", "idle", "beyond")
_BOUNDS = ("since", "after", "until", "through", "before", "during")
_PATTERNS = ("speaker", "topic")
_PARTS = ("actor", "second", "pair", "thing", "claim")
_MACRO = re.compile(r"(?<!\(\?P)(?<!\\g)<(\w+)>")
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A question in plainer words.   shows: one that the pattern takes."""

    pattern: re.Pattern[str]
    to: str
    shows: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """What a question asks for, by its words.

    claim: the statement in it, made of the groups of the pattern; None where the part {claim} is it.
    only: "agree" or "disagree", "first" or "last": which of the answers; None for all.   shows: one that it takes.
    """

    form: Form
    patterns: tuple[re.Pattern[str], ...]
    claim: str | None
    only: str | None
    shows: str


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """The questions of one language.

    alone, who, nouns: words that leave an actor open ("who"; "which" beside "countries").
    idle: words that say nothing of what is asked.   beyond: words that ask for what no statement tells ("why").
    read_as: words as people type them → as they are read.   speaker, topic: what stands before one.
    bounds: "since", "after", "until", "through", "before", "during" → the words before a time.
    sorts: class of actor (ontology.ttl) → what asks for such alone ("which countries").   offers: questions to offer.
    """

    lang: str
    alone: frozenset[str]
    who: frozenset[str]
    nouns: frozenset[str]
    idle: frozenset[str]
    beyond: tuple[str, ...]
    read_as: Mapping[str, str]
    rewrites: tuple[Rewrite, ...]
    forms: tuple[FormRow, ...]
    speaker: tuple[re.Pattern[str], ...]
    topic: tuple[re.Pattern[str], ...]
    bounds: Mapping[str, frozenset[str]]
    sorts: Mapping[str, tuple[re.Pattern[str], ...]]
    offers: Mapping[str, str]

    @property
    def shown(self) -> tuple[str, ...]:
        """The questions that the rows show."""
        return (*(row.shows for row in self.rewrites), *(row.shows for row in self.forms))

    @property
    def words(self) -> frozenset[str]:
        """Every single word of a question that needs no other reading."""
        times = frozenset().union(*self.bounds.values())
        return self.alone | self.who | self.nouns | self.idle | times


@cache
def load_questions(lang: str) -> QuestionTable:
    """Read how one language asks.  Raises PackError, with file and entry, for a malformed table."""
    table, where = read_table(lang, _FILE), f"{lang}/{_FILE}"
    _check(table, (*_WORDS, "macros", "read_as", "rewrite", "form", "circumstances", "sorts", "offers"), where)
    macros = _texts(table, "macros", where)
    circumstances = _table(table, "circumstances", where)
    _check(circumstances, (*_BOUNDS, *_PATTERNS), f"{where} [circumstances]")
    words = {key: frozenset(_list(table, key, where)) for key in _WORDS if key != "beyond"}
    return QuestionTable(
        lang=lang,
        **words,
        beyond=tuple(sorted(_list(table, "beyond", where), key=len, reverse=True)),
        read_as=_texts(table, "read_as", where),
        rewrites=tuple(_rewrites(table, macros, where)),
        forms=tuple(_forms(table, macros, where)),
        speaker=tuple(_compiled(row, macros, where) for row in _list(circumstances, "speaker", where)),
        topic=tuple(_compiled(row, macros, where) for row in _list(circumstances, "topic", where)),
        bounds=MappingProxyType({key: frozenset(_list(circumstances, key, where)) for key in _BOUNDS}),
        sorts=_sorts(table, macros, where),
        offers=_texts(table, "offers", where),
    )


@cache
def load_coverage() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What else a relation of a question covers: "position" or "actor" (its object) → relation → relations."""
    table = read_table(_FILE)
    return MappingProxyType(
        {
            end: MappingProxyType({name: tuple(_list(rows, name, f"{_FILE} [{end}]")) for name in rows})
            for end in table
            for rows in [_table(table, end, _FILE)]
        }
    )


def _rewrites(table: Mapping[str, object], macros: Mapping[str, str], where: str) -> Iterable[Rewrite]:
    for number, row in enumerate(_rows(table, "rewrite", where), 1):
        at = f"{where} rewrite {number}"
        _check(row, ("from", "to", "shows"), at)
        yield Rewrite(_compiled(_text(row, "from", at), macros, at), _text(row, "to", at), _text(row, "shows", at))


def _forms(table: Mapping[str, object], macros: Mapping[str, str], where: str) -> Iterable[FormRow]:
    for number, row in enumerate(_rows(table, "form", where), 1):
        at = f"{where} form {number}"
        _check(row, ("form", "like", "claim", "only", "shows"), at)
        try:
            form = Form(_text(row, "form", at))
        except ValueError as error:
            raise PackError(at, f"no form {row['form']!r}; there is {', '.join(Form)}") from error
        patterns = tuple(_compiled(like, macros, at) for like in _list(row, "like", at))
        claim, only = row.get("claim"), row.get("only")
        yield FormRow(form, patterns, _or_none(claim), _or_none(only), _text(row, "shows", at))


def _sorts(
    table: Mapping[str, object], macros: Mapping[str, str], where: str
) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    rows = _table(table, "sorts", where)
    at = f"{where} [sorts]"
    return MappingProxyType({name: tuple(_compiled(row, macros, at) for row in _list(rows, name, at)) for name in rows})


def _compiled(pattern: str, macros: Mapping[str, str], where: str) -> re.Pattern[str]:
    def macro(found: re.Match[str]) -> str:
        if found[1] not in macros:
            raise PackError(where, f"no macro <{found[1]}>; there is {', '.join(sorted(macros))}")
        return macros[found[1]]

    def part(found: re.Match[str]) -> str:
        if found[1] not in (*_PARTS, *_PATTERNS):
            raise PackError(where, f"no part {{{found[1]}}}; there is {', '.join((*_PARTS, *_PATTERNS))}")
        return rf"(?P<{found[1]}>\S(?:.*?\S)?)"

    try:
        return re.compile(_PART.sub(part, _MACRO.sub(macro, pattern)), re.IGNORECASE)
    except re.error as error:
        raise PackError(where, f"not a pattern: {error}") from error


def _rows(table: Mapping[str, object], key: str, where: str) -> Iterable[Mapping[str, object]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        raise PackError(where, f"no [[{key}]] in it")
    return rows


def _table(table: Mapping[str, object], key: str, where: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise PackError(where, f"{key!r} must be a table")
    return value


def _texts(table: Mapping[str, object], key: str, where: str) -> Mapping[str, str]:
    rows = _table(table, key, where)
    return MappingProxyType({name: _text(rows, name, f"{where} [{key}]") for name in rows})


def _text(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise PackError(where, f"{key!r} must be a text")
    return value


def _list(table: Mapping[str, object], key: str, where: str) -> list[str]:
    value = table.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(word, str) and word for word in value):
        raise PackError(where, f"{key!r} must be a list of words")
    repeated = [word for word in value if value.count(word) > 1]
    if repeated:
        raise PackError(where, f"{key!r} names {repeated[0]!r} twice")
    return value


def _or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _check(table: Mapping[str, object], known: Iterable[str], where: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
