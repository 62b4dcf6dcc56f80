"""The error table: why statements of the gold sets are missed, and in what the spurious ones are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from diplograph import Article
from diplograph.extractors.extract import Extractor, Reading
from diplograph.training.gold import Key, read_gold

__all__ = ["error_table"]


def error_table(extractor: Extractor, gold: Path, articles: Iterable[Article], lang: str) -> Mapping[str, int]:
    """Count the errors of one set in one language by class, the most frequent first."""
    symmetric = {name for name, relation in extractor.schema.relations.items() if relation.symmetric}
    annotated = read_gold(gold, lang, symmetric)
    counts: Counter[str] = Counter()
    for article in articles:
        readings = list(extractor.readings(article))
        found = {
            reading.sentence.key(verdict.proposal)
            for reading in readings
            for verdict in reading.verdicts
            if verdict.drop is None
        }
        wanted, hard = annotated.sure.get(article.id, set()), annotated.hard.get(article.id, set())
        counts.update(_missed(key, readings) for key in wanted - found)
        counts.update(_spurious(key, wanted) for key in found - wanted - hard)
    return dict(counts.most_common())


def _missed(key: Key, readings: list[Reading]) -> str:
    relation, _, kind, actors = key
    proposed = [(r.sentence.key(v.proposal), v) for r in readings for v in r.verdicts]
    drops = [verdict.drop for other, verdict in proposed if other == key]
    if drops:
        return f"missed: dropped as {drops[0]}"
    if any((other[0], *other[2:]) == (relation, kind, actors) for other, _ in proposed):
        return "missed: other polarity"
    named = frozenset[str]().union(*(r.sentence.mentions.actors for r in readings))
    if set(actors) - named:
        return "missed: an actor is not seen"
    if not any(v.proposal.trigger.relation == relation for _, v in proposed):
        return "missed: no trigger of the relation"
    return "missed: position not read" if kind else "missed: not proposed"


def _spurious(key: Key, wanted: set[Key]) -> str:
    relation, _, kind, actors = key
    if any((w[0], w[2], w[3]) == (relation, kind, actors) for w in wanted):
        return "spurious: other polarity"
    if any(w[0] == relation and w[2] == kind and set(w[3]) == set(actors) for w in wanted):
        return "spurious: turned round"
    if any(set(w[3]) == set(actors) for w in wanted):
        return "spurious: other relation or kind of the same actors"
    if any(w[0] == relation for w in wanted):
        return "spurious: other ends of the same relation"
    return "spurious: nothing of the kind" if wanted else "spurious: the sentence states nothing"
