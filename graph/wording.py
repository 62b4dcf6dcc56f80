"""Wording: statements and what stands in them as phrases of a language.  Knows no store and no terminal."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..extractors.model import Actor, Modality, Polarity, Position, Schema, Statement
from .disputes import Change
from .records import ArticleInfo

__all__ = ["Wording"]

Labels = Callable[[str, str], str | None]  # (actor id, language) → its name


@dataclass(frozen=True, slots=True)
class Wording:
    """How to say things in one language.   texts: fixed words, by key (graph/texts.toml)."""

    lang: str
    schema: Schema
    labels: Labels
    texts: Mapping[str, str]

    @classmethod
    def of(cls, lang: str, schema: Schema, labels: Labels) -> Wording:
        """Make the wording of a language; English where there are no texts for it."""
        texts = _texts()
        return cls(lang, schema, labels, texts.get(lang) or texts["en"])

    def say(self, key: str, **values: object) -> str:
        """Return a fixed text with its places filled."""
        return self.texts[key].format(**values)

    def actor(self, code: str, otherwise: str | None = None) -> str:
        """Name an actor."""
        return self.labels(code, self.lang) or otherwise or code

    def thing(self, thing: Actor | Position) -> str:
        """Name an actor or a position: 'the sovereignty of Azerbaijan'."""
        if isinstance(thing, Actor):
            return self.actor(thing.id, thing.label)
        return self.position(thing.kind, thing.parties)

    def names(self, codes: Iterable[str]) -> str:
        """Name several actors, '' for none: 'Turkey and Iran'."""
        return f" {self.texts['and']} ".join(self.actor(code) for code in codes)

    def position(self, kind: str, parties: tuple[str, ...]) -> str:
        """Name a position."""
        named = self.names(parties)
        known = self.schema.kinds.get(kind)  # a question may leave the kind open
        return known.phrase(named, self.lang) if known else named

    def relation(self, name: str) -> str:
        """Name a relation: 'supports'."""
        return self.schema.relations[name].label(self.lang)

    def claim(self, statement: Statement) -> str:
        """Say who does what: 'Turkey supports Azerbaijan [denied]'."""
        tags = "".join(f" [{tag}]" for tag in self._tags(statement))
        subject = self.actor(statement.subject.id, statement.subject.label)
        return f"{subject} {self.relation(statement.relation)} {self.thing(statement.object)}{tags}"

    def change(self, change: Change) -> str:
        """Say how a stance changed: 'Turkey on independence of Kosovo: opposes, since 2024-05-01 backs'."""
        return self.say(
            "change",
            actor=self.actor(change.actor.id, change.actor.label),
            thing=self.thing(change.thing),
            before=self.say(f"attitude_{change.before_attitude}"),
            after=self.say(f"attitude_{change.after_attitude}"),
            day=change.since.isoformat(),
        )

    def count(self, sources: int) -> str:
        """Say of how many articles."""
        return self.say("one_source" if sources == 1 else "many_sources", count=sources)

    def evidence(self, statement: Statement, article: ArticleInfo | None) -> tuple[str, str]:
        """Return the sentence, and where and by whom it was said, a line each."""
        return f"“{' '.join(statement.sentence.split())}”", ", ".join(self._origin(statement, article))

    def _origin(self, statement: Statement, article: ArticleInfo | None) -> Iterator[str]:
        yield statement.doc
        if article and article.source:
            yield article.source
        if statement.published:
            yield statement.published.isoformat()
        if statement.when:
            yield self.say("of_day", day=statement.when.text)
        if statement.attribution:
            speaker = statement.attribution.speaker
            yield self.say("says", speaker=self.actor(speaker) if speaker else statement.attribution.mention)

    def _tags(self, statement: Statement) -> Iterator[str]:
        if statement.polarity is Polarity.NEGATED:
            yield self.texts["tag_negated"]
        if statement.modality is Modality.DENIED:
            yield self.texts["tag_denied"]
        if statement.modality is Modality.INTENDED:
            yield self.texts["tag_intended"]


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))
