"""Mapping: UD version 1 trees to version 2 labels, by a table that is learnt, not written.  Knows no spaCy.

The lessons are sentences in both versions: a version 1 tree beside a version 2 tree of the same tokens.  Where no gold
pair exists, a parser's tree does as well: only arcs on which both agree are counted, and the majority outvotes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from .tables import Tables
from .treebank import DEPREL, FORM, HEAD, ROOT, UPOS, Row, Sentence, Token

__all__ = ["Mapping", "learn", "read_old"]

Key = tuple[str, ...]
_SPECIFIC = 2  # so many of the keys name a form or a surrounding; they need more than one witness
_WITNESSES = 3


@dataclass(frozen=True, slots=True)
class Mapping:
    """Counts of version 2 labels and tags by what a version 1 token looked like, the most telling key first."""

    labels: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    tags: dict[Key, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    relative: frozenset[str] = frozenset()

    def label(self, old: Sentence, i: int) -> tuple[str, float] | None:
        """The likeliest version 2 label of a token's arc and its share among the witnesses; None if none was seen."""
        return _vote(self.labels, _label_keys(old, i, self.relative))

    def tag(self, token: Token) -> str:
        """The likeliest version 2 tag of a token, its own if none was seen."""
        vote = _vote(self.tags, _tag_keys(token))
        return vote[0] if vote else token.upos


def read_old(rows: Sequence[Row]) -> Sentence:
    """A version 1 sentence with version 2 heads: a conjunction hangs on the conjunct that follows it."""
    tokens = [
        Token(
            form=row[FORM],
            lemma=row[FORM],
            upos=row[UPOS],
            feats="",
            head=int(row[HEAD]) - 1 if row[HEAD] != "0" else i,
            dep=row[DEPREL] if row[HEAD] != "0" else ROOT,
        )
        for i, row in enumerate(rows)
    ]
    return tuple(replace(token, head=_next_conjunct(tokens, i)) for i, token in enumerate(tokens))


def learn(pairs: Iterable[tuple[Sentence, Sentence]], tables: Tables) -> Mapping:
    """Count over pairs of (version 1, version 2) sentences with the same tokens."""
    mapping = Mapping(relative=tables.relative)
    for old, new in pairs:
        for i, (before, after) in enumerate(zip(old, new, strict=True)):
            if before.head == after.head:
                for key in _label_keys(old, i, tables.relative):
                    mapping.labels[key][after.dep] += 1
            for key in _tag_keys(before):
                mapping.tags[key][after.upos] += 1
    return mapping


def _next_conjunct(tokens: Sequence[Token], i: int) -> int:
    token = tokens[i]
    if token.dep != "cc":
        return token.head
    after = (j for j, other in enumerate(tokens) if j > i and other.head == token.head and other.dep == "conj")
    return next(after, token.head)


def _label_keys(old: Sentence, i: int, relative: frozenset[str]) -> Iterator[Key]:
    token = old[i]
    head = old[token.head]
    above = ROOT if token.head == i else head.upos
    dep = token.dep
    has_relative = any(other.head == i and other.form.lower() in relative for other in old)
    side = "left" if token.head < i else "right"
    yield ("form", dep, above, token.upos, token.form.lower())
    yield ("around", dep, above, token.upos, str(has_relative), side)
    yield ("tag", dep, above, token.upos)
    yield ("above", dep, above)
    yield ("dep", dep)


def _tag_keys(token: Token) -> Iterator[Key]:
    form, dep = token.form.lower(), token.dep
    yield ("form", token.upos, dep, form)
    yield ("word", token.upos, form)
    yield ("dep", token.upos, dep)
    yield ("tag", token.upos)


def _vote(counts: dict[Key, Counter[str]], keys: Iterable[Key]) -> tuple[str, float] | None:
    for rank, key in enumerate(keys):
        witnesses = counts.get(key)
        if witnesses and witnesses.total() >= (_WITNESSES if rank < _SPECIFIC else 1):
            value, number = witnesses.most_common(1)[0]
            return value, number / witnesses.total()
    return None
