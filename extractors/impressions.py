"""Impressions: what a network that has read annotated sentences makes of each two actors of a sentence.

An impression is a number for the judge to weigh (features.py), never a statement: log-odds that one actor is said to
do this to the other, that anything at all is said between them, that this trigger says it.  See decision 043.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from .encoder import FOLDER, Array, Encoder, Pieces, dense, gelu, load_weights
from .judge import HEARD
from .mentions import Mention
from .ops import one_thread
from .proposals import Proposal, Sentence
from .trees import Tree

__all__ = ["Columns", "Impressions", "Sight", "load_impressions", "sight_of"]

_MOST_MENTIONS = 16  # a sentence that names more is a list
_NO = -9.0  # log-odds of what the network could not look at
_DIGITS = 2  # kept, so that the last bit of a sum, which differs between processors, decides nothing
_SORTS = {"State": 1, "Organization": 2, "Group": 3}
_ANY, _NEGATED = 0, 1  # columns behind relations and kinds

Features = dict[str, float]


@dataclass(frozen=True)
class Columns:
    """What the network tells of two mentions, in this order, and behind it whether anything is said, and denied.

    kinds: of positions; the first, "", is an actor as such.
    """

    relations: tuple[str, ...]
    kinds: tuple[str, ...]

    @cached_property
    def relation(self) -> Mapping[str, int]:
        """Relation → column."""
        return {name: number for number, name in enumerate(self.relations)}

    @cached_property
    def kind(self) -> Mapping[str, int]:
        """Kind → number among the kinds; its column is behind the relations."""
        return {name: number for number, name in enumerate(self.kinds)}


@dataclass(frozen=True)
class Sight:
    """What the network sees of a sentence.   mentions: those within its reach, 16 at most."""

    mentions: tuple[Mention, ...]
    pieces: Pieces

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Actor → the numbers of its mentions."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, mention in enumerate(self.mentions):
            places[mention.ref.actor].append(place)
        return places

    def ends(self, proposal: Proposal) -> tuple[int, int, int, int] | None:
        """Numbers of the two mentions, tokens of the trigger and of the position; None beyond its reach."""
        trigger = proposal.trigger.token
        place = trigger if proposal.place is None else proposal.place
        subject, (_, parties) = proposal.candidate.subject.actor, proposal.object_key
        first = self._number(proposal.subject, subject)
        if first is None or max(trigger, place) >= len(self.pieces.first):
            return None
        other = next((party for party in parties if party != subject), subject)
        second = self._number(proposal.object, other)
        return first, first if second is None else second, trigger, place

    def _number(self, mention: Mention | None, actor: str) -> int | None:
        if mention in self.mentions:
            return self.mentions.index(mention)
        return next(iter(self.places.get(actor, ())), None)


def sight_of(sentence: Sentence, encoder: Encoder) -> Sight | None:
    """What the network sees of a sentence; None if no mention is within its reach."""
    tree, mentions = sentence.mentions.cast.tree, sentence.mentions.all[:_MOST_MENTIONS]
    if not mentions:
        return None
    pieces = encoder.split(tree.words, _spaced(tree), _marks(sentence, mentions))
    seen = tuple(m for m in mentions if max(m.head, m.top) < len(pieces.first))
    return Sight(seen, pieces) if seen else None


@dataclass(frozen=True)
class Impressions:
    """The encoder with the layers on top of it, which look at two mentions, and at a trigger between them."""

    encoder: Encoder
    weights: Mapping[str, Array]
    columns: Columns

    def of(self, sentence: Sentence, proposals: Sequence[Proposal]) -> list[Features]:
        """Impressions of some proposals of one sentence, by name; the same names for each."""
        if not proposals:
            return []
        with one_thread():
            sight = sight_of(sentence, self.encoder)
            view = self._view(sight) if sight else None
            told = view.told(proposals) if view else {}
        rivals = _Rivals(proposals, told)
        found = []
        for number, proposal in enumerate(proposals):
            here = rivals.of(number) | (view.pair(proposal) if view else _unseen())
            found.append({f"{HEARD}{name}": round(value, _DIGITS) for name, value in here.items()})
        return found

    def _view(self, sight: Sight) -> _View:
        words = self.encoder.encode(sight.pieces)[list(sight.pieces.first)]
        heads, tops = [m.head for m in sight.mentions], [m.top for m in sight.mentions]
        ends = np.concatenate([words[heads], words[tops]], axis=1)
        subjects, objects = (gelu(dense(self.weights, part, ends)) for part in ("subject", "object"))
        return _View(sight, self.weights, self.columns, words, subjects, objects)


@dataclass(frozen=True)
class _View:
    """One sentence as the network understands it.   words, subjects, objects: a vector for each word and mention."""

    sight: Sight
    weights: Mapping[str, Array]
    columns: Columns
    words: Array
    subjects: Array
    objects: Array

    @cached_property
    def _table(self) -> Array:
        """Log-odds: subject × object × column."""
        count, width = self.subjects.shape
        both = np.concatenate([np.repeat(self.subjects, count, axis=0), np.tile(self.objects, (count, 1))], axis=1)
        both = np.concatenate([both, both[:, :width] * both[:, width:]], axis=1)
        inner = gelu(dense(self.weights, "pair.in", both))
        return dense(self.weights, "pair.out", inner).reshape(count, count, -1)

    @cached_property
    def _known(self) -> dict[tuple[str, str], Array]:
        return {}

    def _best(self, subject: str, thing: str) -> Array | None:
        """The columns of two actors, each at the two mentions that show it most."""
        key = (subject, thing)
        if key not in self._known:
            rows, columns = self.sight.places.get(subject), self.sight.places.get(thing)
            if not rows or not columns:
                return None
            self._known[key] = self._table[np.ix_(rows, columns)].max(axis=(0, 1))
        return self._known[key]

    def pair(self, proposal: Proposal) -> Features:
        """What the network makes of the actors of a proposal."""
        relations, kinds = len(self.columns.relations), len(self.columns.kinds)
        column, kind, parties, subject = self._of(proposal)
        found = _unseen()
        seen = [row for party in parties if (row := self._best(subject, party)) is not None]
        if seen:
            rows = np.array(seen)
            others = np.delete(rows[:, :relations], column, axis=1)
            other_kinds = np.delete(rows[:, relations : relations + kinds], kind, axis=1)
            found |= {
                "relation": float(rows[:, column].min()),
                "relation at best": float(rows[:, column].max()),
                "other relation": float(others.max()),
                "kind": float(rows[:, relations + kind].min()),
                "other kind": float(other_kinds.max()),
                "any": float(rows[:, relations + kinds + _ANY].min()),
                "negated": float(rows[:, relations + kinds + _NEGATED].max()),
            }
        turned = [row for party in parties if (row := self._best(party, subject)) is not None]
        if turned:
            found["turned"] = max(float(row[column]) for row in turned)
            found["any turned"] = max(float(row[relations + kinds + _ANY]) for row in turned)
        actors = self.sight.places
        elsewhere = [self._best(subject, actor) for actor in actors if actor not in parties]
        found["other object"] = max((float(row[column]) for row in elsewhere if row is not None), default=_NO)
        elsewhere = [self._best(actor, party) for actor in actors if actor != subject for party in parties]
        found["other subject"] = max((float(row[column]) for row in elsewhere if row is not None), default=_NO)
        return found

    def told(self, proposals: Sequence[Proposal]) -> dict[int, float]:
        """Number of a proposal → log-odds that its trigger says it of its ends."""
        rows = [(number, *ends) for number, p in enumerate(proposals) if (ends := self.sight.ends(p)) is not None]
        if not rows:
            return {}
        weights = self.weights
        numbers, subjects, objects, triggers, places = (list(column) for column in zip(*rows, strict=True))
        chosen = [self._of(proposals[number]) for number in numbers]
        relation, kind = weights["relation"][[c for c, *_ in chosen]], weights["kind"][[k for _, k, *_ in chosen]]
        trigger, place = dense(weights, "trigger", self.words[triggers]), dense(weights, "place", self.words[places])
        subject, thing = self.subjects[subjects], self.objects[objects]
        parts = [subject, thing, gelu(trigger), gelu(place), subject * relation + kind, trigger * relation]
        inner = gelu(dense(weights, "told.in", np.concatenate(parts, axis=1)))
        odds = dense(weights, "told.out", inner)[:, 0]
        return {number: float(value) for number, value in zip(numbers, odds, strict=True)}

    def _of(self, proposal: Proposal) -> tuple[int, int, tuple[str, ...], str]:
        """Column of the relation, number of the kind, the actors it is about (itself where nobody is), the subject."""
        kind, parties = proposal.object_key
        subject = proposal.candidate.subject.actor
        relation = self.columns.relation[proposal.trigger.relation]
        return relation, self.columns.kind[kind], parties or (subject,), subject


class _Rivals:
    """What the network makes of the triggers, and of what else they could say."""

    def __init__(self, proposals: Sequence[Proposal], told: Mapping[int, float]) -> None:
        self._told = [told.get(number, _NO) for number in range(len(proposals))]
        self._keys = [(p.trigger.token, _actors(p)) for p in proposals]
        self._best: dict[object, float] = {}
        for value, (token, actors) in zip(self._told, self._keys, strict=True):
            for key in (token, actors, None):
                self._best[key] = max(value, self._best.get(key, _NO))

    def of(self, number: int) -> Features:
        token, actors = self._keys[number]
        return {
            "told": self._told[number],
            "told at best": self._best[None],
            "told of these actors": self._best[actors],
            "told by this trigger": self._best[token],
        }


def _actors(proposal: Proposal) -> frozenset[str]:
    return frozenset({proposal.candidate.subject.actor, *proposal.object_key[1]})


def _unseen() -> Features:
    names = (
        "relation", "relation at best", "other relation", "kind", "other kind", "any", "negated", "turned",
        "any turned", "other object", "other subject",
    )  # fmt: skip
    return dict.fromkeys(names, _NO)


def _spaced(tree: Tree) -> list[bool]:
    return [i == 0 or tree.starts[i] > tree.ends[i - 1] for i in range(len(tree.words))]


def _marks(sentence: Sentence, mentions: Sequence[Mention]) -> list[int]:
    cast = sentence.mentions.cast
    marks = [0] * len(cast.tree.words)
    for mention in mentions:
        actor = cast.actors.get(mention.ref.actor)
        sort = _SORTS.get(actor.type, 1) if actor else 1
        for token in range(mention.ref.start, mention.ref.end):
            marks[token] = sort
    return marks


def load_impressions(folder: Path = FOLDER) -> Impressions:
    """The network in a folder, by default that which ships.

    Raises PipelineError if its weights are not there.
    """
    encoder, weights, columns = load_weights(folder)
    return Impressions(encoder, weights, Columns(columns["relations"], columns["kinds"]))
