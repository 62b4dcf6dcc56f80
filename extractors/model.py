"""Records: what flows between the rooms, frozen and checked when made.  Knows only the standard library."""

from __future__ import annotations

import builtins
import calendar
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = [
    "ANY_KIND",
    "Actor",
    "Article",
    "Attribution",
    "Form",
    "Kind",
    "Mention",
    "Modality",
    "Polarity",
    "Position",
    "Precision",
    "Provenance",
    "Question",
    "Relation",
    "Schema",
    "Statement",
    "When",
]


class Polarity(StrEnum):
    """Whether the text says that the relation holds."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How the text presents the statement: as so, as a plan or promise, or as denied by the one concerned."""

    ASSERTED = "asserted"
    INTENDED = "intended"
    DENIED = "denied"


class Precision(StrEnum):
    """How fine the text named a time."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as ontology.ttl declares it.

    sign: +1, 0 or -1, its contribution to a signed graph.   symmetric: order of the ends does not matter.
    takes: what may stand as object: any of "actor", "position", "organization".
    attitude: what it says of its object: "backs", "opposes" or "callsFor"; None where it takes no side.
    """

    name: str
    sign: int
    symmetric: bool
    takes: frozenset[str]
    plover: str
    labels: tuple[tuple[str, str], ...]  # (language, label), sorted
    attitude: str | None = None

    def label(self, language: str) -> str:
        """Return the label in `language`, else the English one."""
        return dict(self.labels).get(language) or dict(self.labels)["en"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A position kind as ontology.ttl declares it.

    templates: its label with `{parties}` in it, per language.
    favours: whether to back it is to take the side of its parties (True) or to go against them (False); else None.
    """

    name: str
    labels: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, str], ...]
    favours: bool | None = None

    def phrase(self, parties: str, language: str = "en") -> str:
        """Name a position of this kind: 'sovereignty of Azerbaijan'."""
        template = dict(self.templates).get(language) or dict(self.templates)["en"]
        return template.replace("{parties}", parties) if parties else dict(self.labels).get(language, self.name)


@dataclass(frozen=True, slots=True)
class Schema:
    """What there is to say: the relations and position kinds of ontology.ttl by name, and its version."""

    relations: Mapping[str, Relation]
    kinds: Mapping[str, Kind]
    version: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read.

    text: never changed after reading, so that offsets into it stay true.   lang: "id", "en" or None (to be detected).
    published: local calendar day of publication, None if unknown.
    """

    id: str
    text: str
    lang: str | None = None
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            raise ValueError("Article without id")


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, an organisation or a named group; id: ISO 3166-1 alpha-3 or the acronym of GUIDELINES."""

    id: str
    type: str  # a class of ontology.ttl: "State", "Organization", "Group"
    label: str  # in English


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor can back or oppose.   parties: actor ids, sorted, no repeats.   label: for people, in English."""

    kind: str
    parties: tuple[str, ...]
    label: str

    def __post_init__(self) -> None:
        if list(self.parties) != sorted(set(self.parties)):
            raise ValueError(f"Position parties not sorted or repeated: {self.parties}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of Article.text.   start, end: half open, in characters."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"Mention with bad offsets {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of calendar time the text speaks of.

    start, end: first and last day, both included.   precision: what the text said, never finer.
    """

    start: date
    end: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"When ends before it starts: {self.start}..{self.end}")

    @property
    def text(self) -> str:
        """The first day cut to the precision: '2020', '2020-10' or '2020-10-09'.

        >>> When(date(2020, 10, 1), date(2020, 10, 31), Precision.MONTH).text
        '2020-10'
        """
        return self.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision.value]]

    @classmethod
    def from_text(cls, text: str) -> When:
        """Read 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'.  Raises ValueError for anything else."""
        parts = [int(part) for part in text.split("-")]
        match parts:
            case [year]:
                return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
            case [year, month]:
                last = calendar.monthrange(year, month)[1]
                return cls(date(year, month, 1), date(year, month, last), Precision.MONTH)
            case [year, month, day]:
                return cls(date(year, month, day), date(year, month, day), Precision.DAY)
        raise ValueError(f"not a date of year, month or day precision: {text!r}")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a statement.   speaker: actor id, None where it is no actor.   cue: the word, 'menurut', 'said'."""

    speaker: str | None
    mention: str
    cue: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a statement: the pipeline with its version, and this package's version."""

    pipeline: str
    version: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation that a text says holds, with all its qualifiers and the sentence that says so.

    sentence, start, end: the evidence; text[start:end] == sentence.   rule: what made it, e.g. "id/supports/dukung".
    confidence: 0 to 1.   when: of the event, None if the text does not say.   published: day of the article.
    """

    doc: str
    sentence: str
    start: int
    end: int
    lang: str
    subject: Actor
    subject_mention: Mention
    relation: str
    object: Actor | Position
    object_mention: Mention
    topic: str | None
    polarity: Polarity
    modality: Modality
    attribution: Attribution | None
    when: When | None
    confidence: float
    rule: str
    published: date | None
    id: str = field(default="")  # set from the fields: said here (one place in one article)

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence outside 0..1: {self.confidence}")
        if not self.id:
            object.__setattr__(self, "id", _digest(self.doc, str(self.start), str(self.end), *self.claim))

    @property
    def is_plain(self) -> bool:
        """Whether the text affirms and asserts it: only then may it stand as a bare triple or answer a question."""
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED

    @property
    def object_key(self) -> str:
        """The actor's id, or 'kind:A+B' of a position."""
        if isinstance(self.object, Actor):
            return self.object.id
        return f"{self.object.kind}:{'+'.join(self.object.parties)}"

    @property
    def claim(self) -> tuple[str, ...]:
        """What is said, wherever it is said: the same claim in two articles has the same tuple."""
        speaker = self.attribution.speaker if self.attribution else None
        return (
            self.subject.id,
            self.relation,
            self.object_key,
            self.polarity.value,
            self.modality.value,
            speaker or "",
        )

    def to_record(self) -> dict[str, builtins.object]:
        """The statement record of the contract: plain JSON values, absent ones None."""
        return {
            "id": self.id,
            "doc": self.doc,
            "sentence": self.sentence,
            "start": self.start,
            "end": self.end,
            "lang": self.lang,
            "subject": _actor_record(self.subject, self.subject_mention),
            "relation": self.relation,
            "object": _object_record(self.object, self.object_mention),
            "topic": self.topic,
            "polarity": self.polarity.value,
            "modality": self.modality.value,
            "speaker": None
            if self.attribution is None
            else {
                "id": self.attribution.speaker,
                "mention": self.attribution.mention,
                "cue": self.attribution.cue,
            },
            "date": self.when.text if self.when else None,
            "confidence": round(self.confidence, 4),
            "rule": self.rule,
            "published": self.published.isoformat() if self.published else None,
        }

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return json.dumps(self.to_record(), ensure_ascii=False)


ANY_KIND = "*"  # the kind of a position in a question that asks for any kind


class Form(StrEnum):
    """What a question asks for."""

    WHO = "who"  # the actor in a hole of a statement (subject or object)
    WHAT = "what"  # the positions of an actor ("What is C's position on T?")
    BETWEEN = "between"  # what two actors agree and disagree on
    WHETHER = "whether"  # yes or no
    WHEN = "when"
    HOW_MANY = "howMany"
    CHANGED = "changed"  # who changed its position
    DENIES = "denial"  # who denies what
    SAYS = "says"  # who says so
    TIES = "ties"  # all that is between two actors


@dataclass(frozen=True, slots=True)
class Question:
    """A statement with a hole.

    subject, object: an Actor or Position that is known, "?" where the hole is, None where anything may stand.
    relations: names, any of which answers; empty: any relation.   not_understood: words that were not read.
    also: relations that the word of the question covers too: to back a position is to call for it, too.
    negated: it asks for whom it does not hold.   is_on_topic: it says 'on T', and does not only hold a word of T.
    only: of its answers, "agree" or "disagree", "first" or "last".
    nearest: questions that can be read, where this one was not wholly understood.
    sort: the class of the actors that it asks for (State for "which countries"), None for any.
    """

    text: str
    lang: str
    form: Form
    subject: Actor | str | None
    relations: tuple[str, ...]
    object: Actor | Position | str | None
    topic: str | None = None
    since: date | None = None
    until: date | None = None
    speaker: str | None = None
    not_understood: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    negated: bool = False
    only: str | None = None
    is_on_topic: bool = False
    nearest: tuple[str, ...] = ()
    sort: str | None = None


def _digest(*parts: str) -> str:
    """A short stable name for a tuple of texts."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def _actor_record(actor: Actor, mention: Mention) -> dict[str, object]:
    return {
        "id": actor.id,
        "type": actor.type,
        "label": actor.label,
        "mention": mention.text,
        "start": mention.start,
        "end": mention.end,
    }


def _object_record(thing: Actor | Position, mention: Mention) -> dict[str, object]:
    if isinstance(thing, Actor):
        return _actor_record(thing, mention)
    return {
        "kind": thing.kind,
        "parties": list(thing.parties),
        "label": thing.label,
        "mention": mention.text,
        "start": mention.start,
        "end": mention.end,
    }
