"""Loads: many articles into a store in a few atomic steps, each of them read once and none held for long.

Knows the engine and what is written of an article; nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from . import terms as t
from .rdf import ArticleTriples
from .store_changes import due_lines, finish_counts, name_key, outdated, parsed, summary_lines
from .store_engine import Engine
from .tallies import Tallies, said_by

__all__ = ["load_articles"]

_LATER = 1000  # articles that are held in memory until a step is done
_NODES = 2000  # in one query


def load_articles(
    engine: Engine,
    readings: Iterable[ArticleTriples],
    put: Callable[[ArticleTriples], str],
    done: Callable[[str], None],
) -> None:
    """Store articles; after a crash each is there as it was or as it is now, and the counts are true.

    put:  stores one article by itself: what is there already in another form, or needs something taken away.
    done: is told for each article "added", or what `put` says of it.
    """
    rest = iter(readings)
    known = set[str]()
    while True:
        step = _Step(engine, known)
        engine.load(step.lines(rest))
        if step.has_dues:
            finish_counts(engine)
        for _ in range(step.added):
            done("added")
        for made in step.later:
            done(put(made))
        if step.is_last:
            return


class _Step:
    """One atomic load: articles that are new and contradict no name, then what the summary gains by them.

    known: shared triples that the store is known to hold, and which therefore need no look.
    """

    def __init__(self, engine: Engine, known: set[str]) -> None:
        self._engine, self._known = engine, known
        self._names: dict[tuple[str, str, str | None], object] = {}
        self._graphs = set[str]()
        self._said = Tallies()
        self.later: list[ArticleTriples] = []
        self.added = 0
        self.has_dues = self.is_last = False

    def lines(self, readings: Iterator[ArticleTriples]) -> Iterator[str]:
        """N-Quads of as many articles as one step takes."""
        statements = 0
        for made in readings:
            if not self._is_new(made):
                self.later.append(made)
                if len(self.later) >= _LATER:
                    break
                continue
            self._graphs.add(made.graph)
            self._said.add(map(said_by, made.statements))
            yield "".join([f"{triple} {made.graph} .\n" for triple in made.own])
            new = [f"{triple} .\n" for triple in made.shared if triple not in self._known]
            yield "".join(new) or "\n"  # an empty text would end the file
            self._known.update(made.shared)
            self.added += 1
            statements += len(made.statements)
            if statements >= self._engine.at_once:
                break
        else:
            self.is_last = True
        yield from self._summary()

    def _is_new(self, made: ArticleTriples) -> bool:
        if made.graph in self._graphs or self._engine.has_graph(ox.NamedNode(made.graph[1:-1])):
            return False
        unknown = [triple for triple in made.shared if triple not in self._known]
        named = {key: triple.object for triple in parsed(unknown) if (key := name_key(triple)) is not None}
        if any(self._names.get(key, name) != name for key, name in named.items()) or outdated(self._engine, unknown):
            return False
        self._names.update(named)
        return True

    def _summary(self) -> Iterator[str]:
        counts, exchanges = self._said.counts()
        old, old_pairs = self._there(t.COUNT, counts), self._there(t.EXCHANGES, exchanges)
        self.has_dues = bool(old or old_pairs)
        new = summary_lines(
            {node: n for node, n in counts.items() if node not in old},
            {node: n for node, n in exchanges.items() if node not in old_pairs},
        )
        due = due_lines({node: counts[node] for node in old}, {node: exchanges[node] for node in old_pairs})
        for lines in (self._said.links(), new, due):
            yield from (f"{line} .\n" for line in lines)

    def _there(self, predicate: ox.NamedNode, nodes: Iterable[str]) -> set[str]:
        """Those nodes that the store has counted before."""
        if not any(True for _ in self._engine.quads(None, predicate, None, self._engine.shared)):
            return set()
        rest, found = iter(nodes), set[str]()
        while some := list(islice(rest, _NODES)):
            rows = self._engine.rows(
                f"SELECT ?node WHERE {{ VALUES ?node {{ {' '.join(some)} }} ?node {predicate} ?n }}"
            )
            found.update(f"{row['node']}" for row in rows)
        return found
