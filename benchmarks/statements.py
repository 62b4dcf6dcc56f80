"""Made-up articles whose statements are spread as in real news: few actors speak often, most seldom.

Actors, topics and positions follow Zipf's law, an article has about five statements, a few of them denied, planned or
negated, and its sentences read like news.  The same number and seed give the same articles.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib.resources import files

import pyoxigraph as ox
from diplograph.extractors.model import (
    Actor,
    Article,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Provenance,
    Statement,
    When,
)
from diplograph.extractors.registry import load_actors
from diplograph.graph.ontology import load_schema
from diplograph.graph.vocabulary import ID

__all__ = ["MADE", "readings"]

MADE = Provenance("en_core_web_sm 3.8.0", "0.1.0")

_SCHEMA = load_schema()
_TOPICS = sorted(
    {
        triple.object.value
        for triple in ox.parse(
            files("diplograph").joinpath("topics.ttl").read_text("utf-8"), format=ox.RdfFormat.TURTLE
        )
        if isinstance(triple.object, ox.Literal)
        and triple.predicate.value.endswith("#notation")
        and str(triple.subject.value).startswith(ID)
    }
)
_OUTLETS = [f"Outlet {number}" for number in range(60)]
_WORDS = re.split(
    " ",
    "ministers after talks in the capital on Monday with a delegation that had arrived the evening before for what "
    "officials called a frank exchange about the border security aid energy grain ports refugees prisoners observers",
)


class _Zipf:
    """Draws from a sequence, the first most often."""

    def __init__(self, members: Sequence[str], chance: random.Random, exponent: float = 1.0) -> None:
        self._members, self._chance = members, chance
        self._weights = list(itertools.accumulate(1 / (rank + 1) ** exponent for rank in range(len(members))))

    def draw(self) -> str:
        return self._chance.choices(self._members, cum_weights=self._weights)[0]


def readings(statements: int, seed: int = 7) -> Iterator[tuple[Article, list[Statement], Provenance]]:
    """Yield articles until they hold that many statements."""
    maker = _Maker(random.Random(seed))
    done = number = 0
    while done < statements:
        article, made = maker.article(number)
        yield article, made[: statements - done], MADE
        done, number = done + len(made), number + 1


class _Matter:
    """A topic as news has it: who is concerned, most often the first, and what is at stake."""

    def __init__(self, topic: str, actors: _Zipf, kinds: _Zipf, chance: random.Random) -> None:
        self.topic = topic
        concerned = list(dict.fromkeys(actors.draw() for _ in range(30)))
        parties = list(dict.fromkeys(actors.draw() for _ in range(8)))[:4]
        at_stake = dict.fromkeys(
            (kinds.draw(), tuple(sorted(set(chance.choices(parties, k=chance.choice((1, 1, 2))))))) for _ in range(25)
        )
        self.concerned = _Zipf([*parties, *concerned], chance)
        self.at_stake = _Zipf(["|".join((kind, *codes)) for kind, codes in at_stake], chance)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance, self._known = chance, load_actors()
        codes = sorted(self._known)
        chance.shuffle(codes)
        self._actors, self._kinds = _Zipf(codes, chance), _Zipf(sorted(_SCHEMA.kinds), chance)
        self._topics = _Zipf(_TOPICS, chance)
        self._matters = {topic: _Matter(topic, self._actors, self._kinds, chance) for topic in _TOPICS}
        self._of_position = self._relations("position")
        self._of_actor = self._relations("actor")

    def _relations(self, taken: str) -> _Zipf:
        return _Zipf([name for name, relation in _SCHEMA.relations.items() if taken in relation.takes], self._chance)

    def article(self, number: int) -> tuple[Article, list[Statement]]:
        chance = self._chance
        published = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
        matter = self._matters[self._topics.draw()]
        made: dict[str, Statement] = {}
        start = 0
        for _ in range(max(1, round(chance.gauss(5, 2)))):
            statement = self._statement(f"article-{number:07}", matter, published, start)
            made[statement.id] = statement
            start = statement.end + 1
        article = Article(
            f"article-{number:07}",
            " ".join(statement.sentence for statement in made.values()),
            "en",
            published,
            f"Headline {number} about {matter.topic}",
            chance.choice(_OUTLETS),
            f"https://news.example.org/{published:%Y/%m}/{number}",
        )
        return article, list(made.values())

    def _ends(self, matter: _Matter) -> tuple[str, Actor | Position]:
        """Who speaks of whom or what: mostly of what is at stake, at times of anything."""
        chance = self._chance
        one, other = self._one(matter), self._one(matter)
        if chance.random() < 0.4 and one != other:
            return one, self._known[other]
        if chance.random() < 0.85:
            kind, *parties = matter.at_stake.draw().split("|")
        else:
            kind, parties = self._kinds.draw(), sorted({other, self._one(matter)})
        return one, Position(kind, tuple(parties), _SCHEMA.kinds[kind].phrase(" and ".join(parties)))

    def _one(self, matter: _Matter) -> str:
        return (matter.concerned if self._chance.random() < 0.7 else self._actors).draw()

    def _statement(self, doc: str, matter: _Matter, published: date, start: int) -> Statement:
        chance = self._chance
        one, thing = self._ends(matter)
        relation = (self._of_position if isinstance(thing, Position) else self._of_actor).draw()
        named = thing.label
        words = " ".join(chance.choices(_WORDS, k=chance.randrange(12, 30)))
        sentence = f"The government of {one} said it {relation} {named} {words}."
        kind_of = chance.random()
        return Statement(
            doc=doc,
            sentence=sentence,
            start=start,
            end=start + len(sentence),
            lang="en",
            subject=self._known[one],
            subject_mention=Mention(f"The government of {one}", start, start + 18 + len(one)),
            relation=relation,
            object=thing,
            object_mention=Mention(named, start + 30, start + 30 + len(named)),
            topic=matter.topic if chance.random() < 0.8 else None,
            polarity=Polarity.NEGATED if kind_of > 0.97 else Polarity.AFFIRMED,
            modality=Modality.DENIED if kind_of < 0.04 else Modality.INTENDED if kind_of < 0.1 else Modality.ASSERTED,
            attribution=Attribution(one, "a spokesman", "said") if chance.random() < 0.5 else None,
            when=When.from_text(published.isoformat()) if chance.random() < 0.4 else None,
            confidence=round(chance.uniform(0.5, 1.0), 2),
            rule=f"en/{relation}/verb{chance.randrange(20)}",
            published=published,
        )
