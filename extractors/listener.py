"""Listener: a question in any known language to a statement with a hole, and what else might have been meant.

Gives questions.py what it needs of a language's tables.  Knows no article but the question itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .actors import Cast
from .asking import load_coverage, load_questions
from .claims import hole_spans
from .coreference import Discourse
from .errors import QuestionError
from .knowledge import Knowledge, cast_of
from .model import Article, Question
from .names import NameMatch, actor_label
from .offers import near_questions
from .packs import languages
from .phrases import Tools, words_of
from .pipelines import Detector
from .questions import FREE, Reader, read_question
from .times import find_times, resolve_time
from .trees import read_tree

__all__ = ["Listener"]

_PLACE = "place"  # the sort of a name that is only where something is


@dataclass(frozen=True, slots=True)
class Listener:
    """Reads questions.   detector: tells the language of a question that its own words do not."""

    knowledge: Knowledge
    detector: Detector

    def read(self, text: str, lang: str | None, today: date | None) -> Question:
        """Read a question as a statement with a hole.

        lang:   its language; None: the one whose question words it holds most of, else the detected one.
        today:  the day on which it is asked, for 'last year'; None: such words are not understood.
        Raises QuestionError for a text that is no question or in no known language.
        """
        lang = lang or self._language_of(text)
        if not text.strip() or lang is None:
            raise QuestionError("question", f"cannot read {text!r}; ask in one of {', '.join(languages())}")
        reader = self._reader(lang, today)
        question = read_question(text, reader)
        if not question.not_understood and (question.relations or question.form in FREE):
            return question
        nearest = near_questions(
            question,
            table=reader.table,
            vocabulary=self._vocabulary(lang),
            name=lambda code: actor_label(code, lang),
            read=lambda offer: read_question(offer, reader),
        )
        return replace(question, nearest=nearest)

    def _language_of(self, text: str) -> str | None:
        """The language whose question words it holds most of; a question is too short for a detector alone."""
        words = {word.strip("?,.!").lower() for word in text.split()}
        counts = {lang: len(words & load_questions(lang).words) for lang in languages()}
        best = max(counts.values())
        leaders = [lang for lang, count in counts.items() if count == best]
        return leaders[0] if best and len(leaders) == 1 else self.detector.language_of(text)

    def _vocabulary(self, lang: str) -> frozenset[str]:
        """The words that a question may have: names of actors, what triggers a rule, what names a position."""
        pack, table = self.knowledge.voice(lang).pack, load_questions(lang)
        names = {actor_label(code, lang) for code in self.knowledge.actors}
        kinds = {word for rule in pack.kinds for word in rule.noun}
        return frozenset({*names, *kinds, *pack.by_verb, *pack.by_noun, *table.nouns, *words_of(table.shown)})

    def _reader(self, lang: str, today: date | None) -> Reader:
        """What reads questions in one language."""
        known, voice, table = self.knowledge, self.knowledge.voice(lang), load_questions(lang)

        def cast(text: str, may_ask: bool) -> Cast:
            article = Article(id="question", text=text, lang=lang)
            tree = read_tree(voice.nlp(text)[:], voice.pack)
            holes = hole_spans(tree.forms, table) if may_ask else []
            return cast_of(tree, article, voice, known.actors, Discourse(), holes)

        return Reader(
            table=table,
            tools=self._tools(lang, today),
            cast=cast,
            symmetric=known.symmetric,
            actor=known.actor,
            position=known.position,
            takes=lambda relation: known.schema.relations[relation].takes,
            covers=load_coverage(),
        )

    def _tools(self, lang: str, today: date | None) -> Tools:
        """What takes the text of a question apart: its names, times and topic."""
        voice = self.knowledge.voice(lang)

        def actors_in(words: Sequence[str]) -> list[NameMatch]:
            found = voice.names.matches(words, None)
            return [match for match in found if match.actor and match.sort != _PLACE]  # a place names none

        def names(text: str) -> tuple[str, ...]:
            words = [token.text for token in voice.nlp.make_doc(text)]
            return tuple(dict.fromkeys(match.actor for match in actors_in(words)))

        def beside_names(text: str) -> tuple[str, ...]:
            words = [token.text for token in voice.nlp.make_doc(text)]
            inside = {i for match in actors_in(words) for i in range(match.start, match.end)}
            return tuple(word.lower() for i, word in enumerate(words) if i not in inside)

        return Tools(
            names=names,
            beside_names=beside_names,
            agents=voice.pack.nouns.agents,
            times=lambda text: find_times(text, today, voice.times),
            when=lambda text: resolve_time(text, today, voice.times),
            topic=lambda text: voice.topics.topic_of(text, ()),
        )
