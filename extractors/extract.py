"""Extract: the order of the steps from article to statements, nothing else."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from .actors import Cast, Ref
from .attribution import attribution_of
from .coreference import Discourse, after
from .errors import PipelineError
from .impressions import Impressions, load_impressions
from .judge import Judge, load_judge
from .knowledge import Knowledge, Voice, cast_of
from .listener import Listener
from .mentions import Mentions
from .model import Actor, Article, Mention, Position, Provenance, Question, Schema, Statement, When
from .names import ArticleNames, NameTable
from .offices import introduced
from .packs import languages
from .passages import hold_quotes, read_passages
from .pipelines import Detector, package_version, pipeline_name
from .positions import PositionRef
from .proposals import Sentence, propose
from .speech import Speech, read_speeches
from .times import find_times
from .trees import read_tree
from .verdicts import Verdict, verdicts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Extractor"]

log = logging.getLogger(__name__)

_LEAD = 1500  # characters of an article that tell what it is about


class Extractor:
    """Reads articles into statements.  Loads a language's pipeline and tables when it is first needed, then keeps them.

    schema:     the relations and position kinds (graph.ontology.load_schema()).
    pipelines:  language → a spaCy package or folder to use instead of the pack's own.
    judge:      decides what a sentence states; None: the one that the package ships.
    """

    def __init__(
        self, schema: Schema, *, pipelines: Mapping[str, str] | None = None, judge: Judge | None = None
    ) -> None:
        self.schema = schema
        self._own_judge = judge
        self._detector = Detector()
        self._knowledge = Knowledge(schema, pipelines or {})
        self._listener = Listener(self._knowledge, self._detector)

    @cached_property
    def impressions(self) -> Impressions | None:
        """What the judge hears beside the features of the tree; None if it was trained without."""
        return load_impressions() if self.judge.is_hearing else None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can read."""
        return languages()

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor that it knows, by id."""
        return self._knowledge.actors

    @cached_property
    def judge(self) -> Judge:
        """What decides which readings of a sentence become statements."""
        return self._own_judge or load_judge()

    def extract(self, articles: Iterable[Article]) -> Iterator[Statement]:
        """Statements of many articles, in the order of the articles and of their sentences.

        Raises PipelineError for an article in a language without a pack.
        """
        for article in articles:
            yield from self.extract_article(article)

    def extract_article(self, article: Article) -> tuple[Statement, ...]:
        """Statements of one article, in the order of its sentences; none if it holds no actor.

        Raises PipelineError if it is in no language that has a pack.
        """
        lang = self.language_of(article)
        voice = self._knowledge.voice(lang)
        found = tuple(self._statements(replace(article, lang=lang), voice))
        log.info("%s: %d statements", article.id, len(found))
        return found

    def language_of(self, article: Article) -> str:
        """The article's own language, else the detected one.  Raises PipelineError if there is no pack for it."""
        lang = article.lang or self._detector.language_of(article.text)
        if lang is None:
            raise PipelineError(
                article.id, f"cannot tell its language; known are {', '.join(languages())}: give `lang`"
            )
        if lang not in languages():
            raise PipelineError(article.id, f"unknown language {lang!r}; known are {', '.join(languages())}")
        return lang

    def provenance(self, lang: str) -> Provenance:
        """What makes the statements of one language."""
        return Provenance(pipeline_name(self._knowledge.voice(lang).nlp), package_version())

    def read_question(self, text: str, lang: str | None = None, *, today: date | None = None) -> Question:
        """Read a question in any known language as a statement with a hole.

        today: the day on which it is asked, for 'last year'; None: such words are not understood.
        Raises QuestionError for a text that is no question or in no known language.
        """
        return self._listener.read(text, lang, today)

    def _statements(self, article: Article, voice: Voice) -> Iterator[Statement]:
        seen: set[tuple[object, ...]] = set()
        for reading in self._readings(article, voice, skipping=True):
            for statement in reading.statements:
                key = (statement.start, *self._key(statement))
                if key not in seen:
                    seen.add(key)
                    yield statement

    def readings(self, article: Article) -> Iterator[Reading]:
        """What each sentence of an article that may hold a statement gave, with all that was considered.

        Raises PipelineError if the article is in no language that has a pack.
        """
        lang = self.language_of(article)
        yield from self._readings(replace(article, lang=lang), self._knowledge.voice(lang), skipping=False)

    def _readings(self, article: Article, voice: Voice, *, skipping: bool) -> Iterator[Reading]:
        """skipping: leave out even passages that name an actor, if they can neither state nor prepare a statement."""
        discourse = Discourse()
        passages = [(passage, voice.nlp.make_doc(passage.text)) for passage in read_passages(article.text, voice.pack)]
        words = [[token.text for token in doc] for _, doc in passages]
        for _, doc in passages:
            hold_quotes(doc)
        needed = voice.prospects.needed(words, article.published, skipping=skipping)
        passages = [passage for passage, is_needed in zip(passages, needed, strict=True) if is_needed]
        assert isinstance(voice.names, NameTable)
        names = ArticleNames(voice.names)
        voice = replace(voice, names=names)
        docs: Iterator[Doc] = voice.nlp.pipe(doc for _, doc in passages)
        for (passage, _), doc in zip(passages, docs, strict=True):
            for sent in doc.sents:
                reading = self.read(sent, passage.start, article, voice, discourse)
                yield reading
                for surname, actor in introduced(reading.sentence.mentions.cast):
                    names.introduce(surname, actor)
                discourse = reading.discourse

    def _key(self, statement: Statement) -> tuple[str, ...]:
        """What is said, with the ends of a symmetric relation in one order."""
        ends = [statement.subject.id, statement.object_key]
        if statement.relation in self._knowledge.symmetric:
            ends.sort()
        return (statement.relation, *ends, statement.polarity.value)

    def read(self, sent: Span, offset: int, article: Article, voice: Voice, discourse: Discourse) -> Reading:
        """Read one parsed sentence.   offset: where the passage begins in the article."""
        tree = read_tree(sent, voice.pack)
        cast = cast_of(tree, article, voice, self.actors, discourse)
        cues, offices = voice.pack.cues, {office.noun for office in discourse.offices}
        if not cast.codes and cues.pronouns.keys().isdisjoint(tree.forms) and offices.isdisjoint(tree.lemmas):
            return Reading((), discourse, Sentence(Mentions(cast), (), (), self._knowledge.symmetric), ())
        speeches = read_speeches(cast)
        sentence = propose(cast, self._knowledge.symmetric)
        judged = tuple(verdicts(sentence, self.judge, self.impressions))
        made = _Maker(self._knowledge, article, voice, cast, speeches, offset, discourse)
        statements = tuple(made.statements(verdict for verdict in judged if verdict.drop is None))
        speaker = next((speech.speakers[0] for speech in speeches if speech.speakers), None)
        following = after(cast, discourse, speaker, self._hostile(statements))
        return Reading(statements, following, sentence, judged)

    def _hostile(self, statements: Iterable[Statement]) -> list[tuple[str, str]]:
        """The pairs of actors between which statements of negative sign stand."""
        return [
            (min(s.subject.id, s.object.id), max(s.subject.id, s.object.id))
            for s in statements
            if isinstance(s.object, Actor) and self.schema.relations[s.relation].sign < 0
        ]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence gave, the discourse after it, and what the statements were chosen from."""

    statements: tuple[Statement, ...]
    discourse: Discourse
    sentence: Sentence
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Candidates of one sentence to statements."""

    knowledge: Knowledge
    article: Article
    voice: Voice
    cast: Cast
    speeches: list[Speech]
    offset: int
    discourse: Discourse

    def statements(self, judged: Iterable[Verdict]) -> Iterator[Statement]:
        kept = sorted(judged, key=lambda verdict: verdict.proposal.trigger.token)
        times = self._times() if kept else []
        for verdict in kept:
            yield self._statement(verdict, times[0] if times else None)

    def _times(self) -> list[When]:
        """The times that the sentence names, in their order."""
        tree = self.cast.tree
        sentence = self.article.text[self.offset + tree.starts[0] : self.offset + tree.ends[-1]]
        return [when for _, _, when in find_times(sentence, self.article.published, self.voice.times)]

    def _statement(self, verdict: Verdict, when: When | None) -> Statement:
        candidate, context = verdict.proposal.candidate, verdict.proposal.trigger.context
        tree, rule = self.cast.tree, candidate.rule
        start, end = self.offset + tree.starts[0], self.offset + tree.ends[-1]
        subject, thing = self.knowledge.actor(candidate.subject.actor), self._object(candidate.object)
        sentence = self.article.text[start:end]
        parties = thing.parties if isinstance(thing, Position) else (thing.id,)
        return Statement(
            doc=self.article.id,
            sentence=sentence,
            start=start,
            end=end,
            lang=self.voice.pack.lang,
            subject=subject,
            subject_mention=self._mention(candidate.subject),
            relation=rule.relation,
            object=thing,
            object_mention=self._mention(candidate.object),
            topic=self._topic(sentence, {subject.id, *parties}),
            polarity=verdict.proposal.polarity,
            modality=rule.modality or context.modality,
            attribution=attribution_of(self.cast, self.speeches, candidate),
            when=when,
            confidence=round(verdict.confidence, 4),
            rule=rule.id,
            published=self.article.published,
        )

    def _topic(self, sentence: str, actors: set[str]) -> str | None:
        """What the sentence is about, else what the article's opening is."""
        topics = self.voice.topics
        return topics.topic_of(sentence, actors) or topics.topic_of(self.article.text[:_LEAD], actors)

    def _object(self, what: Ref | PositionRef) -> Actor | Position:
        return self.knowledge.actor(what.actor) if isinstance(what, Ref) else self.knowledge.position(what)

    def _mention(self, what: Ref | PositionRef) -> Mention:
        tree = self.cast.tree
        start, end = self.offset + tree.starts[what.start], self.offset + tree.ends[what.end - 1]
        return Mention(self.article.text[start:end], start, end)
