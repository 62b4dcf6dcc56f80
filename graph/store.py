"""Store: articles with their statements, one named graph an article, each change one atomic step.

Reads through store_rows.py, store_lookups.py and store_summary.py, writes through store_changes.py and store_loads.py
what rdf.py makes; an engine keeps the quads.  Never extracts anything.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from ..extractors.errors import StoreError
from ..extractors.model import Article, Provenance, Statement
from . import terms as t
from .iris import article_from_iri, article_iri
from .ontology import load_schema
from .rdf import ArticleTriples, article_triples
from .records import ArticleInfo
from .sparql import Results
from .store_changes import add_article, is_schema, is_summary, replace_article
from .store_disk import Disk
from .store_engine import Engine
from .store_loads import load_articles
from .store_lookups import actors_of, examples_of, outlets_of, positions_of
from .store_remote import Credentials, Remote, is_endpoint
from .store_rows import Filter, Stats, article_info, article_infos, select_statements, stats_of
from .store_schema import check_schema
from .store_summary import StoreSummary
from .tallies import Claim, Tallies, said_by

__all__ = ["ArticleInfo", "Credentials", "Stats", "Store"]

QUERY_SECONDS = 60.0


class Store(StoreSummary):
    """Articles in a folder or behind a SPARQL 1.1 endpoint.

    location:  a folder, made if it is missing; one process writes at a time, others may read beside it.
               Or the http(s) address of an endpoint whose default graph is the union of all (docs/endpoints.md).
    read_only: takes no lock; a folder is seen as it was when it was opened.
    credentials, updates: of an endpoint: name and password; where it takes updates, None for the usual place.
    Raises StoreError if there is no store (read-only) or something that is none, StoreLocked if another process
    writes, StoreVersion if another schema version made it; one that can be brought up to date is, if not read-only.
    """

    def __init__(
        self,
        location: str | Path,
        *,
        read_only: bool = False,
        credentials: Credentials | None = None,
        updates: str | None = None,
    ) -> None:
        self.location = str(location)
        self.read_only = read_only
        self._known = set[str]()  # shared triples that are there, of what was put
        self._engine: Engine
        if is_endpoint(self.location):
            self._engine = Remote(self.location, read_only=read_only, credentials=credentials, updates=updates)
        else:
            self._engine = Disk(self.location, read_only=read_only)
        try:
            check_schema(self._engine, self.location, read_only=read_only)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store free; what was put is on disk."""
        self._engine.close()

    # writing

    def put(self, article: Article, statements: Sequence[Statement], provenance: Provenance) -> str:
        """Store an article with what was read from it: "added", "replaced" or, if nothing of it is new, "unchanged".

        One atomic step: after a crash the article is there as it was or as it is now, never in part.
        Raises StoreError if it cannot be written (what was stored before stays), ValueError as article_triples.
        """
        return self._put(self._written(article, statements, provenance), replace=True)

    def put_all(
        self,
        readings: Iterable[tuple[Article, Sequence[Statement], Provenance] | ArticleTriples],
        *,
        replace: bool = True,
        seconds: float = math.inf,
        done: Callable[[Counter[str]], None] = lambda outcomes: None,
    ) -> Counter[str]:
        """Store many articles faster than one by one: how many were "added", "replaced", "unchanged" and "kept".

        readings: what `put` takes, or an article as another store wrote it.
        replace: whether a stored article that differs gives way; else it is "kept".   seconds: after how long at the
        latest what was read is on disk.   done: told of the outcomes so far after each article.
        After a crash each article is there as it was or as it is now.   Raises as `put`, and what `readings` raises;
        what came before is stored.
        """
        outcomes = Counter[str]()

        def count(outcome: str) -> None:
            outcomes[outcome] += 1
            done(outcomes)

        self._check_writable()
        written = (made if isinstance(made, ArticleTriples) else self._written(*made) for made in readings)
        load_articles(
            self._engine,
            written,
            lambda made: self._put(made, replace=replace),
            count,
            known=self._known,
            seconds=seconds,
        )
        return outcomes

    def drop(self, article_id: str) -> bool:
        """Remove an article and what only it spoke of; False if there is none of that id."""
        self._check_writable()
        graph = article_iri(article_id)
        if not self._engine.has_graph(graph):
            return False
        self._known.clear()
        replace_article(self._engine, graph, None, Tallies())
        return True

    def tidy(self) -> None:
        """After a large load: put what was written in order, so that questions are answered faster."""
        self._check_writable()
        self._engine.tidy()

    def _written(self, article: Article, statements: Sequence[Statement], provenance: Provenance) -> ArticleTriples:
        try:
            return article_triples(article, statements, provenance)
        except UnicodeEncodeError as error:
            raise StoreError(
                self.location, f"article {article.id!r} holds half a character (a lone surrogate); mend its text"
            ) from error

    def _put(self, made: ArticleTriples, *, replace: bool) -> str:
        self._check_writable()
        graph = ox.NamedNode(made.graph[1:-1])
        stored = next(self._engine.quads(graph, t.DIGEST, None, graph), None)
        if stored is not None and stored.object == ox.Literal(made.digest):
            return "unchanged"
        is_there = stored is not None or self._engine.has_graph(graph)
        if is_there and not replace:
            return "kept"
        said = Tallies()
        said.add(map(said_by, made.statements))
        known = self._known if self._engine.is_alone else set[str]()
        try:
            if is_there or not add_article(self._engine, made, said, known):
                self._known.clear()
                replace_article(self._engine, graph if is_there else None, made, said)
        except StoreError as error:
            told = str(error).removeprefix(f"{self.location}: cannot write: ")
            name = article_from_iri(graph.value)
            raise StoreError(self.location, f"cannot write article {name!r}: {told}") from error
        return "replaced" if is_there else "added"

    # reading

    def articles(self) -> tuple[ArticleInfo, ...]:
        """What is stored of each article, sorted by id."""
        return article_infos(self._engine)

    def article(self, article_id: str) -> ArticleInfo | None:
        """What is stored of one article, None if there is none of that id."""
        return article_info(self._engine, article_id)

    def statements(
        self,
        *,
        subject: str | None = None,
        relations: Collection[str] = (),
        object_actor: str | None = None,
        kind: str | None = None,
        party: str | None = None,
        involving: str | None = None,
        topic: str | None = None,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        article: str | None = None,
    ) -> list[Statement]:
        """The statements that meet every condition, sorted by day of publication, article, place in the text and id.

        Denied, intended and negated ones are among them.   object_actor: the object is this actor.   kind, party: the
        object is a position of this kind, with this party.   involving: an actor as subject, object or party.
        since, until: the time that the text names overlaps these days or, where it names none, the article is of
        them.   An unknown name finds nothing.
        """
        wanted = Filter(
            subject, tuple(relations), object_actor, kind, party, involving, topic, speaker, since, until, article
        )
        return select_statements(self._engine, wanted)

    def examples(self, groups: Iterable[tuple[Iterable[Claim], int]]) -> list[list[Statement]]:
        """At most so many statements of each group of claims, its first claims first, sorted as `statements`."""
        return examples_of(self._engine, groups)

    def outlets(self, articles: Collection[str]) -> dict[str, str | None]:
        """The outlets of some articles, by id; None where an article names none."""
        return outlets_of(self._engine, articles)

    def actors_of(self, sort: str) -> set[str]:
        """The codes of the actors of a class of the ontology: "State", "Organization", "Group"."""
        return actors_of(self._engine, sort)

    def positions_of(self, party: str | None, *, kind: str | None = None) -> list[tuple[str, tuple[str, ...]]]:
        """Kind and parties of the positions that an actor is party to (None: of all), sorted; kind: None for any."""
        return positions_of(self._engine, party, kind)

    def query(
        self,
        sparql: str,
        *,
        timeout: float | None = QUERY_SECONDS,
        bindings: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
    ) -> Results:
        """Run a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the union of all graphs.

        Prefixes dg, id, prov, skos, rdf, rdfs, owl, xsd and dcterms are preset.   bindings: variable name → term;
        the variables must be SELECTed.   timeout: in seconds, None for no limit.   What is in several graphs comes
        several times: say DISTINCT.   Raises QueryError as run_query.
        A store that is open for reading asks in a process of its own, which ends with the time (decision 005).
        """
        return self._engine.query(sparql, timeout=timeout, bindings=bindings or {})

    def stats(self) -> Stats:
        """How much is stored."""
        return stats_of(self._engine, load_schema().version)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads but the ontology's and the summary's: the shared things first, then graph by graph, sorted.

        The shared things are in the default graph, whichever graph the store keeps them in.
        """
        shared = (
            ox.Quad(q.subject, q.predicate, q.object)
            for q in self._engine.quads(None, None, None, self._engine.shared)
            if not is_schema(q) and not is_summary(q)
        )
        yield from sorted(shared, key=str)
        for graph in sorted(self._engine.graphs(), key=str):
            yield from sorted(self._engine.quads(None, None, None, graph), key=str)

    # how it is done

    def _check_writable(self) -> None:
        if self.read_only:
            raise StoreError(self.location, "the store is open for reading only; open it without read_only")
