"""Knowledge: the tables of each language, the actors and the schema.  Loaded when first needed, then kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from .actors import Cast
from .casting import read_cast
from .coreference import Discourse, resolver
from .model import Actor, Article, Position, Schema
from .names import ArticleNames, NameTable, load_actors, load_names
from .packs import load_pack
from .pipelines import lemmas_of, load_pipeline
from .positions import PositionRef
from .prospects import Prospects
from .rules import LanguagePack
from .times import TimeTable, load_times
from .topics import TopicTable, load_topics
from .trees import Tree, bare_forms

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Knowledge", "Voice", "cast_of"]


@dataclass(frozen=True, slots=True)
class Voice:
    """All that it takes to read one language."""

    pack: LanguagePack
    nlp: Language
    names: NameTable | ArticleNames
    prospects: Prospects
    times: TimeTable
    topics: TopicTable


class Knowledge:
    """What is known of the languages and of the actors.

    schema:     the relations and position kinds.
    pipelines:  language → a spaCy package or folder to use instead of the pack's own.
    """

    def __init__(self, schema: Schema, pipelines: Mapping[str, str]) -> None:
        self.schema = schema
        self.symmetric = frozenset(name for name, relation in schema.relations.items() if relation.symmetric)
        self._pipelines = dict(pipelines)
        self._voices: dict[str, Voice] = {}

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """Every known actor, by id."""
        return load_actors()

    def voice(self, lang: str) -> Voice:
        """The pipeline and tables of one language, loaded once."""
        if lang not in self._voices:
            pack, names = load_pack(lang, self.schema), load_names(lang)
            nlp = load_pipeline(
                lang,
                self._pipelines.get(lang),
                infixes=pack.infixes,
                splits=pack.splits,
                lemmas=pack.lemmas == "model",
            )
            lemmas = lemmas_of(nlp) if pack.lemmas == "model" else partial(bare_forms, pack=pack)
            self._voices[lang] = Voice(
                pack=pack,
                nlp=nlp,
                names=names,
                prospects=Prospects(pack, names, lemmas),
                times=load_times(lang),
                topics=load_topics(lang),
            )
        return self._voices[lang]

    def actor(self, code: str) -> Actor:
        """The actor of a code."""
        return self.actors.get(code) or Actor(code, "State", code)

    def position(self, ref: PositionRef) -> Position:
        """The position that a reference stands for, with its label."""
        labels = [self.actor(code).label for code in ref.parties]
        return Position(ref.kind, ref.parties, self.schema.kinds[ref.kind].phrase(" and ".join(labels)))


def cast_of(
    tree: Tree,
    article: Article,
    voice: Voice,
    actors: Mapping[str, Actor],
    discourse: Discourse,
    holes: Sequence[tuple[int, int]] = (),
) -> Cast:
    """The cast of a sentence, whose pronouns are resolved by the cast itself and the discourse before it."""
    made: list[Cast] = []
    cast = read_cast(
        tree,
        table=voice.names,
        pack=voice.pack,
        actors=actors,
        published=article.published,
        pronoun=resolver(lambda: made[0], discourse),
        sides=discourse.sides,
        holes=holes,
    )
    made.append(cast)
    return cast
