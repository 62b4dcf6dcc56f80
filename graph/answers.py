"""Answers: the records that `ask` gives, and how they are written for other programs.  Knows no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..extractors.model import Actor, Position, Question, Statement
from .disputes import Change
from .sources import Outlets, independent_sources

__all__ = ["Answer", "Entry", "Filler", "Voices"]

Filler = Actor | Position | str | int | None  # what fills the hole; None: the texts do not say (an unknown date)


@dataclass(frozen=True, slots=True)
class Voices:
    """Who says what the statements say: statement ids of the one spoken of, of other actors, of nobody named."""

    self: tuple[str, ...]
    others: tuple[str, ...]
    unattributed: tuple[str, ...]

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Voices:
        """Sort the statements by who says them: the subject itself, another actor, or the text."""
        own, others, nobody = list[str](), list[str](), list[str]()
        for statement in statements:
            speaker = statement.attribution.speaker if statement.attribution else None
            heard = nobody if statement.attribution is None else own if speaker == statement.subject.id else others
            heard.append(statement.id)
        return cls(tuple(own), tuple(others), tuple(nobody))


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer: what fills the hole, and the statements that say so, oldest first.

    label: for people, in English.   sources: how many independent articles.   attitude: how the subject stands to it,
    None where that was not asked.   change: how a stance changed, where that was asked.
    told: how many statements say so, where only some of them were read (then `sources` is of those); else None.
    """

    filler: Filler
    label: str
    statements: tuple[Statement, ...]
    sources: int
    attitude: str | None = None
    change: Change | None = None
    told: int | None = None

    @classmethod
    def of(
        cls,
        filler: Filler,
        statements: Sequence[Statement],
        outlets: Outlets,
        *,
        attitude: str | None = None,
        label: str | None = None,
        change: Change | None = None,
        told: int | None = None,
    ) -> Entry:
        """Make an entry and count its sources."""
        unique = tuple({statement.id: statement for statement in statements}.values())
        named = filler.label if isinstance(filler, Actor | Position) else "" if filler is None else str(filler)
        sources = independent_sources(unique, outlets)
        return cls(filler, named if label is None else label, unique, sources, attitude, change, told)

    @property
    def strength(self) -> tuple[int, int, float, str]:
        """Sorts strongest first: by independent sources, then statements, then confidence, then name."""
        best = max((statement.confidence for statement in self.statements), default=0.0)
        return (-self.sources, -len(self.statements), -best, f"{self.label} {self.attitude}")

    def to_record(self) -> dict[str, object]:
        """The entry of the contract's answer record."""
        voices = Voices.of(self.statements)
        record = _filler_record(self.filler) | {
            "label": self.label,
            "sources": self.sources,
            "statements": [statement.to_record() for statement in self.statements],
            "said_by": {
                "self": list(voices.self),
                "others": list(voices.others),
                "unattributed": list(voices.unattributed),
            },
        }
        if self.attitude:
            record["attitude"] = self.attitude
        if self.change:
            record["change"] = self.change.to_record()
        if self.told is not None:
            record["statements_in_all"] = self.told
        return record


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store answers to a question.

    verdict:  "yes", "no", "disputed" or "unknown" to a yes/no question, else None.
    answers:  affirmed and asserted, strongest first.   denied: denied or negated.   intended: planned or promised.
    sparql:   a query that finds the statements from which the answer was taken.
    more:     how many entries are left out, where so many statements answer that they were counted and not read.
    """

    question: Question
    verdict: str | None
    answers: tuple[Entry, ...]
    denied: tuple[Entry, ...] = ()
    intended: tuple[Entry, ...] = ()
    sparql: str = field(default="", repr=False)
    more: int = 0

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in the answer, each once."""
        entries = (*self.answers, *self.denied, *self.intended)
        return tuple({statement.id: statement for entry in entries for statement in entry.statements}.values())

    def to_record(self) -> dict[str, object]:
        """The answer record of the contract: plain JSON values."""
        return {
            "question": self.question.text,
            "lang": self.question.lang,
            "form": self.question.form.value,
            "understood": _understood(self.question),
            "covers": list(self.question.also),
            "negated": self.question.negated,
            "only": self.question.only,
            "sort": self.question.sort,
            "verdict": self.verdict,
            "answers": [entry.to_record() for entry in self.answers],
            "denied": [entry.to_record() for entry in self.denied],
            "intended": [entry.to_record() for entry in self.intended],
            "not_understood": list(self.question.not_understood),
            "nearest": list(self.question.nearest),
            **({"more": self.more} if self.more else {}),
        }


def _understood(question: Question) -> dict[str, object]:
    return {
        "subject": _end_record(question.subject),
        "relation": list(question.relations),
        "object": _end_record(question.object),
        "topic": question.topic,
        "since": question.since.isoformat() if question.since else None,
        "until": question.until.isoformat() if question.until else None,
        "speaker": question.speaker,
    }


def _end_record(end: Actor | Position | str | None) -> object:
    if isinstance(end, Position):
        return {"kind": end.kind, "parties": list(end.parties)}
    return end.id if isinstance(end, Actor) else end


def _filler_record(filler: Filler) -> dict[str, object]:
    if isinstance(filler, Actor):
        return {"id": filler.id, "type": filler.type}
    if isinstance(filler, Position):
        return {"kind": filler.kind, "parties": list(filler.parties)}
    return {"value": filler}
