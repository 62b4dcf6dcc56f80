"""The error table: why statements of the gold sets are missed, and in what the spurious ones are wrong."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from diplograph import Article
from diplograph.extractors.extract import Extractor, Reading

__all__ = ["error_table"]

Key = tuple[str, str, str, tuple[str, ...]]  # relation, polarity, kind, actors


def error_table(extractor: Extractor, gold: Path, articles: Iterable[Article], lang: str) -> Mapping[str, int]:
    """Count the errors of one set in one language by class, the most frequent first."""
    symmetric = {name for name, relation in extractor.schema.relations.items() if relation.symmetric}
    wanted, hard = _wanted(gold, lang, symmetric)
    counts: Counter[str] = Counter()
    for article in articles:
        readings = list(extractor.readings(article))
        found = {
            reading.sentence.key(verdict.proposal)
            for reading in readings
            for verdict in reading.verdicts
            if verdict.drop is None
        }
        counts.update(_missed(key, readings) for key in wanted[article.id] - found)
        counts.update(_spurious(key, wanted[article.id]) for key in found - wanted[article.id] - hard[article.id])
    return dict(counts.most_common())


def _wanted(gold: Path, lang: str, symmetric: set[str]) -> tuple[dict[str, set[Key]], dict[str, set[Key]]]:
    """The gold statements of each unit, the sure and the hard ones, as Sentence.key gives them."""
    sure: dict[str, set[Key]] = defaultdict(set)
    hard: dict[str, set[Key]] = defaultdict(set)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("none") or lang not in (row.get("langs") or [lang]):
            continue
        thing = row["object"]
        kind, actors = ("", (thing,)) if isinstance(thing, str) else (thing["kind"], tuple(sorted(thing["parties"])))
        ends = (row["subject"], *actors)
        if not kind and row["relation"] in symmetric:
            ends = tuple(sorted(ends))
        key = (row["relation"], row.get("polarity") or "affirmed", kind, ends)
        (hard if row.get("hard") else sure)[str(row["line"])].add(key)
    return sure, hard


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
