"""Loads: many articles into a store in a few atomic steps, each of them read once and none held for long.

Knows the engine and what is written of an article; nothing of files.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from .rdf import ArticleTriples, trig_text
from .store_changes import finish_counts, named, outdated, summary_gains
from .store_engine import Engine
from .tallies import Tallies, said_by

__all__ = ["load_articles"]

_LATER = 1000  # articles that are held in memory until a step is done


def load_articles(
    engine: Engine,
    readings: Iterable[ArticleTriples],
    put: Callable[[ArticleTriples], str],
    done: Callable[[str], None],
    *,
    known: set[str],
    seconds: float = math.inf,
) -> None:
    """Store articles; after a crash each is there as it was or as it is now, and the counts are true.

    known: shared triples that the store is known to hold; grows, and whoever takes some away empties it.
    seconds: how long readings may wait for their step; more go into the next one.   An error of `readings` is raised
    when what came before it is stored.

    put:  stores one article by itself: what is there already in another form, or needs something taken away.
    done: is told for each article "added", or what `put` says of it.
    """
    rest = iter(readings)
    while True:
        step = _Step(engine, known, seconds)
        try:
            engine.load(step.lines(rest))
        except BaseException:
            known.clear()  # of this step nothing is there
            raise
        if step.has_dues:
            finish_counts(engine)
        for _ in range(step.added):
            done("added")
        for made in step.later:
            done(put(made))
        if step.failed is not None:
            raise step.failed
        if step.is_last:
            return


class _Step:
    """One atomic load: articles that are new and contradict no name, then what the summary gains by them.

    known: shared triples that the store is known to hold, and which therefore need no look.
    """

    def __init__(self, engine: Engine, known: set[str], seconds: float) -> None:
        self._engine, self._known, self._seconds = engine, known, seconds
        self._names: dict[tuple[str, str, str], str] = {}
        self._graphs = set[str]()
        self._said = Tallies()
        self.later: list[ArticleTriples] = []
        self.added = 0
        self.has_dues = self.is_last = False
        self.failed: Exception | KeyboardInterrupt | None = None

    def lines(self, readings: Iterator[ArticleTriples]) -> Iterator[str]:
        """TriG of as many articles as one step takes."""
        statements = 0
        until = time.monotonic() + self._seconds
        for made in self._taken(readings):
            if not self._is_new(made):
                self.later.append(made)
                if len(self.later) >= _LATER or time.monotonic() >= until:
                    break
                continue
            self._graphs.add(made.graph)
            self._said.add(map(said_by, made.statements))
            yield trig_text(made.graph, made.own, (triple for triple in made.shared if triple not in self._known))
            self._known.update(made.shared)
            self.added += 1
            statements += len(made.statements)
            if statements >= self._engine.at_once or time.monotonic() >= until:
                break
        else:
            self.is_last = True
        summary, self.has_dues = summary_gains(self._engine, self._said)
        yield from (f"{line} .\n" for line in summary)

    def _taken(self, readings: Iterator[ArticleTriples]) -> Iterator[ArticleTriples]:
        try:
            for made in readings:  # noqa: UP028 - `yield from` would close the readings with the step
                yield made
        except (Exception, KeyboardInterrupt) as error:  # raised by load_articles
            self.failed = error

    def _is_new(self, made: ArticleTriples) -> bool:
        if made.graph in self._graphs or self._engine.has_graph(ox.NamedNode(made.graph[1:-1])):
            return False
        unknown = [triple for triple in made.shared if triple not in self._known]
        names = {key: name for key, name in map(named, unknown) if key is not None}
        if any(self._names.get(key, name) != name for key, name in names.items()) or outdated(self._engine, unknown):
            return False
        self._names.update(names)
        return True
